//! Words for the work of the plan's reviewers.

use domain::access::Role;
use domain::coverage::LineOfBusiness;
use domain::prior_auth::ruling::{Against, LineChoice};
use domain::prior_auth::{Action, Hindrance, LineDecision};

use crate::error::ApiError;

/// Why a reviewer cannot do something now, and what to do about it. `holder` is who has the request, by name.
#[must_use]
pub fn hindrance(action: Action, hindrance: Hindrance, holder: Option<&str>) -> String {
    match hindrance {
        Hindrance::OnlyFor(role) => format!("Only a {} may {}", within_a_sentence(role), verb(action)),
        Hindrance::NotTaken => "Assign the request to you first".to_owned(),
        Hindrance::TakenByAnother => match holder {
            Some(name) => format!("{name} has this request"),
            None => "Somebody else has this request".to_owned(),
        },
        Hindrance::WithNurse => "A nurse reviewer looks at it first".to_owned(),
        Hindrance::WithPhysician => "It is with the physician reviewers now".to_owned(),
        Hindrance::DeadlineMissed => "The decision was due already: a missed deadline is not extended".to_owned(),
        Hindrance::NoCredential => super::refusal(&ApiError::NoCredential).into_owned(),
        Hindrance::SaidByClinician => super::SAID_BY_CLINICIAN.to_owned(),
    }
}

fn within_a_sentence(role: Role) -> String {
    super::role(role).to_lowercase()
}

fn verb(action: Action) -> &'static str {
    match action {
        Action::Deny => "deny",
        Action::PartiallyApprove => "approve in part",
        Action::Modify => "modify",
        Action::SendToPhysician => "send a request to a physician",
        _ => "do this",
    }
}

/// What a rule asks of a request, each with what the request has of it. `documents` and `attested` are in words.
#[must_use]
pub fn held_against(attestation: bool, documents: &str, attested: Option<&str>) -> Vec<(String, String)> {
    let mut held = vec![
        (
            "Findings, what was tried before, why it is needed now",
            "See the clinical summary",
        ),
        ("Documents that show it", documents),
    ];
    if attestation {
        held.push(("A clinician’s attestation", attested.unwrap_or("None")));
    }
    held.into_iter()
        .map(|(asked, there)| (asked.to_owned(), there.to_owned()))
        .collect()
}

/// How many documents a request has.
#[must_use]
pub fn documents_there(count: usize) -> String {
    match count {
        0 => "None".to_owned(),
        1 => "1 document".to_owned(),
        count => format!("{count} documents"),
    }
}

/// Who attested and when; `when` is in words.
#[must_use]
pub fn attested_by(name: &str, when: &str) -> String {
    format!("{name}, {when}")
}

/// What is said of codes for which no rule asks, those that the plan knows and the others; nothing where there are none.
#[must_use]
pub fn without_rule(not_required: &[String], unknown: &[String]) -> Option<String> {
    let free = (!not_required.is_empty()).then(|| {
        format!(
            "No authorization is required for {} on these days.",
            not_required.join(", ")
        )
    });
    let open = (!unknown.is_empty()).then(|| {
        let codes = unknown.join(", ");
        format!("The plan does not know {codes}: the clinical summary and the documents decide.")
    });
    let said: Vec<String> = free.into_iter().chain(open).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// What a physician may say about one line.
#[must_use]
pub fn line_choice(choice: LineChoice) -> &'static str {
    match choice {
        LineChoice::Approve => "Approve as requested",
        LineChoice::Modify => "Approve less",
        LineChoice::Deny => "Deny",
    }
}

/// What is authorized of a line, where its decision alone says it.
#[must_use]
pub fn authorized(decision: LineDecision) -> Option<&'static str> {
    match decision {
        LineDecision::Approved => Some("as requested"),
        LineDecision::Denied => Some("nothing"),
        LineDecision::Modified => None,
    }
}

/// The heading of the form in which somebody decides against a request.
#[must_use]
pub fn ruling_question(against: Against) -> &'static str {
    match against {
        Against::PartiallyApprove => "Approve a part of this request?",
        Against::Modify => "Approve this request in another form?",
        Against::Deny => "Deny this request?",
    }
}

/// The levels of appeal, the first one first. Medicare Advantage: 42 CFR 422.582, 422.590(h), 422.592; Medicaid managed care: 42 CFR
/// 438.402, 438.408(f); commercial: 29 CFR 2560.503-1(h), 2590.715-2719(d).
#[must_use]
pub fn appeal_levels(line: LineOfBusiness, days: i64) -> Vec<String> {
    let first = format!(
        "Appeal to the plan within {days} days: another physician decides within 30 days, 72 hours if it is urgent"
    );
    let then = match line {
        LineOfBusiness::MedicareAdvantage => {
            "If the plan upholds it, the file goes to an independent reviewer by itself"
        }
        LineOfBusiness::MedicaidManagedCare => "Then a state fair hearing, within 120 days of the plan’s answer",
        LineOfBusiness::Commercial => {
            "Then an external review by independent physicians, within 4 months of the plan’s answer"
        }
    };
    vec![first, then.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_level_of_appeal_says_how_long_it_is_open() {
        for (line, days) in [
            (LineOfBusiness::MedicareAdvantage, 65),
            (LineOfBusiness::MedicaidManagedCare, 60),
            (LineOfBusiness::Commercial, 180),
        ] {
            let levels = appeal_levels(line, days);
            assert_eq!(levels.len(), 2);
            assert!(levels[0].contains(&format!("within {days} days")), "{levels:?}");
        }
    }

    #[test]
    fn a_reader_is_told_who_may_and_what_to_do_first() {
        let deny = |why, holder| hindrance(Action::Deny, why, holder);
        assert_eq!(
            deny(Hindrance::OnlyFor(Role::Physician), None),
            "Only a physician reviewer may deny"
        );
        assert_eq!(deny(Hindrance::NotTaken, None), "Assign the request to you first");
        assert_eq!(
            deny(Hindrance::TakenByAnother, Some("Dr. Lucia Reyes")),
            "Dr. Lucia Reyes has this request"
        );
        let who = deny(Hindrance::NoCredential, None);
        assert!(
            who.contains("system administrator") && who.contains("portico account credential"),
            "{who}"
        );
    }
}
