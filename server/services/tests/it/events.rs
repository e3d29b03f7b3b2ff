//! Live events: in commit order, complete, and no growing queue.

use std::collections::BTreeSet;

use domain::id::PracticeId;
use services::db::{DatabaseUrl, DbError, OutboxEntry};
use services::events::{EventKind, Follow, Heard};
use services::testing::Stage;
use services::{Services, on_both_databases};
use sqlx::{Connection, Executor, PgConnection};
use tokio::sync::broadcast::error::RecvError;

async fn announce(services: &Services, references: &[String]) {
    let done: Result<(), DbError> = services
        .db
        .write(async |w| {
            for reference in references {
                w.outbox(
                    OutboxEntry::case(reference, "approved", 2)
                        .practice(PracticeId::new("p1"))
                        .queue(),
                )
                .await?;
            }
            Ok(())
        })
        .await;
    done.unwrap();
}

fn names(range: std::ops::Range<u32>) -> Vec<String> {
    range.map(|number| format!("PA-{number:04}")).collect()
}

/// The next reference heard and its number.
async fn hear(follow: &mut Follow) -> (i64, String) {
    match follow.next().await.unwrap() {
        Heard::Event(event) => (event.seq, event.reference.clone().unwrap()),
        other => panic!("{other:?}"),
    }
}

on_both_databases! {
    fn a_commit_is_heard_with_all_it_carries(stage: Stage) {
        let mut live = stage.services.events.subscribe();
        announce(&stage.services, &names(0..1)).await;
        let event = live.recv().await.unwrap();
        assert_eq!(event.kind, EventKind::Case);
        assert_eq!((event.reference.as_deref(), event.status.as_deref()), (Some("PA-0000"), Some("approved")));
        assert_eq!((event.version, event.practice.clone(), event.queue), (Some(2), Some(PracticeId::new("p1")), true));
        assert_eq!(event.at, stage.services.env.now());
        assert_eq!(stage.services.events.latest(&stage.services.db).await.unwrap(), event.seq);
    }

    fn what_is_rolled_back_is_never_heard(stage: Stage) {
        let mut live = stage.services.events.subscribe();
        let undone: Result<(), DbError> = stage.services.db.write(async |w| {
            w.outbox(OutboxEntry::case("PA-LOST", "denied", 1).queue()).await?;
            Err(DbError::value("test", "test", "1", "an error"))
        }).await;
        assert!(undone.is_err());
        announce(&stage.services, &names(0..1)).await;
        assert_eq!(live.recv().await.unwrap().reference.as_deref(), Some("PA-0000"));
    }

    fn commits_of_another_server_are_heard(stage: Stage) {
        let other = stage.second_server().await;
        let mut live = stage.services.events.subscribe();
        announce(&other, &names(0..1)).await;
        assert_eq!(live.recv().await.unwrap().reference.as_deref(), Some("PA-0000"));
    }

    fn a_listener_that_was_away_resumes_without_gap_or_duplicate(stage: Stage) {
        announce(&stage.services, &names(0..10)).await;
        let mut first = stage.services.events.follow(&stage.services.db, 0);
        let mut heard = Vec::new();
        for _ in 0..4 {
            heard.push(hear(&mut first).await);
        }
        drop(first);
        // Away from here; then new commits race with the catching up.
        let mut again = stage.services.events.follow(&stage.services.db, heard[3].0);
        let servers = [stage.services.clone(), stage.second_server().await];
        let writers: Vec<_> = (1..20_u32).map(|block| {
            let services = servers[block as usize % 2].clone();
            tokio::spawn(async move { announce(&services, &names(block * 10..block * 10 + 10)).await })
        }).collect();
        while heard.len() < 200 {
            heard.push(hear(&mut again).await);
        }
        for writer in writers {
            writer.await.unwrap();
        }
        assert!(heard.is_sorted_by(|one, next| one.0 < next.0), "numbers rise");
        let distinct: BTreeSet<&String> = heard.iter().map(|(_, reference)| reference).collect();
        assert_eq!(distinct.len(), 200);
    }

    fn two_servers_hear_the_same_order(stage: Stage) {
        let other = stage.second_server().await;
        let mut ears = [stage.services.events.subscribe(), other.events.subscribe()];
        let writers: Vec<_> = (0..20_u32).map(|number| {
            let services = if number % 2 == 0 { stage.services.clone() } else { other.clone() };
            tokio::spawn(async move { announce(&services, &names(number..number + 1)).await })
        }).collect();
        for writer in writers {
            writer.await.unwrap();
        }
        let mut orders = Vec::new();
        for ear in &mut ears {
            let mut order = Vec::new();
            while order.len() < 20 {
                order.push(ear.recv().await.unwrap().seq);
            }
            orders.push(order);
        }
        assert_eq!(orders[0], orders[1]);
    }

    fn pages_of_missed_events_fit_together(stage: Stage) {
        announce(&stage.services, &names(0..7)).await;
        wait_for(&stage, "PA-0006").await;
        let (events, db) = (&stage.services.events, &stage.services.db);
        let (mut after, mut seen) = (0, Vec::new());
        loop {
            let page = events.since(db, after, 3).await.unwrap();
            let Some(last) = page.last() else { break };
            after = last.seq;
            seen.extend(page.into_iter().map(|event| event.reference.unwrap()));
        }
        assert_eq!(seen, names(0..7));
    }

    fn a_listener_that_is_too_slow_is_told_to_reload_and_goes_on(stage: Stage) {
        // The quick one only shows when the last of them is out.
        let (mut slow, mut quick) = (stage.services.events.subscribe(), stage.services.events.subscribe());
        let mut follow = stage.services.events.follow(&stage.services.db, 0);
        announce(&stage.services, &names(0..1500)).await;
        while !matches!(&quick.recv().await, Ok(event) if event.reference.as_deref() == Some("PA-1499")) {}
        assert!(matches!(slow.recv().await, Err(RecvError::Lagged(_))));

        let mut told = false;
        for _ in 0..1501 {
            told |= follow.next().await.unwrap() == Heard::Resync;
            if told {
                break;
            }
        }
        assert!(told, "the follower was not told");
        announce(&stage.services, &["PA-NEXT".to_owned()]).await;
        while hear(&mut follow).await.1 != "PA-NEXT" {}
    }

    fn a_follower_ends_with_its_hub(stage: Stage) {
        let other = stage.second_server().await;
        let mut follow = other.events.follow(&stage.services.db, 0);
        drop(other);
        assert_eq!(follow.next().await.unwrap(), Heard::End);
    }
}

