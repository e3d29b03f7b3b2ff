//! Signing in, staying signed in, and signing out.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use domain::access::{Role, Side};
use domain::auth::UserId;
use domain::time::to_millis;
use entity::{account, audit, role_grant, session};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use services::auth::{
    CreateAccountError, Grant, HashError, Hasher, HasherSettings, NewAccount, PasswordCost, SessionLoss, SignInError,
    authenticate, create_account, sign_in, sign_out,
};
use services::db::DbError;
use services::keys::KeyRing;
use services::testing::{Stage, TEST_PASSWORD, request_info};
use services::{Caller, Services, on_both_databases};

/// A coordinator called `Front.Desk1` in a practice.
async fn front_desk(stage: &Stage) {
    let practice = stage.practice("Cedar Hill").await;
    stage.account("Front.Desk1", Role::Coordinator, Some(&practice)).await;
}

async fn token(stage: &Stage, user_id: &str) -> String {
    let signed_in = sign_in(&stage.services, user_id, TEST_PASSWORD, &request_info())
        .await
        .unwrap();
    signed_in.token.into_exposed()
}

async fn caller(services: &Services, token: &str) -> Caller {
    Caller {
        actor: authenticate(services, token, false).await.unwrap(),
        request: request_info(),
    }
}

async fn is_refused(stage: &Stage, user_id: &str, password: &str) -> bool {
    let result = sign_in(&stage.services, user_id, password, &request_info()).await;
    matches!(result, Err(SignInError::Wrong))
}

async fn last_audit(stage: &Stage) -> audit::Model {
    let newest = audit::Entity::find()
        .order_by_desc(audit::Column::Id)
        .one(stage.services.db.read())
        .await;
    newest.unwrap().unwrap()
}

/// Changes the database as another process would: past the caches of this one.
async fn behind_its_back<F>(stage: &Stage, change: F)
where
    F: AsyncFnOnce(&services::db::Write) -> Result<(), DbError> + Clone,
{
    stage.services.db.write(change).await.unwrap();
}

