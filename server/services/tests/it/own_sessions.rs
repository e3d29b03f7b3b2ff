//! One's own sessions: looked at, and ended from somewhere else.

use chrono::TimeDelta;
use domain::access::{Actor, Role};
use domain::auth::Browser;
use domain::auth::browser::{Family, System};
use domain::id::SessionId;
use services::auth::{
    SessionLoss, authenticate, end_other_sessions, end_session, own_sessions, sign_in, switch_practice,
};
use services::testing::{Stage, TEST_PASSWORD, request_info};
use services::{Caller, RequestInfo, Services, on_both_databases};

const FIREFOX: Browser = Browser {
    family: Family::Firefox,
    system: Some(System::Windows),
};

/// A session of the account, and its token.
async fn signed_in(services: &Services, user_id: &str, browser: Option<Browser>) -> (String, Caller) {
    let request = RequestInfo {
        browser,
        ..request_info()
    };
    let signed_in = sign_in(services, user_id, TEST_PASSWORD, &request).await.unwrap();
    (signed_in.token.into_exposed(), caller(signed_in.actor))
}

fn caller(actor: Actor) -> Caller {
    Caller {
        actor,
        request: request_info(),
    }
}

async fn desk(stage: &Stage) {
    let practice = stage.practice("Cedar Hill").await;
    stage.account("Front.Desk1", Role::Coordinator, Some(&practice)).await;
}

on_both_databases! {
    fn the_list_has_this_session_first_then_the_others_and_none_that_is_over(stage: Stage) {
        desk(&stage).await;
        stage.account("Nurse.Ortiz", Role::Nurse, None).await;
        signed_in(&stage.services, "Nurse.Ortiz", None).await;
        signed_in(&stage.services, "Front.Desk1", None).await;
        // Idle too long, though its row does not say so yet.
        stage.clock.advance(TimeDelta::minutes(16));
        let (_, this) = signed_in(&stage.services, "Front.Desk1", Some(FIREFOX)).await;
        stage.clock.advance(TimeDelta::minutes(1));
        let (_, other) = signed_in(&stage.services, "Front.Desk1", None).await;
        let listed = own_sessions(&stage.services, &this).await.unwrap();
        let seen: Vec<_> = listed.iter().map(|session| (&session.id, session.is_this, session.browser)).collect();
        assert_eq!(seen, [(&this.actor.session, true, Some(FIREFOX)), (&other.actor.session, false, None)]);
        assert!(listed.iter().all(|session| session.practice_name.as_deref() == Some("Cedar Hill")));
    }

    fn a_session_ended_elsewhere_is_over_at_once_and_says_how(stage: Stage) {
        desk(&stage).await;
        let (token, lost) = signed_in(&stage.services, "Front.Desk1", None).await;
        let (_, here) = signed_in(&stage.services, "Front.Desk1", None).await;
        let other = stage.second_server().await;
        assert!(authenticate(&other, &token, true).await.is_ok());
        assert!(end_session(&stage.services, &here, &lost.actor.session).await.unwrap());
        assert_eq!(authenticate(&stage.services, &token, true).await, Err(SessionLoss::Ended));
        stage.clock.advance(TimeDelta::seconds(1));
        assert_eq!(authenticate(&other, &token, true).await, Err(SessionLoss::Ended), "on the other server within a second");
        assert!(!end_session(&stage.services, &here, &lost.actor.session).await.unwrap(), "it is over already");
        let rows = stage.audited("auth.end_session").await;
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].subject_id.as_str(), rows[0].account_id.as_deref()),
            (lost.actor.session.as_str(), Some(here.actor.account.as_str())));
    }

    fn nobody_ends_the_sessions_of_others_or_the_one_that_asks(stage: Stage) {
        desk(&stage).await;
        stage.account("Nurse.Ortiz", Role::Nurse, None).await;
        let (nurses_token, nurse) = signed_in(&stage.services, "Nurse.Ortiz", None).await;
        let (token, here) = signed_in(&stage.services, "Front.Desk1", None).await;
        for session in [&nurse.actor.session, &here.actor.session, &SessionId::new("none"), &SessionId::new("\0")] {
            assert!(!end_session(&stage.services, &here, session).await.unwrap(), "{session}");
        }
        assert_eq!(end_other_sessions(&stage.services, &here).await.unwrap(), 0);
        for token in [&token, &nurses_token] {
            assert!(authenticate(&stage.services, token, true).await.is_ok());
        }
        assert!(stage.audited("auth.end_session").await.is_empty());
        assert!(stage.audited("auth.end_other_sessions").await.is_empty());
    }

    fn all_others_end_and_the_one_that_asks_goes_on(stage: Stage) {
        desk(&stage).await;
        let (first, _) = signed_in(&stage.services, "Front.Desk1", None).await;
        let (second, _) = signed_in(&stage.services, "Front.Desk1", None).await;
        let (token, here) = signed_in(&stage.services, "Front.Desk1", None).await;
        assert_eq!(end_other_sessions(&stage.services, &here).await.unwrap(), 2);
        for over in [&first, &second] {
            assert_eq!(authenticate(&stage.services, over, true).await, Err(SessionLoss::Ended));
        }
        assert!(authenticate(&stage.services, &token, true).await.is_ok());
        assert_eq!(own_sessions(&stage.services, &here).await.unwrap().len(), 1);
        let rows = stage.audited("auth.end_other_sessions").await;
        assert_eq!(rows[0].detail_json, r#"{"sessions_ended":2}"#);
    }

    fn a_session_that_goes_on_in_another_practice_keeps_its_browser(stage: Stage) {
        desk(&stage).await;
        let there = stage.practice("Lakeside").await;
        let account = stage.account_of("Front.Desk1").await;
        stage.grant(&account, Role::Viewer, Some(&there)).await;
        let (_, here) = signed_in(&stage.services, "Front.Desk1", Some(FIREFOX)).await;
        let token = switch_practice(&stage.services, &here, &there).await.unwrap().unwrap();
        let now = caller(authenticate(&stage.services, token.expose(), true).await.unwrap());
        let listed = own_sessions(&stage.services, &now).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!((listed[0].browser, listed[0].practice_name.as_deref()), (Some(FIREFOX), Some("Lakeside")));
    }
}
