//! The lock after wrong passwords: what it counts, and that nothing outruns it (LOCK-1 to LOCK-4).

use std::num::NonZeroUsize;
use std::time::Duration;

use chrono::TimeDelta;
use domain::access::Role;
use domain::id::PracticeId;
use entity::{audit, session, sign_in_counter};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use services::auth::{HasherSettings, LockoutSettings, SignInError, UnlockError, sign_in, unlock};
use services::testing::{Stage, TEST_PASSWORD, request_info};
use services::{RequestInfo, Services, on_both_databases};

const WRONG: &str = "certainly not the password";

/// What came of a try, in a word.
async fn outcome(services: &Services, user_id: &str, password: &str) -> &'static str {
    word(&sign_in(services, user_id, password, &request_info()).await)
}

fn word<T>(result: &Result<T, SignInError>) -> &'static str {
    match result {
        Ok(_) => "in",
        Err(SignInError::Wrong) => "wrong",
        Err(SignInError::Locked { .. }) => "locked",
        Err(SignInError::PasswordDisabled) => "disabled",
        Err(SignInError::TooMany { .. }) => "too many",
        Err(SignInError::Busy { .. }) => "busy",
        Err(SignInError::Hash | SignInError::Failed(_)) => "failed",
    }
}

async fn people(stage: &Stage, user_ids: &[&str]) -> PracticeId {
    let practice = stage.practice("Cedar Hill").await;
    for user_id in user_ids {
        stage.account(user_id, Role::Coordinator, Some(&practice)).await;
    }
    practice
}

/// Many tries at the same moment, spread over the servers.
async fn all_at_once(servers: &[Services], tries: usize, user_id: &str, password: &str) -> Vec<&'static str> {
    let tasks: Vec<_> = (0..tries)
        .map(|number| {
            let (services, user_id, password) = (
                servers[number % servers.len()].clone(),
                user_id.to_owned(),
                password.to_owned(),
            );
            let request = RequestInfo::new(
                format!("try-{number}"),
                format!("127.0.{}.{}", number / 250, number % 250),
            );
            tokio::spawn(async move { word(&sign_in(&services, &user_id, &password, &request).await) })
        })
        .collect();
    let mut outcomes = Vec::with_capacity(tries);
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}

fn count(outcomes: &[&str], wanted: &str) -> usize {
    outcomes.iter().filter(|outcome| **outcome == wanted).count()
}

async fn audited(stage: &Stage, action: &str) -> Vec<audit::Model> {
    let rows = audit::Entity::find()
        .filter(audit::Column::Action.eq(action))
        .order_by_asc(audit::Column::Id);
    rows.all(stage.services.db.read()).await.unwrap()
}

