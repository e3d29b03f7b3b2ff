//! PostgreSQL only: gives committed outbox rows their place in the order that listeners hear.
//!
//! Row ids are drawn when a transaction inserts, not when it commits, so a listener that had read up to id 8 would
//! never hear of 7 committed a moment later. Numbers are therefore given afterwards, by one process at a time.

use sea_orm::{ConnectionTrait, DbBackend, IsolationLevel, Statement, TransactionTrait};

use crate::db::{Db, DbError};

/// "Portico" as a number: the advisory lock that only one sequencer holds.
const LOCK: i64 = 0x0050_6f72_7469_636f;

/// Continues after the highest number. The newest numbered row must therefore never be pruned.
const NUMBER: &str = "\
    update outbox set seq = fresh.seq \
    from (select id, (select coalesce(max(seq), 0) from outbox) + row_number() over (order by id) as seq \
          from outbox where seq is null) as fresh \
    where outbox.id = fresh.id";

/// Numbers all rows that have committed and have no number yet.
pub(super) async fn number_committed(db: &Db) -> Result<(), DbError> {
    if !anything_new(db).await? {
        return Ok(());
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "the numbering announces nothing itself and runs on PostgreSQL only"
    )]
    let tx = db
        .writer()
        .begin_with_config(Some(IsolationLevel::ReadCommitted), None)
        .await?;
    // Two statements, not one snapshot for both: the second takes its own after the lock is held, so it sees what the previous holder
    // numbered.
    tx.execute_raw(postgres(format!("select pg_advisory_xact_lock({LOCK})")))
        .await?;
    tx.execute_raw(postgres(NUMBER.to_owned())).await?;
    tx.commit().await?;
    Ok(())
}

/// One look at the partial index, so that an idle server writes nothing.
async fn anything_new(db: &Db) -> Result<bool, DbError> {
    let found = db
        .read()
        .query_one_raw(postgres("select 1 from outbox where seq is null limit 1".to_owned()))
        .await?;
    Ok(found.is_some())
}

fn postgres(sql: String) -> Statement {
    Statement::from_string(DbBackend::Postgres, sql)
}
