//! The conditions of the transition table: what must be known about a request, and the named guards over it.
//!
//! Whoever loads a request works out the facts once; no rule is computed anywhere else.

use crate::coverage::LineOfBusiness;
use serde::{Deserialize, Serialize};

/// The decision that a peer-to-peer talk or an appeal is about, to which the request returns when it is upheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contested {
    /// A denial; a missed deadline that counts as one, too.
    Denied,
    /// A partial approval.
    PartiallyApproved,
    /// A modification.
    Modified,
}

/// What the guards need to know about a request and the person who acts. Start from [`Facts::new`] and set what holds:
/// all else is "no".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The member's line of business.
    pub line_of_business: LineOfBusiness,
    /// Somebody has taken the request.
    pub is_assigned: bool,
    /// It is the person who acts.
    pub is_assignee: bool,
    /// The person to whom the work is given reviews as a nurse.
    pub given_to_nurse: bool,
    /// The person to whom the work is given reviews as a physician.
    pub given_to_physician: bool,
    /// How many requested items are still open; for an answer: once it is in.
    pub open_information_items: u32,
    /// A physician, not a nurse, asked for the information.
    pub information_asked_by_physician: bool,
    /// The time to answer is over.
    pub information_overdue: bool,
    /// The person who acts made the decision that is contested; where work is given to somebody, that person did.
    pub same_physician_as_denial: bool,
    /// The person who acts has no credential and specialty on record, which a decision against a request shows.
    pub lacks_credential: bool,
    /// Another person has already asked for the same (two persons are needed).
    pub is_second_person: bool,
    /// The plan's deadline has passed.
    pub deadline_missed: bool,
    /// It is expedited.
    pub is_expedited: bool,
    /// It is so because a clinician of the practice says that waiting could harm the member.
    pub said_by_clinician: bool,
    /// The plan's intake entered it.
    pub entered_by_plan: bool,
    /// The authorization's last day has passed.
    pub validity_over: bool,
    /// A peer-to-peer talk may still be booked.
    pub peer_to_peer_available: bool,
    /// The time to appeal is not over, and no level is used up.
    pub appeal_available: bool,
    /// What is contested. `None` counts as a denial.
    pub contested: Option<Contested>,
}

impl Facts {
    /// A request of a line of business about which nothing else holds.
    pub const fn new(line_of_business: LineOfBusiness) -> Self {
        Self {
            line_of_business,
            is_assigned: false,
            is_assignee: false,
            given_to_nurse: false,
            given_to_physician: false,
            open_information_items: 0,
            information_asked_by_physician: false,
            information_overdue: false,
            same_physician_as_denial: false,
            lacks_credential: false,
            is_second_person: false,
            deadline_missed: false,
            is_expedited: false,
            said_by_clinician: false,
            entered_by_plan: false,
            validity_over: false,
            peer_to_peer_available: false,
            appeal_available: false,
            contested: None,
        }
    }
}

/// A named condition on the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guard {
    /// Nobody has taken it.
    Unassigned,
    /// Somebody has taken it.
    Assigned,
    /// The person who acts has taken it.
    Assignee,
    /// Whoever acts takes it for themselves.
    ToSelf,
    /// It is given to a nurse.
    ToNurse,
    /// It is given to a physician.
    ToPhysician,
    /// Not by the physician whose decision is contested.
    OtherPhysician,
    /// The person who acts has a credential and a specialty, which the practice reads under the decision.
    Credentialed,
    /// Two persons are needed, and this is the second.
    SecondPerson,
    /// The line of business lets a request be closed for lack of information. The federal clocks do not: there the plan
    /// must decide with what it has.
    ClosingPermitted,
    /// The time to answer is over.
    InformationOverdue,
    /// Requested items are still open.
    ItemsOpen,
    /// All requested items are answered.
    ItemsAnswered,
    /// A nurse asked.
    AskedByNurse,
    /// A physician asked.
    AskedByPhysician,
    /// The deadline has not passed.
    DeadlineNotMissed,
    /// It is not expedited.
    IsStandard,
    /// It is expedited.
    IsExpedited,
    /// No clinician of the practice says that waiting could harm the member.
    NotSaidByClinician,
    /// The plan's intake entered it: a practice's own request is the practice's to withdraw.
    EnteredByPlan,
    /// The deadline has passed, and the line of business makes that an adverse decision (42 CFR 422.568(f), 422.572(f),
    /// 438.404(c)(5)).
    MissedDeadlineIsDenial,
    /// The authorization's last day has passed.
    ValidityOver,
    /// A peer-to-peer talk may still be booked.
    PeerToPeerAvailable,
    /// An appeal is still possible.
    AppealAvailable,
    /// What is contested is a denial.
    ContestsDenial,
    /// What is contested is a partial approval.
    ContestsPartialApproval,
    /// What is contested is a modification.
    ContestsModification,
}

impl Guard {
    /// Whether the facts satisfy the condition.
    pub fn holds(self, facts: &Facts) -> bool {
        let contested = facts.contested.unwrap_or(Contested::Denied);
        let federal = facts.line_of_business != LineOfBusiness::Commercial;
        match self {
            Self::Unassigned => !facts.is_assigned,
            Self::Assigned => facts.is_assigned,
            Self::Assignee => facts.is_assignee,
            Self::ToSelf => !facts.given_to_nurse && !facts.given_to_physician,
            Self::ToNurse => facts.given_to_nurse,
            Self::ToPhysician => facts.given_to_physician,
            Self::OtherPhysician => !facts.same_physician_as_denial,
            Self::Credentialed => !facts.lacks_credential,
            Self::SecondPerson => facts.is_second_person,
            Self::ClosingPermitted => !federal,
            Self::InformationOverdue => facts.information_overdue,
            Self::ItemsOpen => facts.open_information_items > 0,
            Self::ItemsAnswered => facts.open_information_items == 0,
            Self::AskedByNurse => !facts.information_asked_by_physician,
            Self::AskedByPhysician => facts.information_asked_by_physician,
            Self::DeadlineNotMissed => !facts.deadline_missed,
            Self::IsStandard => !facts.is_expedited,
            Self::IsExpedited => facts.is_expedited,
            Self::NotSaidByClinician => !facts.said_by_clinician,
            Self::EnteredByPlan => facts.entered_by_plan,
            Self::MissedDeadlineIsDenial => facts.deadline_missed && federal,
            Self::ValidityOver => facts.validity_over,
            Self::PeerToPeerAvailable => facts.peer_to_peer_available,
            Self::AppealAvailable => facts.appeal_available,
            Self::ContestsDenial => contested == Contested::Denied,
            Self::ContestsPartialApproval => contested == Contested::PartiallyApproved,
            Self::ContestsModification => contested == Contested::Modified,
        }
    }
}
