//! What a reviewer's page shows of each action: that it can be done now, or what stands in the way.
//!
//! Whether it can be done is the transition table's answer; what stands in the way names the nearest thing somebody could
//! do about it. A page that hides what is not possible leaves people to guess.

use serde::{Deserialize, Serialize};

use super::clock_rule::Urgency;
use super::guard::{Facts, Guard};
use super::status::Status;
use super::transition::{Action, Performer, Refusal, apply_as, exists_in, performers};
use crate::access::Role;

/// Why a reviewer cannot do something now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hindrance {
    /// Only people in this role ever do it.
    OnlyFor(Role),
    /// Nobody has taken the request.
    NotTaken,
    /// Somebody else has taken it.
    TakenByAnother,
    /// A nurse reviewer looks at it first.
    WithNurse,
    /// It is with the physician reviewers now.
    WithPhysician,
    /// The deadline has passed.
    DeadlineMissed,
    /// The reader has no credential and specialty on record.
    NoCredential,
    /// A clinician of the practice says that waiting could harm the member.
    SaidByClinician,
}

/// An action, and what stands in its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Offer {
    /// The action.
    pub action: Action,
    /// Nothing, where it can be done now.
    pub hindrance: Option<Hindrance>,
}

/// What the work on an open request consists of, in the order in which pages show it: what there is a form for.
const WORK: [Action; 9] = [
    Action::Approve,
    Action::AskForInformation,
    Action::SendToPhysician,
    Action::PartiallyApprove,
    Action::Modify,
    Action::Deny,
    Action::ExtendClock,
    Action::Expedite,
    Action::MakeStandard,
];

/// What somebody with these roles is shown of an open request; nothing of one that is decided, and nothing for those who
/// do not work on requests.
pub fn offers(status: Status, roles: &[Role], facts: &Facts) -> Vec<Offer> {
    let works = |role: &Role| matches!(role, Role::Nurse | Role::Physician | Role::Lead);
    if !status.is_undecided() || !roles.iter().any(works) {
        return Vec::new();
    }
    let offer = |action: Action| match apply_as(status, action, roles, facts) {
        Ok(_) => Some(Offer {
            action,
            hindrance: None,
        }),
        Err(refusal) => hindrance(status, action, roles, facts, refusal).map(|hindrance| Offer {
            action,
            hindrance: Some(hindrance),
        }),
    };
    WORK.into_iter()
        .filter(|action| changes_something(*action, facts))
        .filter_map(offer)
        .collect()
}

/// Nobody is shown how to give a request the urgency that it has.
fn changes_something(action: Action, facts: &Facts) -> bool {
    let is_so = |urgency| (urgency == Urgency::Expedited) == facts.is_expedited;
    !action.changes_urgency_to().is_some_and(is_so)
}

/// What stands in the way; nothing to speak of where the action has no place in the request's state, or in the reader's work.
fn hindrance(status: Status, action: Action, roles: &[Role], facts: &Facts, refusal: Refusal) -> Option<Hindrance> {
    let mine = |performer: Performer| matches!(performer, Performer::Person(role) if roles.contains(&role));
    if !performers(action).any(mine) {
        return only_for(status, action, roles);
    }
    match refusal {
        Refusal::Guard(Guard::Assignee | Guard::Unassigned | Guard::Assigned) => Some(taken(facts)),
        Refusal::Guard(Guard::DeadlineNotMissed) => Some(Hindrance::DeadlineMissed),
        Refusal::Guard(Guard::Credentialed) => Some(Hindrance::NoCredential),
        Refusal::Guard(Guard::NotSaidByClinician) => Some(Hindrance::SaidByClinician),
        Refusal::Guard(_) => None,
        Refusal::Status | Refusal::Performer => elsewhere(status, action, roles),
    }
}

/// Decisions against a request are shown to all who work on it. Of the rest each sees what belongs to the state.
fn only_for(status: Status, action: Action, roles: &[Role]) -> Option<Hindrance> {
    let is_adverse = matches!(action, Action::PartiallyApprove | Action::Modify | Action::Deny);
    let decides = roles.iter().any(|role| matches!(role, Role::Nurse | Role::Physician));
    if !decides || !(is_adverse || action == Action::SendToPhysician && exists_in(status, action)) {
        return None;
    }
    performers(action).find_map(|performer| match performer {
        Performer::Person(role) => Some(Hindrance::OnlyFor(role)),
        Performer::Rules | Performer::Clockwork => None,
    })
}

fn taken(facts: &Facts) -> Hindrance {
    if facts.is_assigned {
        Hindrance::TakenByAnother
    } else {
        Hindrance::NotTaken
    }
}

/// It belongs to another stage of the work.
fn elsewhere(status: Status, action: Action, roles: &[Role]) -> Option<Hindrance> {
    let is_physician = roles.contains(&Role::Physician);
    match status {
        Status::Submitted if roles.contains(&Role::Nurse) => Some(Hindrance::NotTaken),
        Status::Submitted | Status::NurseReview if is_physician => Some(Hindrance::WithNurse),
        Status::PhysicianReview if action != Action::SendToPhysician => Some(Hindrance::WithPhysician),
        _ => None,
    }
}
