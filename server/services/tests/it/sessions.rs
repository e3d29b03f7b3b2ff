//! How sessions end, who hears of it, and what the record says.

use chrono::TimeDelta;
use domain::access::Role;
use domain::id::AccountId;
use entity::{audit, session};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use services::auth::{
    EndReason, SessionLoss, SignInError, SwitchAccountError, authenticate, disable_account, enable_account,
    end_sessions, outlook, sign_in,
};
use services::db::DbError;
use services::testing::{Stage, TEST_PASSWORD, request_info};
use services::{Services, on_both_databases};

use super::ear::{self, SQLITE};

/// A coordinator called `Front.Desk1` in a practice.
async fn front_desk(stage: &Stage) -> AccountId {
    let practice = stage.practice("Cedar Hill").await;
    stage.account("Front.Desk1", Role::Coordinator, Some(&practice)).await
}

async fn token(services: &Services, user_id: &str) -> String {
    let signed_in = sign_in(services, user_id, TEST_PASSWORD, &request_info())
        .await
        .unwrap();
    signed_in.token.into_exposed()
}

async fn audits(stage: &Stage, action: &str) -> Vec<audit::Model> {
    let found = audit::Entity::find().filter(audit::Column::Action.eq(action));
    found.all(stage.services.db.read()).await.unwrap()
}

async fn end_reasons(stage: &Stage) -> Vec<Option<String>> {
    let rows = session::Entity::find().all(stage.services.db.read()).await.unwrap();
    rows.into_iter().map(|row| row.end_reason).collect()
}

