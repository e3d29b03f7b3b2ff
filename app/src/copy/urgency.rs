//! Words for how fast an answer is needed, and for an answer that does not come in time: the same for practice and plan.

use domain::prior_auth::{Action, Urgency};

/// When expedited review is asked for: 42 CFR 422.570(c)(2), 438.210(d)(2), 29 CFR 2560.503-1(m)(1).
pub const EXPEDITED_WHEN: &str = "Ask where waiting for the ordinary time could seriously harm the member’s life or health, or the ability to recover. The plan then decides within 72 hours, and never later than it had to before.";

/// Why a request is expedited, and stays it: the same words for practice and plan, wherever the clinician has said it.
pub const SAID_BY_CLINICIAN: &str = "A clinician of the practice says that waiting could harm the member";

/// What a clinician says stands before what the event carries else.
#[must_use]
pub fn said_by_clinician(else_carried: &str) -> String {
    match else_carried {
        "" => format!("{SAID_BY_CLINICIAN}."),
        carried => format!("{SAID_BY_CLINICIAN}. {carried}"),
    }
}

/// The heading of the form that changes the urgency.
#[must_use]
pub fn urgency_question(to: Urgency) -> &'static str {
    match to {
        Urgency::Expedited => "Make this request expedited?",
        Urgency::Standard => "Make this a standard request?",
    }
}

/// By when the decision is due, and by when after the change.
#[must_use]
pub fn due_if_changed(now: &str, then: &str) -> String {
    if now == then {
        format!("The decision stays due {now}.")
    } else {
        format!("The decision is due {now}. After the change it is due {then}.")
    }
}

/// The notice of a change of urgency. `due` is when the decision is due since.
#[must_use]
pub fn urgency_changed(action: Action, due: &str, reason: &str) -> String {
    let changed = match action {
        Action::AskToExpedite => "The practice has asked for expedited review.",
        Action::MakeStandard => {
            "The plan has made this a standard request. If waiting could harm the member, ask for expedited review: what a clinician asks for, the plan does not take back."
        }
        _ => "The plan has made this request expedited.",
    };
    format!("{changed} The decision is due {due}. Reason: {reason}")
}

/// The notice of an extension, the same for practice and plan. `due` is when the decision is due since: the days that were granted
/// may be more than were won.
#[must_use]
pub fn extended(due: &str, reason: &str) -> String {
    format!("The plan has extended its time to decide. The decision is due {due}. Reason: {reason}")
}

/// What the timeline says of a change of the time to decide: by when the decision was due from then on, and why.
#[must_use]
pub fn due_since(due: &str, reason: &str) -> String {
    format!("Due since then: {due}. Reason: {reason}")
}

/// A request whose decision is awaited after its time.
#[must_use]
pub fn deadline_missed(due: &str) -> String {
    format!("The decision was due {due} and is still awaited. The delay is on record.")
}

/// A request whose decision came after its time.
#[must_use]
pub fn decided_late(due: &str, decided: &str) -> String {
    format!("The decision was due {due} and came {decided}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_says_who_changed_the_urgency_by_when_and_why() {
        let notice = |action| urgency_changed(action, "Fri, Nov 27, 4:10 PM CST", "It is worse.");
        for (action, who) in [
            (Action::AskToExpedite, "The practice has asked"),
            (Action::Expedite, "The plan has made this request expedited"),
            (Action::MakeStandard, "The plan has made this a standard request"),
        ] {
            assert!(notice(action).starts_with(who), "{action}");
            assert!(
                notice(action).ends_with("due Fri, Nov 27, 4:10 PM CST. Reason: It is worse."),
                "{action}"
            );
        }
    }

    #[test]
    fn an_extension_names_the_time_at_which_the_decision_is_due_and_no_days() {
        let due = "Fri, Nov 27, 4:10 PM CST";
        assert_eq!(
            extended(due, "A report is missing."),
            "The plan has extended its time to decide. The decision is due Fri, Nov 27, 4:10 PM CST. Reason: A report is missing."
        );
        assert_eq!(
            due_since(due, "A report is missing."),
            "Due since then: Fri, Nov 27, 4:10 PM CST. Reason: A report is missing."
        );
    }

    #[test]
    fn a_change_that_moves_nothing_says_so() {
        assert_eq!(due_if_changed("Fri", "Fri"), "The decision stays due Fri.");
        assert_eq!(
            due_if_changed("Mon", "Fri"),
            "The decision is due Mon. After the change it is due Fri."
        );
    }
}
