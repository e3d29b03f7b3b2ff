//! A practice takes a request back.

use domain::access::Role;
use domain::form::FieldCode;
use domain::prior_auth::words::MAX_WORDS;
use domain::prior_auth::{Action, Refusal, Status};
use domain::reference::Reference;
use services::on_both_databases;
use services::prior_auth::{ActError, approve, detail, replay, withdraw};
use services::testing::Stage;

use super::Taken;

on_both_databases! {
    fn a_request_is_withdrawn_in_the_middle_of_its_review_with_a_reason(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(stage).await;
        let reason = " The surgeon\r\nchanged the plan. ";
        let summary = withdraw(&stage.services, &desk, &reference, 2, reason).await.unwrap();
        assert_eq!((summary.status, summary.version, summary.due_at), (Status::Withdrawn, 3, None));
        let seen = detail(&stage.services, &nurse, &reference).await.unwrap();
        let last = seen.timeline.last().unwrap();
        assert_eq!(last.detail.reason.as_deref(), Some("The surgeon\nchanged the plan."));
        assert_eq!((last.action, last.to, last.who.as_deref()), (Action::Withdraw, Status::Withdrawn, Some(desk.actor.display_name.as_str())));
        assert_eq!(seen.allowed, [], "nothing is left to decide");
        assert_eq!(replay(&stage.services, &reference).await.unwrap(), Status::Withdrawn);
        assert_eq!(stage.audited("prior_auth.withdraw").await.len(), 1);
        let again = withdraw(&stage.services, &desk, &reference, 3, "").await;
        assert!(matches!(again, Err(ActError::Refused(Refusal::Status))), "{again:?}");
    }

    fn the_reviewer_who_did_not_see_it_gets_a_conflict(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(stage).await;
        withdraw(&stage.services, &desk, &reference, 2, "").await.unwrap();
        let late = approve(&stage.services, &nurse, &reference, 2).await;
        let Err(ActError::Conflict { current }) = late else { panic!("{late:?}") };
        assert_eq!((current.status, current.version), (Status::Withdrawn, 3));
        let seen = detail(&stage.services, &desk, &reference).await.unwrap();
        assert_eq!(seen.timeline.last().unwrap().detail.reason, None, "a reason may be left out");
    }

    fn a_decision_comes_first_or_the_withdrawal_does(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(stage).await;
        approve(&stage.services, &nurse, &reference, 2).await.unwrap();
        let late = withdraw(&stage.services, &desk, &reference, 2, "").await;
        assert!(matches!(late, Err(ActError::Conflict { .. })), "{late:?}");
        let refused = withdraw(&stage.services, &desk, &reference, 3, "").await;
        assert!(matches!(refused, Err(ActError::Refused(Refusal::Status))), "{refused:?}");
    }

    fn who_may_withdraw_is_told_by_the_role_and_the_practice(stage: Stage) {
        let taken = Taken::on(stage).await;
        let services = &taken.stage.services;
        for role in [Role::Biller, Role::Viewer] {
            let caller = taken.colleague(role).await;
            let refused = withdraw(services, &caller, &taken.reference, 2, "").await;
            assert!(matches!(refused, Err(ActError::Refused(Refusal::Performer))), "{role}: {refused:?}");
            let seen = detail(services, &caller, &taken.reference).await.unwrap();
            assert!(!seen.allowed.contains(&Action::Withdraw), "{role}");
        }
        let refused = withdraw(services, &taken.nurse, &taken.reference, 2, "").await;
        assert!(matches!(refused, Err(ActError::Refused(Refusal::Performer))), "{refused:?}");
        assert_eq!(taken.stage.audited("prior_auth.withdraw").await.len(), 3, "refusals are on record");
        let stranger = taken.stage.caller(Role::Administrator).await;
        for reference in [&taken.reference, &Reference::from_entropy(1)] {
            let missing = withdraw(services, &stranger, reference, 2, "").await;
            assert!(matches!(missing, Err(ActError::NotFound)), "{missing:?}");
        }
        for role in [Role::Administrator, Role::Clinician] {
            let seen = detail(services, &taken.colleague(role).await, &taken.reference).await.unwrap();
            assert!(seen.allowed.contains(&Action::Withdraw), "{role}");
        }
        let clinician = taken.colleague(Role::Clinician).await;
        withdraw(services, &clinician, &taken.reference, 2, "").await.unwrap();
    }

    fn a_reason_that_is_too_long_is_asked_to_be_shortened(stage: Stage) {
        let Taken { stage, desk, reference, .. } = Taken::on(stage).await;
        let refused = withdraw(&stage.services, &desk, &reference, 2, &"x".repeat(2_001)).await;
        let Err(ActError::Form(errors)) = refused else { panic!("{refused:?}") };
        assert_eq!(errors.for_field("reason"), Some(FieldCode::TooLong { max: MAX_WORDS }));
        let seen = detail(&stage.services, &desk, &reference).await.unwrap();
        assert_eq!((seen.summary.status, seen.summary.version), (Status::NurseReview, 2));
    }
}