on_both_databases! {
    fn all_sessions_of_an_account_end_together_and_those_of_others_do_not(stage: Stage) {
        let account = front_desk(&stage).await;
        stage.account("Nurse.Ortiz", Role::Nurse, None).await;
        let other = stage.second_server().await;
        let (here, there) = (token(&stage.services, "Front.Desk1").await, token(&other, "Front.Desk1").await);
        let nurse = token(&stage.services, "Nurse.Ortiz").await;
        for (server, token) in [(&stage.services, &here), (&other, &there), (&other, &here)] {
            assert!(authenticate(server, token, true).await.is_ok());
        }
        let account = &account;
        let ended = stage.services.db.write(async |w| end_sessions(w, account, EndReason::Revoked).await).await.unwrap();
        assert_eq!(ended, 2);
        stage.clock.advance(TimeDelta::seconds(1));
        for server in [&stage.services, &other] {
            for token in [&here, &there] {
                assert_eq!(authenticate(server, token, true).await, Err(SessionLoss::Revoked));
            }
            assert!(authenticate(server, &nurse, true).await.is_ok());
        }
    }

    fn sessions_that_were_not_ended_stay_when_the_change_is_undone(stage: Stage) {
        let account = front_desk(&stage).await;
        let token = token(&stage.services, "Front.Desk1").await;
        let account = &account;
        let undone = stage.services.db.write(async |w| {
            end_sessions(w, account, EndReason::Revoked).await?;
            Err::<(), _>(DbError::value("account", "id", "x", "anything"))
        });
        assert!(undone.await.is_err());
        stage.clock.advance(TimeDelta::seconds(1));
        assert!(authenticate(&stage.services, &token, true).await.is_ok());
    }

    fn each_reason_is_told_apart(stage: Stage) {
        let account = front_desk(&stage).await;
        let account = &account;
        for (reason, loss) in [
            (EndReason::SignedOut, SessionLoss::Ended),
            (EndReason::Expired, SessionLoss::Expired),
            (EndReason::Revoked, SessionLoss::Revoked),
            (EndReason::PracticeChanged, SessionLoss::PracticeChanged),
        ] {
            let token = token(&stage.services, "Front.Desk1").await;
            stage.services.db.write(async |w| end_sessions(w, account, reason).await).await.unwrap();
            stage.clock.advance(TimeDelta::seconds(1));
            assert_eq!(authenticate(&stage.services, &token, true).await, Err(loss));
        }
    }

    fn a_disabled_account_is_out_at_once_and_back_only_by_signing_in_again(stage: Stage) {
        front_desk(&stage).await;
        let other = stage.second_server().await;
        let (here, there) = (token(&stage.services, "Front.Desk1").await, token(&other, "Front.Desk1").await);
        assert!(disable_account(&stage.services, &request_info(), "Front.Desk1").await.unwrap());
        assert_eq!(authenticate(&stage.services, &here, true).await, Err(SessionLoss::Revoked), "no second to wait here");
        stage.clock.advance(TimeDelta::seconds(1));
        assert_eq!(authenticate(&other, &there, true).await, Err(SessionLoss::Revoked));
        let refused = sign_in(&other, "Front.Desk1", TEST_PASSWORD, &request_info()).await;
        assert!(matches!(refused, Err(SignInError::Wrong)));
        assert!(!disable_account(&stage.services, &request_info(), "Front.Desk1").await.unwrap(), "it was already");
        assert!(enable_account(&other, &request_info(), "Front.Desk1").await.unwrap());
        stage.clock.advance(TimeDelta::seconds(1));
        assert_eq!(authenticate(&stage.services, &here, true).await, Err(SessionLoss::Revoked));
        let again = token(&stage.services, "Front.Desk1").await;
        assert!(!enable_account(&other, &request_info(), "Front.Desk1").await.unwrap(), "it was already");
        stage.clock.advance(TimeDelta::seconds(1));
        assert!(authenticate(&stage.services, &again, true).await.is_ok(), "which throws nobody out");
        let disabled = audits(&stage, "account.disable").await;
        assert_eq!(disabled.len(), 1);
        assert_eq!(disabled[0].detail_json, r#"{"sessions_ended":2}"#);
        assert_eq!(audits(&stage, "account.enable").await.len(), 1);
    }

    fn only_an_existing_account_is_disabled_or_enabled(stage: Stage) {
        front_desk(&stage).await;
        for user_id in ["front.desk1", "Nobody", ""] {
            let disabled = disable_account(&stage.services, &request_info(), user_id).await;
            assert!(matches!(disabled, Err(SwitchAccountError::Unknown)), "{user_id}");
            let enabled = enable_account(&stage.services, &request_info(), user_id).await;
            assert!(matches!(enabled, Err(SwitchAccountError::Unknown)), "{user_id}");
        }
        assert_eq!(audits(&stage, "account.disable").await.len(), 0);
    }

    fn an_expiry_is_put_on_record_once_however_many_servers_and_requests_find_it(stage: Stage) {
        let account = front_desk(&stage).await;
        let token = token(&stage.services, "Front.Desk1").await;
        let other = stage.second_server().await;
        for server in [&stage.services, &other] {
            assert!(authenticate(server, &token, false).await.is_ok());
        }
        stage.clock.advance(TimeDelta::minutes(15) - TimeDelta::milliseconds(1));
        assert!(authenticate(&other, &token, false).await.is_ok());
        assert_eq!(audits(&stage, "auth.session_expired").await.len(), 0);
        stage.clock.advance(TimeDelta::milliseconds(1));
        let finders = (0..20).map(|index| {
            let server = if index % 2 == 0 { stage.services.clone() } else { other.clone() };
            let token = token.clone();
            tokio::spawn(async move { authenticate(&server, &token, true).await })
        });
        for found in futures::future::join_all(finders).await {
            assert_eq!(found.unwrap(), Err(SessionLoss::Expired));
        }
        let rows = audits(&stage, "auth.session_expired").await;
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].account_id.as_deref(), Some(account.as_str()));
        assert_eq!((rows[0].subject_kind.as_str(), rows[0].source.as_str()), ("session", "server"));
        assert_eq!(end_reasons(&stage).await, [Some("expired".to_owned())]);
        assert_eq!(session::Entity::find().count(stage.services.db.read()).await.unwrap(), 1);
    }

    fn a_session_says_when_it_ends_and_activity_moves_that(stage: Stage) {
        front_desk(&stage).await;
        let token = token(&stage.services, "Front.Desk1").await;
        let start = stage.services.env.now();
        for (minutes, is_activity, end) in [(0, false, 15), (5, false, 15), (5, true, 25), (1, false, 25)] {
            stage.clock.advance(TimeDelta::minutes(minutes));
            authenticate(&stage.services, &token, is_activity).await.unwrap();
            assert_eq!(outlook(&stage.services, &token).unwrap().expires_at, start + TimeDelta::minutes(end));
        }
        stage.clock.advance(TimeDelta::minutes(20));
        assert_eq!(outlook(&stage.services, &token), None);
        assert_eq!(outlook(&stage.services, "nobody's"), None);
    }
}

/// Every stream of a person asks whether the session lives, all of them at the same moment when something happened.
#[test]
fn a_session_that_many_ask_for_at_once_is_read_once() {
    let (elsewhere, here) = (ear::elsewhere(), ear::here());
    let (stage, token) = elsewhere.block_on(async {
        let stage = Stage::sqlite().await;
        front_desk(&stage).await;
        let token = token(&stage.services, "Front.Desk1").await;
        (stage, token)
    });
    let ask = || {
        let many = (0..50).map(|_| authenticate(&stage.services, &token, false));
        let (found, heard) = ear::hear(&[SQLITE], || here.block_on(futures::future::join_all(many)));
        assert!(found.iter().all(Result::is_ok));
        heard.len()
    };
    assert_eq!((ask(), ask()), (1, 0), "it is kept for a second");
    stage.clock.advance(TimeDelta::seconds(1));
    assert_eq!((ask(), ask()), (1, 0));
}
