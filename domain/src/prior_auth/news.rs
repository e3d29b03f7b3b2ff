//! What of all that happens to a request is news, and for whom.
//!
//! News is what somebody else did and what one may have to act upon. What the rules answer in the moment a request is sent is none:
//! whoever sent it is looking at the answer.

use super::Action;
use crate::access::Side;

/// Whether people on this side are told that it happened, if it was not their own doing.
pub const fn is_news(action: Action, side: Side) -> bool {
    match side {
        Side::Provider => is_news_for_practice(action),
        Side::Plan => is_news_for_reviewer(action),
    }
}

/// Decisions, questions, what the plan entered or joined for the practice, and what a colleague did in its name. Who at the plan
/// works on it is not, nor is what the plan has taken back: of that a practice sees nothing.
const fn is_news_for_practice(action: Action) -> bool {
    match action {
        Action::Reject
        | Action::AskForInformation
        | Action::AnswerInformation
        | Action::AddDocument
        | Action::Enter
        | Action::JoinDocument
        | Action::CloseForMissingInformation
        | Action::Approve
        | Action::PartiallyApprove
        | Action::Modify
        | Action::Deny
        | Action::Withdraw
        | Action::BookPeerToPeer
        | Action::UpholdPeerToPeer
        | Action::OverturnPeerToPeer
        | Action::OpenAppeal
        | Action::UpholdAppeal
        | Action::OverturnAppeal
        | Action::Expire
        | Action::ExtendClock
        | Action::AskToExpedite
        | Action::Expedite
        | Action::MakeStandard
        | Action::ExtendApproval
        | Action::Rescind
        | Action::Void => true,
        Action::MarkReady
        | Action::Submit
        | Action::FindNotRequired
        | Action::AutoApprove
        | Action::Assign
        | Action::Release
        | Action::TakeBack
        | Action::SendToPhysician => false,
    }
}

/// What others did to a request that the reviewer has; that the lead gave it to them, too.
const fn is_news_for_reviewer(action: Action) -> bool {
    matches!(
        action,
        Action::Assign
            | Action::AnswerInformation
            | Action::AddDocument
            | Action::JoinDocument
            | Action::CloseForMissingInformation
            | Action::Withdraw
            | Action::TakeBack
            | Action::ExtendClock
            | Action::AskToExpedite
            | Action::Expedite
            | Action::MakeStandard
            | Action::Rescind
            | Action::Void
    )
}

/// Whose messages are news for people on this side: the other side's. What colleagues write is not, and notes are news for
/// nobody.
pub const fn news_writer(reader: Side) -> Side {
    match reader {
        Side::Provider => Side::Plan,
        Side::Plan => Side::Provider,
    }
}

/// Whether what was said with it is for the practice, too. What the plan's people tell each other is not.
pub const fn is_told_to_practice(action: Action) -> bool {
    match action {
        Action::Assign | Action::Release | Action::SendToPhysician | Action::TakeBack | Action::Void => false,
        Action::MarkReady
        | Action::Submit
        | Action::Reject
        | Action::FindNotRequired
        | Action::AutoApprove
        | Action::AskForInformation
        | Action::AnswerInformation
        | Action::AddDocument
        | Action::Enter
        | Action::JoinDocument
        | Action::CloseForMissingInformation
        | Action::Approve
        | Action::PartiallyApprove
        | Action::Modify
        | Action::Deny
        | Action::Withdraw
        | Action::BookPeerToPeer
        | Action::UpholdPeerToPeer
        | Action::OverturnPeerToPeer
        | Action::OpenAppeal
        | Action::UpholdAppeal
        | Action::OverturnAppeal
        | Action::Expire
        | Action::ExtendClock
        | Action::AskToExpedite
        | Action::Expedite
        | Action::MakeStandard
        | Action::ExtendApproval
        | Action::Rescind => true,
    }
}
