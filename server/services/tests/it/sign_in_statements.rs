//! A wrong password costs the database the same, whether anybody has the User ID or not: the same statements in the same
//! transactions, in the same order. What differed could be timed from outside.
//!
//! The statements are heard as the spans that SeaORM opens around each of them. The services' own background work runs on
//! another runtime, whose threads nobody listens to, so nothing but the sign-in is heard.

use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use domain::access::Role;
use services::auth::{SignInError, sign_in};
use services::testing::{Stage, TEST_PASSWORD, request_info};
use tokio::runtime::{Builder, Runtime};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Where SeaORM hands a statement to a driver, and where it begins and ends a transaction.
const PLACES: [&str; 3] = [
    "sea_orm::driver::sqlx_sqlite",
    "sea_orm::driver::sqlx_postgres",
    "sea_orm::database::transaction",
];

/// Writes down the name of every span of SeaORM's.
#[derive(Clone, Debug, Default)]
struct Ear(Arc<Mutex<Vec<String>>>);

impl Subscriber for Ear {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_span() && PLACES.contains(&metadata.target())
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let metadata = span.metadata();
        let mut heard = self.0.lock().unwrap();
        heard.push(format!("{}::{}", metadata.target(), metadata.name()));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

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
            here: Builder::new_current_thread().enable_all().build().unwrap(),
            _elsewhere: elsewhere,
        }
    }

    /// What the database is asked while somebody signs in with a password that is not right.
    fn heard(&self, user_id: &str, password: &str) -> Vec<String> {
        // The first refusal of a source in a minute is on record at once, the others are summed.
        self.stage.clock.advance(TimeDelta::minutes(1));
        let ear = Ear::default();
        let result = tracing::subscriber::with_default(ear.clone(), || {
            let request = request_info();
            self.here
                .block_on(sign_in(&self.stage.services, user_id, password, &request))
        });
        assert!(matches!(result, Err(SignInError::Wrong)), "{user_id}: {result:?}");
        let heard = ear.0.lock().unwrap().clone();
        assert!(heard.len() > 5, "the ear hears: {heard:?}");
        heard
    }
}

fn elsewhere() -> Runtime {
    Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap()
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
    let elsewhere = elsewhere();
    let stage = elsewhere.block_on(Stage::sqlite());
    compare(elsewhere, stage);
}

#[test]
fn a_wrong_password_costs_the_same_statements_for_known_and_unknown_user_ids_on_postgres() {
    let elsewhere = elsewhere();
    if let Some(stage) = elsewhere.block_on(Stage::postgres()) {
        compare(elsewhere, stage);
    }
}