on_both_databases! {
    fn the_right_password_signs_in_and_only_the_hash_of_the_token_is_stored(stage: Stage) {
        front_desk(&stage).await;
        let signed_in = sign_in(&stage.services, "Front.Desk1", TEST_PASSWORD, &request_info()).await.unwrap();
        assert_eq!(signed_in.actor.roles, [Role::Coordinator]);
        assert_eq!(signed_in.actor.practice_name.as_deref(), Some("Cedar Hill"));
        let token = signed_in.token.into_exposed();
        let actor = authenticate(&stage.services, &token, true).await.unwrap();
        assert_eq!(actor, signed_in.actor);
        let row = session::Entity::find().one(stage.services.db.read()).await.unwrap().unwrap();
        assert_eq!(row.id, actor.session.as_str());
        assert!(!format!("{row:?}").contains(&token));
        let audit = last_audit(&stage).await;
        assert_eq!((audit.action.as_str(), audit.outcome.as_str()), ("auth.sign_in", "success"));
    }

    fn wrong_unknown_and_disabled_look_alike_and_cost_the_same(stage: Stage) {
        front_desk(&stage).await;
        let practice = stage.practice("Lakeside").await;
        let disabled = stage.account("Gone.Person", Role::Viewer, Some(&practice)).await;
        behind_its_back(&stage, async |w| {
            account::Entity::update_many()
                .col_expr(account::Column::DisabledAt, Expr::val(to_millis(w.now())))
                .filter(account::Column::Id.eq(disabled.as_str()))
                .exec(w.conn())
                .await?;
            Ok(())
        })
        .await;
        let cases = [
            ("Front.Desk1", "not the password at all"),
            ("Nobody.Here", TEST_PASSWORD),
            ("Gone.Person", TEST_PASSWORD),
            ("no user id at all ☃ \0", TEST_PASSWORD),
            ("", ""),
        ];
        for (user_id, password) in cases {
            // Refusals of one minute are summed after the first.
            stage.clock.advance(TimeDelta::minutes(1));
            let evaluations = stage.services.hasher.evaluations();
            let audits = audit::Entity::find().count(stage.services.db.read()).await.unwrap();
            assert!(is_refused(&stage, user_id, password).await, "{user_id}");
            assert_eq!(stage.services.hasher.evaluations(), evaluations + 1, "{user_id}");
            let row = last_audit(&stage).await;
            assert_eq!((row.action.as_str(), row.outcome.as_str()), ("auth.sign_in", "refused"));
            assert_eq!(audit::Entity::find().count(stage.services.db.read()).await.unwrap(), audits + 1);
        }
        assert_eq!(session::Entity::find().count(stage.services.db.read()).await.unwrap(), 0);
    }

    fn user_id_and_password_are_exact_in_case_and_space(stage: Stage) {
        front_desk(&stage).await;
        for user_id in ["front.desk1", "FRONT.DESK1", "Front.Desk1 ", " Front.Desk1", "Front_Desk1", "Front%"] {
            assert!(is_refused(&stage, user_id, TEST_PASSWORD).await, "{user_id}");
        }
        for password in [TEST_PASSWORD.to_uppercase(), format!("{TEST_PASSWORD} "), TEST_PASSWORD[1..].to_owned()] {
            assert!(is_refused(&stage, "Front.Desk1", &password).await, "{password}");
        }
        token(&stage, "Front.Desk1").await;
    }

    fn a_password_typed_in_another_unicode_form_is_the_same(stage: Stage) {
        let practice = stage.practice("Cedar Hill").await;
        let grants = [Grant { practice: Some(practice), role: Role::Viewer }];
        let user_id = UserId::parse("Jose.Viewer").unwrap();
        let new = NewAccount { user_id: &user_id, display_name: "José", side: Side::Provider, grants: &grants };
        create_account(&stage.services, &request_info(), new, "caf\u{e9} caf\u{e9} caf\u{e9} caf\u{e9}").await.unwrap();
        let decomposed = "cafe\u{301} cafe\u{301} cafe\u{301} cafe\u{301}";
        assert!(sign_in(&stage.services, "Jose.Viewer", decomposed, &request_info()).await.is_ok());
    }

    fn an_id_that_looks_like_another_is_refused(stage: Stage) {
        front_desk(&stage).await;
        let grants = [Grant { practice: None, role: Role::Nurse }];
        for (user_id, is_taken) in [("Front.Desk1", true), ("front.desk1", true), ("Fr0nt.Deskl", true), ("Back.Desk1", false)] {
            let parsed = UserId::parse(user_id).unwrap();
            let new = NewAccount { user_id: &parsed, display_name: "Somebody", side: Side::Plan, grants: &grants };
            let made = create_account(&stage.services, &request_info(), new, "quite a long password").await;
            assert_eq!(matches!(made, Err(CreateAccountError::Taken)), is_taken, "{user_id}");
            assert_eq!(made.is_ok(), !is_taken, "{user_id}");
        }
    }

    fn a_short_password_makes_no_account(stage: Stage) {
        let grants = [Grant { practice: None, role: Role::Nurse }];
        let user_id = UserId::parse("Nurse.Short").unwrap();
        let new = NewAccount { user_id: &user_id, display_name: "Somebody", side: Side::Plan, grants: &grants };
        let made = create_account(&stage.services, &request_info(), new, "fourteen chars").await;
        assert!(matches!(made, Err(CreateAccountError::Password(_))), "{made:?}");
    }

    fn a_person_in_two_practices_starts_in_the_first_by_name_with_the_roles_held_there(stage: Stage) {
        let (lakeside, cedar) = (stage.practice("Lakeside").await, stage.practice("Cedar Hill").await);
        let account = stage.account("Morgan.Admin3", Role::Administrator, Some(&lakeside)).await;
        stage.grant(&account, Role::Viewer, Some(&cedar)).await;
        let token = token(&stage, "Morgan.Admin3").await;
        let actor = authenticate(&stage.services, &token, false).await.unwrap();
        assert_eq!(actor.practice, Some(cedar));
        assert_eq!(actor.roles, [Role::Viewer]);
    }

    fn a_session_ends_fifteen_minutes_after_the_last_activity(stage: Stage) {
        front_desk(&stage).await;
        let token = token(&stage, "Front.Desk1").await;
        let almost = TimeDelta::minutes(15) - TimeDelta::milliseconds(1);
        for _ in 0..3 {
            stage.clock.advance(almost);
            assert!(authenticate(&stage.services, &token, true).await.is_ok());
        }
        stage.clock.advance(TimeDelta::minutes(15));
        assert_eq!(authenticate(&stage.services, &token, true).await, Err(SessionLoss::Expired));
        assert_eq!(authenticate(&stage.services, &token, true).await, Err(SessionLoss::Expired));
    }

    fn live_updates_do_not_keep_a_session_alive(stage: Stage) {
        front_desk(&stage).await;
        let token = token(&stage, "Front.Desk1").await;
        for _ in 0..14 {
            stage.clock.advance(TimeDelta::minutes(1));
            assert!(authenticate(&stage.services, &token, false).await.is_ok());
        }
        stage.clock.advance(TimeDelta::minutes(1));
        assert_eq!(authenticate(&stage.services, &token, false).await, Err(SessionLoss::Expired));
    }

    fn however_active_a_session_ends_after_twelve_hours_and_for_staff_after_eight(stage: Stage) {
        front_desk(&stage).await;
        stage.account("Nurse.Ortiz", Role::Nurse, None).await;
        for (user_id, hours) in [("Front.Desk1", 12), ("Nurse.Ortiz", 8)] {
            let token = token(&stage, user_id).await;
            for _ in 0..hours * 6 - 1 {
                stage.clock.advance(TimeDelta::minutes(10));
                assert!(authenticate(&stage.services, &token, true).await.is_ok(), "{user_id}");
            }
            stage.clock.advance(TimeDelta::minutes(10) - TimeDelta::milliseconds(1));
            assert!(authenticate(&stage.services, &token, true).await.is_ok(), "{user_id}");
            stage.clock.advance(TimeDelta::milliseconds(1));
            assert_eq!(authenticate(&stage.services, &token, true).await, Err(SessionLoss::Expired), "{user_id}");
        }
    }

    fn activity_is_stored_at_most_once_a_minute_and_survives_a_restart(stage: Stage) {
        front_desk(&stage).await;
        let token = token(&stage, "Front.Desk1").await;
        let started = stored_last_seen(&stage).await;
        for _ in 0..5 {
            stage.clock.advance(TimeDelta::seconds(11));
            authenticate(&stage.services, &token, true).await.unwrap();
        }
        assert_eq!(stored_last_seen(&stage).await, started);
        stage.clock.advance(TimeDelta::seconds(5));
        authenticate(&stage.services, &token, true).await.unwrap();
        assert_eq!(stored_last_seen(&stage).await, started + 60_000);
        stage.clock.advance(TimeDelta::minutes(15) - TimeDelta::milliseconds(1));
        let restarted = stage.second_server().await;
        assert!(authenticate(&restarted, &token, true).await.is_ok());
    }

    fn signing_out_ends_the_session_at_once(stage: Stage) {
        front_desk(&stage).await;
        let (one, two) = (token(&stage, "Front.Desk1").await, token(&stage, "Front.Desk1").await);
        let caller = caller(&stage.services, &one).await;
        // Rows of one millisecond have no order.
        stage.clock.advance(TimeDelta::milliseconds(1));
        sign_out(&stage.services, &caller).await.unwrap();
        assert_eq!(authenticate(&stage.services, &one, true).await, Err(SessionLoss::Ended));
        assert!(authenticate(&stage.services, &two, true).await.is_ok(), "the other browser stays signed in");
        assert_eq!(last_audit(&stage).await.action, "auth.sign_out");
    }

    fn a_session_ended_by_another_server_is_noticed_within_a_second(stage: Stage) {
        front_desk(&stage).await;
        let token = token(&stage, "Front.Desk1").await;
        let other = stage.second_server().await;
        let elsewhere = caller(&other, &token).await;
        assert!(authenticate(&stage.services, &token, true).await.is_ok());
        sign_out(&other, &elsewhere).await.unwrap();
        stage.clock.advance(TimeDelta::seconds(1));
        assert_eq!(authenticate(&stage.services, &token, true).await, Err(SessionLoss::Ended));
    }

    fn a_disabled_account_or_a_taken_role_ends_the_session_within_a_second(stage: Stage) {
        front_desk(&stage).await;
        stage.account("Nurse.Ortiz", Role::Nurse, None).await;
        let (desk, nurse) = (token(&stage, "Front.Desk1").await, token(&stage, "Nurse.Ortiz").await);
        behind_its_back(&stage, async |w| {
            account::Entity::update_many()
                .col_expr(account::Column::DisabledAt, Expr::val(1_i64))
                .filter(account::Column::UserId.eq("Front.Desk1"))
                .exec(w.conn())
                .await?;
            let nurses = role_grant::Column::Role.eq("nurse");
            role_grant::Entity::delete_many().filter(nurses).exec(w.conn()).await?;
            Ok(())
        })
        .await;
        stage.clock.advance(TimeDelta::seconds(1));
        assert_eq!(authenticate(&stage.services, &desk, true).await, Err(SessionLoss::Revoked));
        assert_eq!(authenticate(&stage.services, &nurse, true).await, Err(SessionLoss::Revoked));
    }

    fn a_token_that_nobody_gave_out_is_no_session(stage: Stage) {
        for token in ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' or 1=1 --"] {
            assert_eq!(authenticate(&stage.services, token, true).await, Err(SessionLoss::Missing));
        }
    }

    fn fifty_right_sign_ins_at_once_all_succeed(stage: Stage) {
        front_desk(&stage).await;
        let tries = (0..50).map(|_| {
            let services = stage.services.clone();
            tokio::spawn(async move { sign_in(&services, "Front.Desk1", TEST_PASSWORD, &request_info()).await.is_ok() })
        });
        for done in futures::future::join_all(tries).await {
            assert!(done.unwrap());
        }
        assert_eq!(session::Entity::find().count(stage.services.db.read()).await.unwrap(), 50);
    }

    fn a_password_stored_with_weaker_parameters_is_stored_anew(stage: Stage) {
        front_desk(&stage).await;
        let before = stored_hash(&stage).await;
        let cost = PasswordCost { memory_kib: 16, ..PasswordCost::TEST };
        let hasher = Hasher::start(HasherSettings { cost, ..HasherSettings::default() }, stage.services.keys.clone()).unwrap();
        let stricter = Services { hasher, ..stage.services.clone() };
        assert!(sign_in(&stricter, "Front.Desk1", TEST_PASSWORD, &request_info()).await.is_ok());
        let after = stored_hash(&stage).await;
        assert!(before.contains("m=8,") && after.contains("m=16,"), "{before} {after}");
        token(&stage, "Front.Desk1").await;
        assert_eq!(stored_hash(&stage).await, after, "weaker settings later do not weaken it again");
    }
}

