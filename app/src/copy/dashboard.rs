//! Words of the dashboard and of the lists behind its numbers.

use domain::dashboard::Ageing;
use domain::prior_auth::status::{Determination, Status};
use domain::prior_auth::step::Step;

/// In the place of a reviewer's name, where it is the reader.
pub const YOU: &str = "You";

/// What is known of a request that needs the practice.
#[derive(Clone, Debug)]
pub struct Needed {
    /// Where it stands.
    pub status: Status,
    /// What was asked, or why it was decided so.
    pub reason: Option<String>,
    /// How long an appeal can still be opened.
    pub days_to_appeal: Option<i64>,
    /// When the plan decides whatever the practice does.
    pub decision_due: Option<String>,
}

/// Why a request needs the practice, and what comes next.
#[must_use]
pub fn needed(of: Needed) -> String {
    let reason = |what: &str| of.reason.as_ref().map(|reason| format!("{what}: {reason}"));
    let parts = match of.status {
        Status::InformationRequested => [
            reason("Asked for"),
            Some(match &of.decision_due {
                Some(due) => format!("Decision due {due} either way."),
                None => "The plan's clock stands still until you answer.".to_owned(),
            }),
        ],
        Status::Unprocessable => [
            reason("Reason"),
            Some("Correct it and submit a new request.".to_owned()),
        ],
        Status::ClosedMissingInformation => [
            reason("Asked for"),
            Some("Submit a new request with what was missing.".to_owned()),
        ],
        _ => [reason("Reason"), days_to_appeal(of.days_to_appeal)],
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn days_to_appeal(days: Option<i64>) -> Option<String> {
    match days? {
        ..=-1 => None,
        0 => Some("Today is the last day to appeal.".to_owned()),
        1 => Some("1 day left to appeal.".to_owned()),
        days => Some(format!("{days} days left to appeal.")),
    }
}

/// The button that leads to a request which needs the practice.
#[must_use]
pub fn see(status: Status) -> &'static str {
    match status {
        Status::InformationRequested => "See request",
        Status::Unprocessable | Status::ClosedMissingInformation => "See why",
        _ => "See decision",
    }
}

/// What is left to do in a draft.
#[must_use]
pub fn left_to_do(left: &[Step]) -> String {
    if left.is_empty() {
        return "Ready to be checked and submitted.".to_owned();
    }
    let names: Vec<&str> = left.iter().map(|step| super::step(*step)).collect();
    format!("Left to do: {}.", names.join(", "))
}

/// A part of the open work.
#[must_use]
pub fn ageing(ageing: Ageing) -> &'static str {
    match ageing {
        Ageing::Overdue => "Overdue",
        Ageing::Day => "Due in 24 hours",
        Ageing::ThreeDays => "Due in 1 to 3 days",
        Ageing::Later => "Due later",
    }
}

/// How requests were determined.
#[must_use]
pub fn determination(by: Determination) -> &'static str {
    match by {
        Determination::Rules => "at once, by the rules",
        Determination::Review => "after review",
    }
}

/// What the table of decisions holds.
#[must_use]
pub fn chart_caption(is_monthly: bool) -> &'static str {
    if is_monthly {
        "Requests decided in each of the last 12 whole months"
    } else {
        "Requests decided in each of the last 8 whole weeks, Monday to Sunday"
    }
}

/// How much of a list of requests and drafts is on the page.
#[must_use]
pub fn requests_and_drafts(shown: usize, total: u64) -> String {
    format!("{shown} of {total} requests and drafts")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needed_by(status: Status, days: Option<i64>, due: Option<&str>) -> String {
        needed(Needed {
            status,
            reason: Some("The order is not signed.".to_owned()),
            days_to_appeal: days,
            decision_due: due.map(str::to_owned),
        })
    }

    #[test]
    fn what_needs_the_practice_says_why_and_what_comes_next() {
        assert_eq!(
            needed_by(Status::InformationRequested, None, Some("Fri, Nov 27, 4:10 PM CST")),
            "Asked for: The order is not signed. Decision due Fri, Nov 27, 4:10 PM CST either way."
        );
        assert_eq!(
            needed_by(Status::Denied, Some(59), None),
            "Reason: The order is not signed. 59 days left to appeal."
        );
        assert_eq!(
            needed_by(Status::Denied, Some(-3), None),
            "Reason: The order is not signed."
        );
    }

    #[test]
    fn a_draft_names_the_steps_that_are_left() {
        assert_eq!(
            left_to_do(&[Step::Member, Step::Clinical]),
            "Left to do: Member, Clinical information."
        );
        assert_eq!(left_to_do(&[]), "Ready to be checked and submitted.");
    }
}