on_both_databases! {
    fn the_fifth_wrong_password_locks_and_then_not_even_the_right_one_is_looked_at(stage: Stage) {
        people(&stage, &["Front.Desk1"]).await;
        let before = stage.services.hasher.evaluations();
        for expected in ["wrong", "wrong", "wrong", "wrong", "locked"] {
            assert_eq!(outcome(&stage.services, "Front.Desk1", WRONG).await, expected);
        }
        let evaluations = stage.services.hasher.evaluations();
        assert_eq!(evaluations, before + 5);
        for password in [WRONG, TEST_PASSWORD] {
            let refused = sign_in(&stage.services, "Front.Desk1", password, &request_info()).await;
            assert!(matches!(refused, Err(SignInError::Locked { seconds: 900, .. })), "{refused:?}");
        }
        assert_eq!(stage.services.hasher.evaluations(), evaluations);
        assert_eq!(audited(&stage, "auth.lock").await.len(), 1);
    }

    fn a_lock_holds_for_14_59_and_opens_at_15_00(stage: Stage) {
        people(&stage, &["Front.Desk1"]).await;
        for _ in 0..5 {
            outcome(&stage.services, "Front.Desk1", WRONG).await;
        }
        stage.clock.advance(TimeDelta::seconds(899));
        assert_eq!(outcome(&stage.services, "Front.Desk1", TEST_PASSWORD).await, "locked");
        stage.clock.advance(TimeDelta::seconds(1));
        assert_eq!(outcome(&stage.services, "Front.Desk1", TEST_PASSWORD).await, "in");
        // Forgiven: four more are only wrong.
        for _ in 0..4 {
            assert_eq!(outcome(&stage.services, "Front.Desk1", WRONG).await, "wrong");
        }
        assert_eq!(outcome(&stage.services, "Front.Desk1", TEST_PASSWORD).await, "in");
    }

    fn the_next_lock_within_a_day_lasts_half_an_hour(stage: Stage) {
        people(&stage, &["Front.Desk1"]).await;
        for (wait, seconds) in [(901, 900), (1801, 1800), (0, 1800)] {
            for _ in 0..4 {
                assert_eq!(outcome(&stage.services, "Front.Desk1", WRONG).await, "wrong");
            }
            let fifth = sign_in(&stage.services, "Front.Desk1", WRONG, &request_info()).await;
            assert!(matches!(fifth, Err(SignInError::Locked { seconds: s, .. }) if s == seconds), "{fifth:?}");
            stage.clock.advance(TimeDelta::seconds(wait));
        }
    }

    fn a_hundred_failures_switch_the_password_off_until_support_opens_it(stage: Stage) {
        people(&stage, &["Front.Desk1"]).await;
        let before = stage.services.hasher.evaluations();
        for _ in 0..20 {
            for _ in 0..5 {
                outcome(&stage.services, "Front.Desk1", WRONG).await;
            }
            stage.clock.advance(TimeDelta::hours(1));
        }
        assert_eq!(stage.services.hasher.evaluations(), before + 100);
        stage.clock.advance(TimeDelta::days(30));
        assert_eq!(outcome(&stage.services, "Front.Desk1", TEST_PASSWORD).await, "disabled");
        assert_eq!(stage.services.hasher.evaluations(), before + 100);
        unlock(&stage.services, &request_info(), "Front.Desk1").await.unwrap();
        assert_eq!(outcome(&stage.services, "Front.Desk1", TEST_PASSWORD).await, "in");
    }

    fn parallel_guesses_from_many_addresses_get_five_evaluations_an_account(stage: Stage) {
        let user_ids: Vec<String> = (1..=10).map(|number| format!("Load.User{number:02}")).collect();
        let names: Vec<&str> = user_ids.iter().map(String::as_str).collect();
        people(&stage, &names).await;
        let before = stage.services.hasher.evaluations();
        // Two servers on the same database, as behind a load balancer.
        let servers = [stage.services.clone(), stage.second_server().await];
        let attacks = user_ids.iter().map(|user_id| {
            let (servers, user_id) = (servers.clone(), user_id.clone());
            tokio::spawn(async move { all_at_once(&servers, 1_000, &user_id, WRONG).await })
        });
        for attack in attacks.collect::<Vec<_>>() {
            let outcomes = attack.await.unwrap();
            assert_eq!((count(&outcomes, "wrong"), count(&outcomes, "locked")), (4, 996));
        }
        let evaluations: u64 = servers.iter().map(|server| server.hasher.evaluations()).sum();
        assert_eq!(evaluations, before + 50);
    }

    fn fifty_people_with_the_right_password_at_the_same_moment_all_get_in(stage: Stage) {
        people(&stage, &["Front.Desk1"]).await;
        let servers = [stage.services.clone(), stage.second_server().await];
        let outcomes = all_at_once(&servers, 50, "Front.Desk1", TEST_PASSWORD).await;
        assert_eq!(count(&outcomes, "in"), 50, "{outcomes:?}");
        assert_eq!(session::Entity::find().count(stage.services.db.read()).await.unwrap(), 50);
    }

    fn an_unknown_user_id_locks_like_a_known_one(stage: Stage) {
        people(&stage, &["Front.Desk1"]).await;
        for user_id in ["Front.Desk1", "Nobody.Here", "front.desk1", "\u{202e}kseD\0", "", " "] {
            let evaluations = stage.services.hasher.evaluations();
            let mut outcomes = Vec::new();
            for _ in 0..7 {
                outcomes.push(outcome(&stage.services, user_id, WRONG).await);
            }
            assert_eq!(outcomes, ["wrong", "wrong", "wrong", "wrong", "locked", "locked", "locked"], "{user_id:?}");
            assert_eq!(stage.services.hasher.evaluations(), evaluations + 5, "{user_id:?}");
            stage.clock.advance(TimeDelta::minutes(15));
            assert_eq!(outcome(&stage.services, user_id, WRONG).await, "wrong", "{user_id:?}");
        }
    }

    fn what_was_typed_as_an_unknown_user_id_is_stored_nowhere(stage: Stage) {
        people(&stage, &[]).await;
        outcome(&stage.services, "my secret password", WRONG).await;
        let counters = sign_in_counter::Entity::find().all(stage.services.db.read()).await.unwrap();
        let audits = audit::Entity::find().all(stage.services.db.read()).await.unwrap();
        let stored = format!("{counters:?} {audits:?}");
        assert_eq!((counters.len(), counters[0].account_id.as_ref()), (1, None));
        assert!(!stored.contains("secret"), "{stored}");
    }

    fn flooding_the_unknown_forgets_only_the_unknown(stage: Stage) {
        people(&stage, &["Front.Desk1"]).await;
        let mut settings = stage.settings.clone();
        settings.lockout = LockoutSettings { unknown_limit: 20, ..LockoutSettings::default() };
        let services = Services::open(settings, stage.services.env.clone()).await.unwrap();
        for _ in 0..4 {
            assert_eq!(outcome(&services, "Front.Desk1", WRONG).await, "wrong");
        }
        for number in 0..200 {
            stage.clock.advance(TimeDelta::milliseconds(1));
            assert_eq!(outcome(&services, &format!("Nobody.{number}"), WRONG).await, "wrong");
        }
        services.lockout.pruned().await;
        let rows = sign_in_counter::Entity::find().filter(sign_in_counter::Column::AccountId.is_null());
        let rows = rows.count(services.db.read()).await.unwrap();
        assert!(rows <= 20 + 65, "{rows} unknown User IDs are remembered");
        assert_eq!(outcome(&services, "Front.Desk1", WRONG).await, "locked");
    }

    fn a_server_that_was_killed_after_four_failures_locks_at_the_fifth(stage: Stage) {
        people(&stage, &["Front.Desk1"]).await;
        for _ in 0..4 {
            outcome(&stage.services, "Front.Desk1", WRONG).await;
        }
        // Nothing is handed over but the database.
        let restarted = stage.second_server().await;
        assert_eq!(outcome(&restarted, "Front.Desk1", WRONG).await, "locked");
    }

    fn a_try_whose_browser_hangs_up_counts(stage: Stage) {
        people(&stage, &["Front.Desk1"]).await;
        let before = stage.services.hasher.evaluations();
        for _ in 0..5 {
            let request = request_info();
            let hung_up = sign_in(&stage.services, "Front.Desk1", WRONG, &request);
            // Polled once and dropped.
            assert!(futures::FutureExt::now_or_never(hung_up).is_none());
        }
        while stage.services.hasher.evaluations() < before + 5 {
            tokio::task::yield_now().await;
        }
        // Each is settled, or holds a slot that has to be waited for.
        assert_eq!(outcome(&stage.services, "Front.Desk1", TEST_PASSWORD).await, "locked");
        assert_eq!(stage.services.hasher.evaluations(), before + 5);
    }

    fn a_fault_of_ours_is_no_failure(stage: Stage) {
        people(&stage, &["Front.Desk1"]).await;
        let mut settings = stage.settings.clone();
        // Nobody may wait for the hashing threads: every try finds them busy.
        settings.passwords = HasherSettings { queue: 0, threads: NonZeroUsize::MIN, ..settings.passwords };
        let busy = Services::open(settings, stage.services.env.clone()).await.unwrap();
        for _ in 0..8 {
            assert_eq!(outcome(&busy, "Front.Desk1", WRONG).await, "busy");
        }
        assert_eq!(outcome(&stage.services, "Front.Desk1", TEST_PASSWORD).await, "in");
    }

    fn a_database_that_is_gone_says_so_and_counts_nothing(stage: Stage) {
        people(&stage, &["Front.Desk1"]).await;
        let cut_off = stage.second_server().await;
        cut_off.db.close().await;
        for _ in 0..6 {
            let gone = sign_in(&cut_off, "Front.Desk1", WRONG, &request_info()).await;
            assert!(matches!(&gone, Err(SignInError::Failed(error)) if error.is_unreachable()), "{gone:?}");
        }
        assert_eq!(outcome(&stage.services, "Front.Desk1", WRONG).await, "wrong");
    }

    fn when_all_slots_stay_in_flight_the_others_are_sent_away_uncounted(stage: Stage) {
        people(&stage, &["Front.Desk1"]).await;
        let mut settings = stage.settings.clone();
        settings.lockout.patience = Duration::from_millis(1);
        let hasty = Services::open(settings, stage.services.env.clone()).await.unwrap();
        let outcomes = all_at_once(&[hasty], 200, "Front.Desk1", TEST_PASSWORD).await;
        assert_eq!(count(&outcomes, "in") + count(&outcomes, "too many"), 200, "{outcomes:?}");
        assert!(count(&outcomes, "too many") > 0, "nobody had to wait");
        assert_eq!(outcome(&stage.services, "Front.Desk1", TEST_PASSWORD).await, "in");
    }

    fn setting_the_clock_back_opens_no_lock(stage: Stage) {
        people(&stage, &["Front.Desk1"]).await;
        for _ in 0..5 {
            outcome(&stage.services, "Front.Desk1", WRONG).await;
        }
        for hours in [1, 10, 100] {
            stage.clock.advance(-TimeDelta::hours(hours));
            assert_eq!(outcome(&stage.services, "Front.Desk1", TEST_PASSWORD).await, "locked");
        }
    }

    fn an_unlock_by_another_process_is_heard_within_a_second(stage: Stage) {
        people(&stage, &["Front.Desk1"]).await;
        for _ in 0..6 {
            outcome(&stage.services, "Front.Desk1", WRONG).await;
        }
        let command_line = stage.second_server().await;
        unlock(&command_line, &request_info(), "Front.Desk1").await.unwrap();
        stage.clock.advance(TimeDelta::seconds(1));
        assert_eq!(outcome(&stage.services, "Front.Desk1", TEST_PASSWORD).await, "in");
        let row = audited(&stage, "auth.unlock").await.pop().unwrap();
        assert_eq!(row.user_id.as_deref(), Some("Front.Desk1"));
        assert!(matches!(unlock(&command_line, &request_info(), "front.desk1").await, Err(UnlockError::Unknown)));
    }

    fn refusals_of_one_source_and_minute_are_one_row_and_a_sum(stage: Stage) {
        people(&stage, &["Front.Desk1"]).await;
        for _ in 0..12 {
            outcome(&stage.services, "Front.Desk1", WRONG).await;
        }
        assert_eq!(audited(&stage, "auth.sign_in").await.len(), 1);
        stage.clock.advance(TimeDelta::minutes(1));
        let services = &stage.services;
        services.lockout.refusals().store(&services.db, services.env.now(), false).await.unwrap();
        let sums = audited(&stage, "auth.sign_in_sum").await;
        assert_eq!(sums.len(), 1);
        let detail: serde_json::Value = serde_json::from_str(&sums[0].detail_json).unwrap();
        assert_eq!(detail["tries"], 11);
        assert_eq!(detail["reasons"], serde_json::json!({ "wrong": 4, "locked": 7 }));
        assert_eq!(detail["accounts"].as_array().unwrap().len(), 1);
        assert_eq!(sums[0].source, request_info().source);
    }

    fn closing_stores_the_sums_of_the_running_minute(stage: Stage) {
        people(&stage, &["Front.Desk1"]).await;
        let services = stage.second_server().await;
        for _ in 0..3 {
            outcome(&services, "Front.Desk1", WRONG).await;
        }
        services.close().await;
        assert_eq!(audited(&stage, "auth.sign_in_sum").await.len(), 1);
    }
}
