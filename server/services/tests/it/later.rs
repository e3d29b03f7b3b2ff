//! Audit rows that wait: none is lost, and each has the time of its act.

use std::sync::Mutex;

use chrono::TimeDelta;
use domain::access::Role;
use domain::time::to_millis;
use entity::audit::{Column, Entity};
use futures::FutureExt as _;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use services::RequestInfo;
use services::audit::AuditEntry;
use services::db::DbError;
use services::on_both_databases;
use services::testing::Stage;

async fn stored(stage: &Stage) -> Vec<entity::audit::Model> {
    let rows = Entity::find().filter(Column::Action.eq("access.denied"));
    rows.order_by_asc(Column::At)
        .all(stage.services.db.read())
        .await
        .unwrap()
}

on_both_databases! {
    async fn a_row_that_waited_has_the_time_of_its_act(stage: Stage) {
        let caller = stage.caller(Role::Viewer).await;
        let at = stage.services.env.now();
        stage.services.later.put(AuditEntry::by(&caller, "access.denied"), at).await.unwrap();
        stage.clock.advance(TimeDelta::minutes(5));
        stage.services.later.store().await.unwrap();
        let rows = stored(&stage).await;
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].at, to_millis(at));
        assert_eq!(rows[0].user_id.as_deref(), Some(caller.actor.user_id.as_str()));
    }

    async fn a_full_queue_is_stored_and_loses_nothing(stage: Stage) {
        let caller = stage.caller(Role::Viewer).await;
        let at = stage.services.env.now();
        for _ in 0..1_500 {
            stage.services.later.put(AuditEntry::by(&caller, "access.denied"), at).await.unwrap();
        }
        stage.services.later.store().await.unwrap();
        assert_eq!(stored(&stage).await.len(), 1_500);
    }

    async fn while_somebody_else_writes_more_than_many_rows_find_room(stage: Stage) {
        let caller = stage.caller(Role::Viewer).await;
        let at = stage.services.env.now();
        // SQLite has one writer: who waited here for a write would wait for the transaction around it.
        stage.services.db.write(async |_| {
            for _ in 0..600 {
                stage.services.later.put(AuditEntry::by(&caller, "access.denied"), at).await?;
            }
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
        stage.services.later.store().await.unwrap();
        assert_eq!(stored(&stage).await.len(), 600);
    }

    async fn closing_stores_what_waits(stage: Stage) {
        let caller = stage.caller(Role::Viewer).await;
        let second = stage.second_server().await;
        second.later.put(AuditEntry::by(&caller, "access.denied"), second.env.now()).await.unwrap();
        second.close().await;
        assert_eq!(stored(&stage).await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_finds_the_queue_full_waits_and_takes_nothing_along_by_leaving() {
    let stage = Stage::sqlite().await;
    let caller = stage.caller(Role::Viewer).await;
    let at = stage.services.env.now();
    let later = &stage.services.later;
    let put = || later.put(AuditEntry::by(&caller, "access.denied"), at);
    let kept = Mutex::new(0);
    // SQLite has one writer: while this transaction is open nothing is stored.
    let full = stage.services.db.write(async |_| {
        while let Some(result) = put().now_or_never() {
            result?;
            *kept.lock().unwrap() += 1;
            assert!(*kept.lock().unwrap() < 10_000, "somebody must wait");
        }
        Ok::<_, DbError>(())
    });
    full.await.unwrap();
    later.store().await.unwrap();
    assert_eq!(stored(&stage).await.len(), *kept.lock().unwrap());
}

#[test]
fn a_source_is_an_ipv4_address_or_an_ipv6_network() {
    let key = |source: &str| {
        let request = RequestInfo::new("", source);
        request.source_key()
    };
    assert_eq!(key("203.0.113.7"), "203.0.113.7");
    assert_eq!(key("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    assert_eq!(key("2001:db8:1:2::9"), key("2001:db8:1:2:ffff::"));
    assert_ne!(key("2001:db8:1:2::9"), key("2001:db8:1:3::9"));
    assert_eq!(key("cli"), "cli");
}