/// Waits until the event of that reference can be read back (on PostgreSQL: until it has its number).
async fn wait_for(stage: &Stage, reference: &str) {
    let mut follow = stage.services.events.follow(&stage.services.db, 0);
    loop {
        if let Heard::Event(event) = follow.next().await.unwrap()
            && event.reference.as_deref() == Some(reference)
        {
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commits_in_reverse_order_of_their_ids_are_all_heard_on_postgres() {
    let Some(stage) = Stage::postgres().await else { return };
    let DatabaseUrl::Postgres(address) = &stage.settings.database else {
        panic!("not PostgreSQL")
    };
    let insert = |reference: &str| {
        format!("insert into outbox (topic_queue, kind, reference, at) values (true, 'case', '{reference}', 0)")
    };
    let mut early = PgConnection::connect(address.expose()).await.unwrap();
    let mut late = PgConnection::connect(address.expose()).await.unwrap();
    for (link, reference) in [(&mut early, "drawn-first"), (&mut late, "drawn-second")] {
        link.execute("begin").await.unwrap();
        link.execute(sqlx::AssertSqlSafe(insert(reference))).await.unwrap();
    }
    let mut follow = stage.services.events.follow(&stage.services.db, 0);

    late.execute("commit").await.unwrap();
    let (seen, reference) = hear(&mut follow).await;
    assert_eq!(reference, "drawn-second");

    early.execute("commit").await.unwrap();
    let (next, reference) = hear(&mut follow).await;
    assert_eq!(reference, "drawn-first");
    assert!(next > seen, "a listener that resumes after {seen} must hear {next}");

    let mut resumed = stage.services.events.follow(&stage.services.db, seen);
    assert_eq!(hear(&mut resumed).await, (next, "drawn-first".to_owned()));
}
