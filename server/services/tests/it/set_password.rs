//! A first password, set by a one-time link.

use chrono::TimeDelta;
use domain::access::{Role, Side};
use domain::auth::{PasswordProblem, UserId};
use entity::{account, audit, password_link, session};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use services::auth::{
    CreateAccountError, Grant, Invitation, NewAccount, PasswordLinkError, SessionLoss, SetPasswordError, SignInError,
    authenticate, invite_account, open_password_link, set_password, sign_in,
};
use services::db::DbError;
use services::testing::{Stage, request_info};
use services::{Services, on_both_databases};

const PASSWORD: &str = "seven otters paint a harbour";

async fn invite(stage: &Stage, user_id: &str) -> Result<Invitation, CreateAccountError> {
    let grants = [Grant {
        practice: None,
        role: Role::SystemAdministrator,
    }];
    let new = NewAccount {
        user_id: &UserId::parse(user_id).unwrap(),
        display_name: "Robin Hart",
        side: Side::Plan,
        grants: &grants,
    };
    invite_account(&stage.services, &request_info(), new).await
}

/// The token of a new account called `Admin.Root`.
async fn invited(stage: &Stage) -> String {
    invite(stage, "Admin.Root").await.unwrap().token.into_exposed()
}

async fn set(services: &Services, token: &str, password: &str) -> Result<(), SetPasswordError> {
    set_password(services, &request_info(), token, password).await
}

async fn signs_in(services: &Services, password: &str) -> Result<String, SignInError> {
    let signed_in = sign_in(services, "Admin.Root", password, &request_info()).await?;
    Ok(signed_in.token.into_exposed())
}

async fn opens(services: &Services, token: &str) -> bool {
    let opened = open_password_link(services, token).await;
    assert!(matches!(opened, Ok(_) | Err(PasswordLinkError::Gone)), "{opened:?}");
    opened.is_ok()
}

async fn actions(stage: &Stage) -> Vec<String> {
    let rows = audit::Entity::find().order_by_asc(audit::Column::Id);
    let rows = rows.all(stage.services.db.read()).await.unwrap();
    let mut actions: Vec<String> = rows.into_iter().map(|row| row.action).collect();
    // What one millisecond wrote has no order.
    actions.sort();
    actions
}

async fn stored(stage: &Stage) -> account::Model {
    let account = account::Entity::find().one(stage.services.db.read()).await;
    account.unwrap().unwrap()
}

