//! What is news, and for whom.

use domain::access::Side;
use domain::prior_auth::{Action, is_news};

#[test]
fn every_decision_and_every_question_is_news_for_the_practice() {
    for action in [
        Action::Approve,
        Action::PartiallyApprove,
        Action::Modify,
        Action::Deny,
        Action::AskForInformation,
        Action::CloseForMissingInformation,
        Action::Rescind,
        Action::Withdraw,
        Action::MakeStandard,
        Action::Expedite,
    ] {
        assert!(is_news(action, Side::Provider), "{action}");
    }
}

#[test]
fn how_the_plan_shares_its_work_is_no_news_for_the_practice() {
    for action in [
        Action::Assign,
        Action::Release,
        Action::SendToPhysician,
        Action::Submit,
        Action::TakeBack,
    ] {
        assert!(!is_news(action, Side::Provider), "{action}");
    }
}

#[test]
fn reviewers_hear_of_answers_and_of_what_ends_their_work() {
    for action in [
        Action::Assign,
        Action::AnswerInformation,
        Action::Withdraw,
        Action::TakeBack,
        Action::ExtendClock,
        Action::AskToExpedite,
        Action::MakeStandard,
    ] {
        assert!(is_news(action, Side::Plan), "{action}");
    }
    for action in [Action::Approve, Action::Deny, Action::Submit] {
        assert!(!is_news(action, Side::Plan), "{action}");
    }
}
