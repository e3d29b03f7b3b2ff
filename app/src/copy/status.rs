//! Words for where a request stands, what happens next, and what happened.

use domain::prior_auth::{Action, Standing, Status};

/// A request whose time is over.
pub const OVERDUE: &str = "Overdue";

/// The words of a status tag.
#[must_use]
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Draft | Status::Ready => "Draft",
        Status::Submitted => "Submitted",
        Status::Unprocessable => "Could not be processed",
        Status::NotRequired => "No authorization required",
        Status::AutoApproved | Status::Approved => "Approved",
        Status::NurseReview | Status::PhysicianReview => "In review",
        Status::InformationRequested => "Information requested",
        Status::ClosedMissingInformation => "Closed, information missing",
        Status::PartiallyApproved => "Partially approved",
        Status::Modified => "Modified",
        Status::Denied | Status::PeerToPeerBooked | Status::AppealOpen => "Denied",
        Status::Withdrawn => "Withdrawn",
        Status::Expired => "Expired",
        Status::Rescinded => "Rescinded",
        Status::Extended => "Approved (extended)",
    }
}

/// The words of all statuses that have one name.
#[must_use]
pub fn standing(standing: Standing) -> &'static str {
    standing.statuses().next().map_or("", status)
}

/// What is under way after a denial: the words of a second tag.
#[must_use]
pub fn status_addition(status: Status) -> Option<&'static str> {
    match status {
        Status::PeerToPeerBooked => Some("Peer-to-peer booked"),
        Status::AppealOpen => Some("Appeal open"),
        _ => None,
    }
}

/// What happens next, and whose turn it is.
#[must_use]
pub fn next_step(status: Status) -> &'static str {
    match status {
        Status::Draft => "Finish and submit it",
        Status::Ready => "Submit it",
        Status::Submitted => "Plan starts review",
        Status::Unprocessable => "Correct it and submit a new request",
        Status::NotRequired => "Nothing left to do",
        Status::AutoApproved | Status::Approved | Status::Extended => "Service may be given within the validity",
        Status::NurseReview => "Nurse reviewer decides",
        Status::PhysicianReview => "Physician reviewer decides",
        Status::InformationRequested => "Answer the request for information",
        Status::ClosedMissingInformation => "Submit a new request with the missing information",
        Status::PartiallyApproved | Status::Modified | Status::Denied => "Ask for peer-to-peer or appeal",
        Status::PeerToPeerBooked => "Physician of the plan calls",
        Status::AppealOpen => "Plan decides the appeal",
        Status::Withdrawn => "Nothing left to do",
        Status::Expired => "Submit a new request if the service is still needed",
        Status::Rescinded => "Call the provider line",
    }
}

/// What happened: the title of an event in the timeline.
#[must_use]
pub fn happened(action: Action) -> &'static str {
    match action {
        Action::MarkReady => "Ready to submit",
        Action::Submit => "Submitted",
        Action::Enter => "Received, entered by the plan",
        Action::Reject => "Could not be processed",
        Action::FindNotRequired => "No authorization required",
        Action::AutoApprove | Action::Approve => "Approved",
        Action::Assign => "Review started",
        Action::Release => "Put back into the work queue",
        Action::AskForInformation => "Information requested",
        Action::AnswerInformation => "Information received",
        Action::AddDocument => "Document added",
        Action::JoinDocument => "Document received, joined by the plan",
        Action::CloseForMissingInformation => "Closed, information missing",
        Action::SendToPhysician => "Sent to a physician reviewer",
        Action::PartiallyApprove => "Partially approved",
        Action::Modify => "Modified",
        Action::Deny => "Denied",
        Action::Withdraw => "Withdrawn",
        Action::TakeBack => "Entered by mistake; taken back by the plan",
        Action::BookPeerToPeer => "Peer-to-peer booked",
        Action::UpholdPeerToPeer => "Upheld after peer-to-peer",
        Action::OverturnPeerToPeer => "Approved after peer-to-peer",
        Action::OpenAppeal => "Appeal opened",
        Action::UpholdAppeal => "Upheld on appeal",
        Action::OverturnAppeal => "Approved on appeal",
        Action::Expire => "Validity ended",
        Action::ExtendClock => "Decision time extended",
        Action::AskToExpedite => "Expedited review requested",
        Action::Expedite => "Changed to expedited",
        Action::MakeStandard => "Changed to standard",
        Action::ExtendApproval => "Approval extended",
        Action::Rescind => "Approval rescinded",
        Action::Void => "Decision voided, back in review",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_words_and_a_next_step() {
        for &code in Status::ALL {
            assert!(!status(code).is_empty(), "{code:?}");
            assert!(!next_step(code).is_empty(), "{code:?}");
        }
    }

    #[test]
    fn tags_say_the_words_of_the_contract() {
        assert_eq!(status(Status::Submitted), "Submitted");
        assert_eq!(status(Status::NurseReview), status(Status::PhysicianReview));
        assert_eq!(status(Status::AutoApproved), "Approved");
        assert_eq!(status(Status::NotRequired), "No authorization required");
        assert_eq!(
            (status(Status::AppealOpen), status_addition(Status::AppealOpen)),
            ("Denied", Some("Appeal open"))
        );
    }

    #[test]
    fn a_standing_is_all_statuses_with_the_same_words() {
        for &code in Status::ALL {
            let of = Standing::of(code);
            assert!(of.is_none_or(|of| standing(of) == status(code)), "{code:?}");
        }
        let words: std::collections::BTreeSet<_> = Standing::ALL.iter().map(|one| standing(*one)).collect();
        assert_eq!(words.len(), Standing::ALL.len());
    }

    #[test]
    fn every_action_has_a_title_in_the_timeline() {
        for &action in Action::ALL {
            assert!(!happened(action).is_empty(), "{action:?}");
        }
    }
}