on_both_databases! {
    fn a_link_sets_the_first_password(stage: Stage) {
        let token = invited(&stage).await;
        assert_eq!(token.len(), 43, "256 bits in base64");
        let link = open_password_link(&stage.services, &token).await.unwrap();
        assert_eq!((link.user_id.as_str(), link.min_length), ("Admin.Root", 15));
        set(&stage.services, &token, PASSWORD).await.unwrap();
        assert!(signs_in(&stage.services, PASSWORD).await.is_ok());
        let expected = ["auth.create_account", "auth.password_link_made", "auth.password_set", "auth.sign_in"];
        assert_eq!(actions(&stage).await, expected);
    }

    fn nobody_can_sign_in_before_a_password_is_set(stage: Stage) {
        invited(&stage).await;
        let before = stage.services.hasher.evaluations();
        for password in ["", PASSWORD] {
            assert!(matches!(signs_in(&stage.services, password).await, Err(SignInError::Wrong)));
        }
        assert_eq!(stage.services.hasher.evaluations(), before + 2, "at the same cost as for anybody");
    }

    fn a_link_works_once(stage: Stage) {
        let token = invited(&stage).await;
        set(&stage.services, &token, PASSWORD).await.unwrap();
        assert!(!opens(&stage.services, &token).await);
        let again = set(&stage.services, &token, "quite another password").await;
        assert!(matches!(again, Err(SetPasswordError::Gone)), "{again:?}");
        assert!(signs_in(&stage.services, PASSWORD).await.is_ok());
    }

    fn of_twenty_at_once_one_sets_the_password(stage: Stage) {
        let token = invited(&stage).await;
        let tries = (0..20).map(|number| {
            let (services, token) = (stage.services.clone(), token.clone());
            tokio::spawn(async move { set(&services, &token, &format!("{PASSWORD} {number}")).await })
        });
        let done = futures::future::join_all(tries).await;
        let set = done.iter().filter(|tried| matches!(tried, Ok(Ok(())))).count();
        let gone = done.iter().filter(|tried| matches!(tried, Ok(Err(SetPasswordError::Gone)))).count();
        assert_eq!((set, gone), (1, 19));
        assert_eq!(actions(&stage).await.iter().filter(|action| *action == "auth.password_set").count(), 1);
    }

    fn looking_at_a_link_and_a_refused_password_use_nothing_up(stage: Stage) {
        let token = invited(&stage).await;
        for _ in 0..3 {
            assert!(opens(&stage.services, &token).await);
        }
        for (password, problem) in [
            ("short", PasswordProblem::TooShort { min: 15 }),
            ("Admin.RootAdmin.Root", PasswordProblem::MostlyUserId),
            ("aaaaaaaaaaaaaaaaaaaa", PasswordProblem::Pattern),
        ] {
            let refused = set(&stage.services, &token, password).await;
            assert!(matches!(refused, Err(SetPasswordError::Password(found)) if found == problem), "{refused:?}");
        }
        assert!(opens(&stage.services, &token).await);
        assert_eq!(stored(&stage).await.password_hash, "");
    }

    fn a_link_ends_after_72_hours(stage: Stage) {
        let token = invited(&stage).await;
        stage.clock.advance(TimeDelta::hours(72) - TimeDelta::milliseconds(1));
        assert!(opens(&stage.services, &token).await);
        stage.clock.advance(TimeDelta::milliseconds(1));
        assert!(!opens(&stage.services, &token).await);
        assert!(matches!(set(&stage.services, &token, PASSWORD).await, Err(SetPasswordError::Gone)));
    }

    fn any_other_token_opens_nothing(stage: Stage) {
        let token = invited(&stage).await;
        let mac: String = password_link::Entity::find().one(stage.services.db.read()).await.unwrap().unwrap().token_mac;
        for other in ["", "x", &token[1..], &mac, &format!("{token} "), "' or 1=1 --"] {
            assert!(!opens(&stage.services, other).await, "{other}");
            assert!(matches!(set(&stage.services, other, PASSWORD).await, Err(SetPasswordError::Gone)));
        }
        assert!(opens(&stage.services, &token).await);
    }

    fn the_database_holds_no_token(stage: Stage) {
        let token = invited(&stage).await;
        let link = password_link::Entity::find().one(stage.services.db.read()).await.unwrap().unwrap();
        assert!(!format!("{link:?}").contains(&token));
        let rows = audit::Entity::find().all(stage.services.db.read()).await.unwrap();
        assert!(!format!("{rows:?}").contains(&token));
    }

    fn a_disabled_account_has_no_link(stage: Stage) {
        let token = invited(&stage).await;
        let disabled: Result<(), DbError> = stage.services.db.write(async |w| {
            let all = account::Entity::update_many().col_expr(account::Column::DisabledAt, Expr::value(1_i64));
            all.exec(w.conn()).await.map(drop)?;
            Ok(())
        }).await;
        disabled.unwrap();
        assert!(!opens(&stage.services, &token).await);
        assert!(matches!(set(&stage.services, &token, PASSWORD).await, Err(SetPasswordError::Gone)));
    }

    fn setting_a_password_ends_all_sessions_of_the_account_and_no_others(stage: Stage) {
        let token = invited(&stage).await;
        let other = stage.caller(Role::Nurse).await;
        let session = |account: &str| session::ActiveModel {
            id: sea_orm::ActiveValue::Set(format!("session of {account}")),
            token_hash: sea_orm::ActiveValue::Set(format!("hash of {account}")),
            account_id: sea_orm::ActiveValue::Set(account.to_owned()),
            practice_id: sea_orm::ActiveValue::Set(None),
            created_at: sea_orm::ActiveValue::Set(0),
            last_seen_at: sea_orm::ActiveValue::Set(0),
            ended_at: sea_orm::ActiveValue::Set(None),
            end_reason: sea_orm::ActiveValue::Set(None),
            browser: sea_orm::ActiveValue::Set(None),
        };
        let own = open_password_link(&stage.services, &token).await.unwrap().account;
        for account in [&own, &other.actor.account] {
            let row = session(account.as_str());
            let kept: Result<(), DbError> = stage.services.db.write(async |w| {
                session::Entity::insert(row.clone()).exec_without_returning(w.conn()).await.map(drop)?;
                Ok(())
            }).await;
            kept.unwrap();
        }
        set(&stage.services, &token, PASSWORD).await.unwrap();
        let ended = session::Entity::find().filter(session::Column::EndedAt.is_not_null());
        let ended = ended.all(stage.services.db.read()).await.unwrap();
        assert_eq!(ended.len(), 1);
        assert_eq!((ended[0].account_id.as_str(), ended[0].end_reason.as_deref()), (own.as_str(), Some("revoked")));
    }

    fn a_cached_session_of_the_account_ends_at_once(stage: Stage) {
        let token = invited(&stage).await;
        set(&stage.services, &token, PASSWORD).await.unwrap();
        let cookie = signs_in(&stage.services, PASSWORD).await.unwrap();
        assert!(authenticate(&stage.services, &cookie, true).await.is_ok());
        // A second link for the same account, as support will make them.
        let reopened: Result<(), DbError> = stage.services.db.write(async |w| {
            let all = password_link::Entity::update_many().col_expr(password_link::Column::UsedAt, Expr::value(None::<i64>));
            all.exec(w.conn()).await.map(drop)?;
            Ok(())
        }).await;
        reopened.unwrap();
        set(&stage.services, &token, "a herd of violet bicycles").await.unwrap();
        assert_eq!(authenticate(&stage.services, &cookie, true).await, Err(SessionLoss::Revoked));
        assert!(matches!(signs_in(&stage.services, PASSWORD).await, Err(SignInError::Wrong)));
        assert!(signs_in(&stage.services, "a herd of violet bicycles").await.is_ok());
    }

    fn setting_a_password_lifts_the_lock(stage: Stage) {
        let token = invited(&stage).await;
        for _ in 0..4 {
            assert!(matches!(signs_in(&stage.services, "not this one at all").await, Err(SignInError::Wrong)));
        }
        assert!(matches!(signs_in(&stage.services, "not this one at all").await, Err(SignInError::Locked { .. })));
        set(&stage.services, &token, PASSWORD).await.unwrap();
        assert!(signs_in(&stage.services, PASSWORD).await.is_ok());
    }

    fn a_user_id_is_given_once(stage: Stage) {
        invited(&stage).await;
        assert!(matches!(invite(&stage, "admin.root").await, Err(CreateAccountError::Taken)));
        assert_eq!(account::Entity::find().count(stage.services.db.read()).await.unwrap(), 1);
        assert_eq!(password_link::Entity::find().count(stage.services.db.read()).await.unwrap(), 1);
    }

    fn the_version_of_the_account_counts_the_change(stage: Stage) {
        let token = invited(&stage).await;
        let before = stored(&stage).await;
        stage.clock.advance(TimeDelta::minutes(5));
        set(&stage.services, &token, PASSWORD).await.unwrap();
        let after = stored(&stage).await;
        assert_eq!(after.version, before.version + 1);
        assert_eq!(after.password_changed_at - before.password_changed_at, 300_000);
        assert!(after.password_hash.contains(",keyid="));
    }
}
