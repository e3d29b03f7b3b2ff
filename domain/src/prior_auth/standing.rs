//! Where a request stands in the eyes of its practice: the words of its tag, by which lists are filtered.

use super::Status;

coded! {
    /// What people call a status. Several statuses may have one name: who reviews is the plan's affair.
    pub enum Standing {
        /// Received by the plan, assigned to nobody.
        Submitted = "submitted",
        /// With the nurses or the physicians.
        InReview = "in_review",
        /// The plan waits for the practice's answer.
        InformationRequested = "information_requested",
        /// Approved, by the rules or by a person.
        Approved = "approved",
        /// Approved, and the validity was made longer.
        Extended = "extended",
        /// Some of it approved.
        PartiallyApproved = "partially_approved",
        /// Approved in another form than asked for.
        Modified = "modified",
        /// Denied; perhaps contested.
        Denied = "denied",
        /// Closed because no answer came.
        ClosedMissingInformation = "closed_missing_information",
        /// Could not be processed.
        Unprocessable = "unprocessable",
        /// The service needs no authorization.
        NotRequired = "not_required",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// The validity is over.
        Expired = "expired",
        /// The approval was taken back.
        Rescinded = "rescinded",
    }
}

impl Standing {
    /// The standing of a status; none of a draft, which is in no list of requests.
    pub const fn of(status: Status) -> Option<Self> {
        Some(match status {
            Status::Draft | Status::Ready => return None,
            Status::Submitted => Self::Submitted,
            Status::NurseReview | Status::PhysicianReview => Self::InReview,
            Status::InformationRequested => Self::InformationRequested,
            Status::AutoApproved | Status::Approved => Self::Approved,
            Status::Extended => Self::Extended,
            Status::PartiallyApproved => Self::PartiallyApproved,
            Status::Modified => Self::Modified,
            Status::Denied | Status::PeerToPeerBooked | Status::AppealOpen => Self::Denied,
            Status::ClosedMissingInformation => Self::ClosedMissingInformation,
            Status::Unprocessable => Self::Unprocessable,
            Status::NotRequired => Self::NotRequired,
            Status::Withdrawn => Self::Withdrawn,
            Status::Expired => Self::Expired,
            Status::Rescinded => Self::Rescinded,
        })
    }

    /// The statuses of this name.
    pub fn statuses(self) -> impl Iterator<Item = Status> {
        let all = Status::ALL.iter().copied();
        all.filter(move |status| Self::of(*status) == Some(self))
    }
}
