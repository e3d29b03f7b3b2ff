//! A wrong password costs the database the same, whether anybody has the User ID or not: the same statements in the same
//! transactions, in the same order. What differed could be timed from outside.

use chrono::TimeDelta;
use domain::access::Role;
use services::auth::{SignInError, sign_in};
use services::testing::{Stage, TEST_PASSWORD, request_info};
use tokio::runtime::Runtime;

use super::ear::{self, POSTGRES, SQLITE, TRANSACTION};

/// A stage whose background work runs elsewhere than the sign-ins.
struct Quiet {
    stage: Stage,
    here: Runtime,
    _elsewhere: Runtime,
}

impl Quiet {
    fn new(elsewhere: Runtime, stage: Stage) -> Self {
        Self {
            stage,
            here: ear::here(),
            _elsewhere: elsewhere,
        }
    }

    /// What the database is asked while somebody signs in with a password that is not right.
    fn heard(&self, user_id: &str, password: &str) -> Vec<String> {
        // The first refusal of a source in a minute is on record at once, the others are summed.
        self.stage.clock.advance(TimeDelta::minutes(1));
        let (result, heard) = ear::hear(&[SQLITE, POSTGRES, TRANSACTION], || {
            let request = request_info();
            self.here
                .block_on(sign_in(&self.stage.services, user_id, password, &request))
        });
        assert!(matches!(result, Err(SignInError::Wrong)), "{user_id}: {result:?}");
        assert!(heard.len() > 5, "the ear hears: {heard:?}");
        heard
    }
}

fn compare(elsewhere: Runtime, stage: Stage) {
    let people = async {
        let practice = stage.practice("Cedar Hill").await;
        stage.account("Front.Desk1", Role::Coordinator, Some(&practice)).await;
        stage.account("Nurse.Ortiz", Role::Nurse, None).await;
        stage.account("Gone.Person", Role::Nurse, None).await;
        services::auth::disable_account(&stage.services, &request_info(), "Gone.Person")
            .await
            .unwrap();
    };
    elsewhere.block_on(people);
    let quiet = Quiet::new(elsewhere, stage);
    // A first failure makes the row that later ones find: both are compared.
    let mut first = None;
    for time in ["first", "second", "third"] {
        let known = quiet.heard("Front.Desk1", "not the password at all");
        for (user_id, password) in [
            ("Nurse.Ortiz", "not the password at all"),
            ("Nobody.Here", "not the password at all"),
            ("Gone.Person", TEST_PASSWORD),
            ("no user id at all \u{2603}", "not the password at all"),
        ] {
            assert_eq!(quiet.heard(user_id, password), known, "{time} failure of {user_id}");
        }
        first.get_or_insert(known);
    }
    // Counters of unknown User IDs are pruned now and then, but never by one of the tries.
    for number in 0..140 {
        let user_id = format!("Nobody.{number}");
        let heard = quiet.heard(&user_id, "not the password at all");
        assert_eq!(Some(heard), first, "first failure of {user_id}");
    }
}

#[test]
fn a_wrong_password_costs_the_same_statements_for_known_and_unknown_user_ids_on_sqlite() {
    let elsewhere = ear::elsewhere();
    let stage = elsewhere.block_on(Stage::sqlite());
    compare(elsewhere, stage);
}

#[test]
fn a_wrong_password_costs_the_same_statements_for_known_and_unknown_user_ids_on_postgres() {
    let elsewhere = ear::elsewhere();
    if let Some(stage) = elsewhere.block_on(Stage::postgres()) {
        compare(elsewhere, stage);
    }
}