async fn stored_last_seen(stage: &Stage) -> i64 {
    session::Entity::find()
        .one(stage.services.db.read())
        .await
        .unwrap()
        .unwrap()
        .last_seen_at
}

async fn stored_hash(stage: &Stage) -> String {
    account::Entity::find()
        .one(stage.services.db.read())
        .await
        .unwrap()
        .unwrap()
        .password_hash
}

/// One thread that is busy for long, and room for one more.
fn crowded(deadline: Duration) -> Hasher {
    let threads = std::num::NonZeroUsize::MIN;
    let cost = PasswordCost {
        memory_kib: 8 * 1024,
        passes: 40,
        lanes: 1,
    };
    let settings = HasherSettings {
        cost,
        threads,
        queue: 1,
        deadline,
        ..HasherSettings::default()
    };
    Hasher::start(settings, Arc::new(KeyRing::invented())).unwrap()
}

#[tokio::test]
async fn who_finds_the_queue_full_is_told_to_come_back_and_costs_nothing() {
    let hasher = crowded(Duration::from_secs(60));
    let tries = futures::future::join_all((0..20).map(|_| hasher.hash("x", [0; 16]))).await;
    let done = tries.iter().filter(|made| made.is_ok()).count();
    let busy = tries
        .iter()
        .filter(|made| {
            matches!(
                made,
                Err(HashError::Busy {
                    retry_after_seconds: 60
                })
            )
        })
        .count();
    assert!((1..=2).contains(&done), "{done}");
    assert_eq!(done + busy, 20);
    assert_eq!(hasher.evaluations(), done as u64);
}

