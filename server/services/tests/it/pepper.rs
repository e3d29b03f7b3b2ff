//! The pepper in stored passwords, and how one is replaced.

use std::sync::Arc;

use domain::access::Role;
use entity::account;
use sea_orm::sea_query::Expr;
use sea_orm::{EntityTrait, QuerySelect};
use services::auth::{Hasher, SignInError, sign_in};
use services::db::{DbError, OpenError};
use services::keys::KeyRing;
use services::settings::Settings;
use services::testing::{Stage, TEST_PASSWORD, request_info};
use services::{Services, on_both_databases};

const ONE: &str = "1:UtVcT0YTA9x/JmKmnUDqdmqyxNCnTRHBPGdpjCUJqSw=";
const TWO: &str = "2:gnmTCTeofqJ0a0n4W0gD8dNJo2oOUMhBXlLVjZTdyM8=";

fn ring(keys: &[&str]) -> Arc<KeyRing> {
    Arc::new(KeyRing::parse(&keys.join(" ")).unwrap())
}

/// A server with other keys on the same data.
async fn opened(stage: &Stage, keys: &[&str]) -> Result<Services, OpenError> {
    let settings = Settings {
        keys: ring(keys),
        ..stage.settings.clone()
    };
    Services::open(settings, stage.services.env.clone()).await
}

/// A server with other keys that does not look at the data first: keys can also be lost while it runs.
fn running(stage: &Stage, keys: &[&str]) -> Services {
    let keys = ring(keys);
    Services {
        hasher: Hasher::start(stage.settings.passwords, keys.clone()).unwrap(),
        keys,
        ..stage.services.clone()
    }
}

async fn stored(stage: &Stage) -> String {
    let hash = account::Entity::find()
        .select_only()
        .column(account::Column::PasswordHash)
        .into_tuple();
    hash.one(stage.services.db.read()).await.unwrap().unwrap()
}

async fn store(stage: &Stage, hash: &str) {
    let stored: Result<_, DbError> = stage
        .services
        .db
        .write(async |w| {
            account::Entity::update_many()
                .col_expr(account::Column::PasswordHash, Expr::value(hash))
                .exec(w.conn())
                .await?;
            Ok(())
        })
        .await;
    stored.unwrap();
}

/// An account whose password was stored by a server with these keys.
async fn nurse(stage: &Stage, keys: &[&str]) {
    stage.account("Nurse.Ortiz", Role::Nurse, None).await;
    let hasher = running(stage, keys).hasher;
    store(stage, &hasher.hash(TEST_PASSWORD, [3; 16]).await.unwrap().to_string()).await;
}

async fn signs_in(services: &Services) -> bool {
    let tried = sign_in(services, "Nurse.Ortiz", TEST_PASSWORD, &request_info()).await;
    assert!(matches!(tried, Ok(_) | Err(SignInError::Wrong)), "{tried:?}");
    tried.is_ok()
}

on_both_databases! {
    fn a_stored_password_is_worth_nothing_under_another_key(stage: Stage) {
        nurse(&stage, &[ONE]).await;
        assert!(signs_in(&running(&stage, &[ONE])).await);
        let other = ONE.replace("1:U", "1:V");
        assert!(!signs_in(&running(&stage, &[&other])).await);
    }

    fn a_sign_in_brings_a_password_to_the_newest_key(stage: Stage) {
        nurse(&stage, &[ONE]).await;
        let before = stored(&stage).await;
        assert!(before.contains(",keyid=AQ$"), "{before}");
        let both = opened(&stage, &[TWO, ONE]).await.unwrap();
        assert!(signs_in(&both).await);
        let after = stored(&stage).await;
        assert!(after.contains(",keyid=Ag$"), "{after}");
        assert!(signs_in(&both).await);
        assert_eq!(stored(&stage).await, after, "once is enough");
        assert!(signs_in(&opened(&stage, &[TWO]).await.unwrap()).await, "and the old key can go");
    }

    fn a_wrong_password_brings_nothing_to_the_newest_key(stage: Stage) {
        nurse(&stage, &[ONE]).await;
        let before = stored(&stage).await;
        let both = opened(&stage, &[TWO, ONE]).await.unwrap();
        let tried = sign_in(&both, "Nurse.Ortiz", "another long password", &request_info()).await;
        assert!(matches!(tried, Err(SignInError::Wrong)));
        assert_eq!(stored(&stage).await, before);
    }

    fn a_password_from_before_there_was_a_pepper_still_works_and_gets_one(stage: Stage) {
        stage.account("Nurse.Ortiz", Role::Nurse, None).await;
        let plain = "$argon2id$v=19$m=8,t=1,p=1$AwMDAwMDAwMDAwMDAwMDAw$9Hkf0bLTo9bME1R3gHD4blIhrowRYLR3rctpancw62w";
        store(&stage, plain).await;
        assert!(signs_in(&stage.services).await);
        assert!(stored(&stage).await.contains(",keyid=AQ$"));
    }

    fn a_server_without_a_needed_key_does_not_start(stage: Stage) {
        nurse(&stage, &[TWO, ONE]).await;
        let refused = opened(&stage, &[ONE]).await.unwrap_err();
        assert!(matches!(refused, OpenError::KeyMissing { version: 2 }), "{refused:?}");
        assert!(refused.to_string().contains("key 2"), "{refused}");
        assert!(opened(&stage, &[TWO]).await.is_ok());
    }

    fn versions_that_differ_by_the_case_of_a_letter_are_told_apart(stage: Stage) {
        // In base64 105 is aQ and 1 is AQ.
        nurse(&stage, &[&ONE.replace("1:", "105:")]).await;
        assert!(stored(&stage).await.contains(",keyid=aQ$"));
        assert!(matches!(opened(&stage, &[ONE]).await, Err(OpenError::KeyMissing { version: 105 })));
    }

    fn a_key_lost_while_the_server_runs_is_its_fault_and_no_wrong_password(stage: Stage) {
        nurse(&stage, &[TWO]).await;
        for _ in 0..10 {
            let tried = sign_in(&running(&stage, &[ONE]), "Nurse.Ortiz", TEST_PASSWORD, &request_info()).await;
            assert!(matches!(tried, Err(SignInError::Hash)), "{tried:?}");
        }
        assert!(signs_in(&running(&stage, &[TWO])).await, "nothing was counted");
    }

    fn an_unknown_user_id_costs_one_evaluation_too(stage: Stage) {
        let before = stage.services.hasher.evaluations();
        let tried = sign_in(&stage.services, "Nobody.Here", TEST_PASSWORD, &request_info()).await;
        assert!(matches!(tried, Err(SignInError::Wrong)));
        assert_eq!(stage.services.hasher.evaluations(), before + 1);
    }
}
