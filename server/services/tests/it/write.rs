//! The write seam: all or nothing, patient with rivals.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::access::Role;
use entity::{account, audit, outbox, practice};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter};
use services::audit::{AuditEntry, Outcome};
use services::db::{Backend, DbError, OutboxEntry, Write};
use services::testing::{Stage, request_info};
use services::{Caller, Services, on_both_databases};

#[derive(Debug, thiserror::Error)]
enum TestError {
    #[error("the rule said no")]
    Refused,
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<DbErr> for TestError {
    fn from(error: DbErr) -> Self {
        Self::Failed(error.into())
    }
}

fn a_practice(w: &Write, name: &str) -> practice::ActiveModel {
    practice::ActiveModel {
        id: Set(w.new_id()),
        name: Set(name.to_owned()),
        npi: Set("1144221847".to_owned()),
        tin: Set("123456789".to_owned()),
        created_at: Set(w.now().timestamp_millis()),
    }
}

/// The change, its audit row and its announcement, as every use case writes them.
async fn three_rows(w: &Write, caller: &Caller, name: &str) -> Result<(), TestError> {
    practice::Entity::insert(a_practice(w, name))
        .exec_without_returning(w.conn())
        .await?;
    w.audit(AuditEntry::by(caller, "test.write").on("practice", name))
        .await?;
    w.outbox(OutboxEntry::case(name, "submitted", 1).queue()).await?;
    Ok(())
}

/// Rows of the three tables.
async fn counts(services: &Services) -> (u64, u64, u64) {
    let link = services.db.read();
    (
        practice::Entity::find().count(link).await.unwrap(),
        audit::Entity::find().count(link).await.unwrap(),
        outbox::Entity::find().count(link).await.unwrap(),
    )
}

on_both_databases! {
    fn change_audit_and_announcement_are_committed_together(stage: Stage) {
        let caller = stage.caller(Role::Nurse).await;
        stage.services.db.write(async |w| three_rows(w, &caller, "Cedar Hill").await).await.unwrap();
        assert_eq!(counts(&stage.services).await, (1, 1, 1));

        let row = audit::Entity::find().one(stage.services.db.read()).await.unwrap().unwrap();
        let facts = (row.action.as_str(), row.subject_id.as_str(), row.outcome.as_str());
        assert_eq!(facts, ("test.write", "Cedar Hill", "success"));
        assert_eq!(row.user_id.as_deref(), Some(caller.actor.user_id.as_str()));
        assert_eq!((row.source, row.request_id), (caller.request.source, caller.request.request_id));
        assert_eq!(row.at, stage.services.env.now().timestamp_millis());
    }

    fn an_error_after_the_audit_row_undoes_all_three(stage: Stage) {
        let caller = stage.caller(Role::Nurse).await;
        let outcome: Result<(), TestError> = stage.services.db.write(async |w| {
            three_rows(w, &caller, "Cedar Hill").await?;
            Err(TestError::Refused)
        }).await;
        assert!(matches!(outcome, Err(TestError::Refused)));
        assert_eq!(counts(&stage.services).await, (0, 0, 0));
    }

    fn a_failed_statement_undoes_what_came_before_it(stage: Stage) {
        let caller = stage.caller(Role::Nurse).await;
        let outcome: Result<(), TestError> = stage.services.db.write(async |w| {
            three_rows(w, &caller, "Cedar Hill").await?;
            w.conn().execute_unprepared("insert into practice (id) values (null)").await?;
            Ok(())
        }).await;
        assert!(matches!(outcome, Err(TestError::Failed(_))));
        assert_eq!(counts(&stage.services).await, (0, 0, 0));
    }

    fn a_write_that_is_dropped_half_way_leaves_nothing(stage: Stage) {
        let caller = stage.caller(Role::Nurse).await;
        let (reached, half_way) = tokio::sync::oneshot::channel();
        let reached = std::sync::Arc::new(std::sync::Mutex::new(Some(reached)));
        let services = stage.services.clone();
        let writing = tokio::spawn(async move {
            services.db.write(async |w| {
                three_rows(w, &caller, "Cedar Hill").await?;
                if let Some(reached) = reached.lock().unwrap().take() {
                    reached.send(()).unwrap();
                }
                std::future::pending::<Result<(), TestError>>().await
            }).await
        });
        half_way.await.unwrap();
        writing.abort();
        assert!(writing.await.unwrap_err().is_cancelled());
        // The next write gets the connection back, clean.
        stage.services.db.record(AuditEntry::anonymous(&request_info(), "test.after")).await.unwrap();
        assert_eq!(counts(&stage.services).await, (0, 1, 0));
    }

    fn fifty_parallel_writers_all_succeed(stage: Stage) {
        // Two servers on the same data, so that writers also meet at the file lock and not only in the pool's queue.
        let servers = [stage.services.clone(), stage.second_server().await];
        let caller = stage.caller(Role::Nurse).await;
        let writers = (0..50).map(|number| {
            let (services, caller) = (servers[number % 2].clone(), caller.clone());
            tokio::spawn(async move {
                let name = format!("Practice {number}");
                services.db.write(async |w| {
                    // Reading first is what makes a deferred transaction fail when another writer is faster.
                    practice::Entity::find().count(w.conn()).await?;
                    three_rows(w, &caller, &name).await
                }).await
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap().unwrap();
        }
        assert_eq!(counts(&stage.services).await, (50, 50, 50));
    }

    fn of_many_conditional_updates_exactly_one_succeeds(stage: Stage) {
        let caller = stage.caller(Role::Nurse).await;
        stage.services.db.write(async |w| three_rows(w, &caller, "old").await).await.unwrap();
        let rivals = (0..20).map(|number| {
            let services = stage.services.clone();
            tokio::spawn(async move {
                let done: Result<u64, DbError> = services.db.write(async |w| {
                    let update = practice::Entity::update_many()
                        .col_expr(practice::Column::Name, Expr::value(format!("new {number}")))
                        .filter(Expr::col(practice::Column::Name).eq("old"));
                    Ok(update.exec(w.conn()).await?.rows_affected)
                }).await;
                done.unwrap()
            })
        });
        let mut winners = 0;
        for rival in rivals.collect::<Vec<_>>() {
            winners += rival.await.unwrap();
        }
        assert_eq!(winners, 1);
    }

    fn fifty_parallel_changes_of_one_row_all_count(stage: Stage) {
        let practice = stage.practice("Cedar Hill").await;
        let account = stage.account("Front.Desk1", Role::Coordinator, Some(&practice)).await;
        let writers = (0..50).map(|_| {
            let (services, account) = (stage.services.clone(), account.clone());
            tokio::spawn(async move {
                let done: Result<(), DbError> = services.db.write(async |w| {
                    let row = account::Entity::find_by_id(account.as_str()).one(w.conn()).await?.unwrap();
                    let change = account::ActiveModel { version: Set(row.version + 1), ..row.into() };
                    Ok(account::Entity::update(change).exec(w.conn()).await.map(drop)?)
                }).await;
                done
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap().unwrap();
        }
        let row = account::Entity::find().one(stage.services.db.read()).await.unwrap().unwrap();
        assert_eq!(row.version, 51);
    }

    fn all_reads_of_a_write_see_one_instant(stage: Stage) {
        if stage.services.db.backend() == Backend::Sqlite {
            return; // a rival would wait for this write to end
        }
        let seen: Result<(u64, u64), DbError> = stage.services.db.write(async |w| {
            let before = practice::Entity::find().count(w.conn()).await?;
            stage.practice("Cedar Hill").await;
            Ok((before, practice::Entity::find().count(w.conn()).await?))
        }).await;
        assert_eq!(seen.unwrap(), (0, 0));
    }

    fn a_second_row_with_a_unique_value_is_recognised(stage: Stage) {
        let practice = stage.practice("Cedar Hill").await;
        stage.account("Front.Desk1", Role::Coordinator, Some(&practice)).await;
        let again: Result<(), DbError> = stage.services.db.write(async |w| {
            let row = account::Entity::find().one(w.conn()).await?.unwrap();
            let twin = account::ActiveModel { id: Set(w.new_id()), ..row.into() };
            Ok(account::Entity::insert(twin).exec_without_returning(w.conn()).await.map(drop)?)
        }).await;
        assert!(again.unwrap_err().is_unique_violation());
    }

    fn a_read_can_be_put_on_record_alone(stage: Stage) {
        let entry = AuditEntry::anonymous(&request_info(), "auth.sign_in").outcome(Outcome::Refused);
        stage.services.db.record(entry).await.unwrap();
        let row = audit::Entity::find().one(stage.services.db.read()).await.unwrap().unwrap();
        assert_eq!((row.outcome.as_str(), row.account_id), ("refused", None));
    }

    fn a_conflict_that_a_retry_can_mend_is_retried(stage: Stage) {
        if stage.services.db.backend() == Backend::Sqlite {
            return; // one writer at a time: there is nothing to retry
        }
        let (caller, tries) = (stage.caller(Role::Nurse).await, AtomicU32::new(0));
        stage.services.db.write(async |w| {
            three_rows(w, &caller, "Cedar Hill").await?;
            if tries.fetch_add(1, Ordering::SeqCst) < 2 {
                let conflict = "do $$ begin raise exception 'conflict' using errcode = '40001'; end $$";
                w.conn().execute_unprepared(conflict).await?;
            }
            Ok::<_, TestError>(())
        }).await.unwrap();
        assert_eq!(tries.into_inner(), 3);
        assert_eq!(counts(&stage.services).await, (1, 1, 1));
    }

    fn an_error_that_a_retry_cannot_mend_is_returned_at_once(stage: Stage) {
        let tries = AtomicU32::new(0);
        let outcome: Result<(), TestError> = stage.services.db.write(async |w| {
            tries.fetch_add(1, Ordering::SeqCst);
            w.conn().execute_unprepared("select no_such_column from practice").await?;
            Ok(())
        }).await;
        assert!(outcome.is_err());
        assert_eq!(tries.into_inner(), 1);
    }
}

#[tokio::test]
async fn copies_of_the_template_are_independent() {
    let (one, other) = (Stage::sqlite().await, Stage::sqlite().await);
    one.practice("Cedar Hill").await;
    assert_eq!((counts(&one.services).await.0, counts(&other.services).await.0), (1, 0));
    if let (Some(one), Some(other)) = (Stage::postgres().await, Stage::postgres().await) {
        one.practice("Cedar Hill").await;
        assert_eq!((counts(&one.services).await.0, counts(&other.services).await.0), (1, 0));
    }
}