#[tokio::test]
async fn who_waits_beyond_the_deadline_is_told_to_come_back() {
    let hasher = crowded(Duration::ZERO);
    assert!(matches!(
        hasher.hash("x", [0; 16]).await,
        Err(HashError::Busy { .. }) | Ok(_)
    ));
    let impatient = tokio::join!(hasher.hash("x", [0; 16]), hasher.hash("y", [0; 16]));
    assert!(matches!(
        impatient,
        (Err(HashError::Busy { .. }), _) | (_, Err(HashError::Busy { .. }))
    ));
}

#[tokio::test]
async fn threads_take_work_again_after_they_gave_their_memory_back() {
    let settings = HasherSettings {
        cost: PasswordCost::TEST,
        idle: Duration::ZERO,
        ..HasherSettings::default()
    };
    let hasher = Hasher::start(settings, Arc::new(KeyRing::invented())).unwrap();
    let stored = hasher.hash("the same", [3; 16]).await.unwrap();
    for password in ["the same", "another"] {
        let verdict = hasher.verify(password, Some(&stored)).await.unwrap();
        assert_eq!(verdict.is_right, password == "the same");
    }
    assert!(!hasher.verify("the same", None).await.unwrap().is_right);
    assert_eq!(hasher.evaluations(), 4);
}
