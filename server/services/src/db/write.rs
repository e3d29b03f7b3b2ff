//! The one way to change the database; see the top of `db` for how to use it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::time::Timestamp;
use sea_orm::{
    DatabaseTransaction, EntityTrait, IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use super::error::{DbError, is_transient};
use super::outbox::OutboxEntry;
use super::{Backend, Db};
use crate::audit::AuditEntry;
use crate::env::Env;

/// How often a transaction that PostgreSQL refused for a conflict is run again; with the growing pauses about two seconds.
const RETRIES: u32 = 10;

/// The pause stops growing after this many doublings.
const DOUBLINGS: u32 = 5;

impl Db {
    /// Runs `work` in one transaction that may write: `Ok` commits, `Err` undoes everything. PostgreSQL's serialization
    /// failures and deadlocks are retried a few times with a growing, slightly random pause.
    ///
    /// # Errors
    /// What `work` returned, or the database's refusal to begin or commit.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&Write) -> Result<T, E> + Clone,
        E: From<DbError> + std::error::Error + 'static,
    {
        self.write_at(None, work).await
    }

    /// Like [`Self::write`], for a row that many callers change at the same moment: a counter. The work locks that row
    /// first (`lock_exclusive`) and decides by what it then reads. Rivals wait for each other, where under `write`
    /// PostgreSQL would send all but one back to the start.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub async fn write_locking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&Write) -> Result<T, E> + Clone,
        E: From<DbError> + std::error::Error + 'static,
    {
        // SQLite has one writer at a time, and knows no levels.
        let level = (self.backend() == Backend::Postgres).then_some(IsolationLevel::ReadCommitted);
        self.write_at(level, work).await
    }

    async fn write_at<T, E, F>(&self, level: Option<IsolationLevel>, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&Write) -> Result<T, E> + Clone,
        E: From<DbError> + std::error::Error + 'static,
    {
        let mut tries = 0;
        loop {
            match self.try_write(level, work.clone()).await {
                Err(error) if tries < RETRIES && is_transient(&error) => tries += 1,
                settled => return settled,
            }
            #[expect(
                clippy::disallowed_methods,
                reason = "there is nothing to wait for but the rival's absence"
            )]
            tokio::time::sleep(self.pause(tries)).await;
        }
    }

    /// Writes one audit row on its own: for a read that must be on record before it is shown, or for a refusal.
    ///
    /// # Errors
    /// The row could not be stored; then the read must not be shown.
    pub async fn record(&self, entry: AuditEntry) -> Result<(), DbError> {
        let entry = &entry;
        self.write(async |w| w.audit(entry.clone()).await).await
    }

    async fn try_write<T, E, F>(&self, level: Option<IsolationLevel>, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&Write) -> Result<T, E>,
        E: From<DbError>,
    {
        let write = Write::begin(self, level).await?;
        match work(&write).await {
            Ok(value) => {
                let announced = write.announced.load(Ordering::Relaxed);
                write.tx.commit().await.map_err(DbError::from)?;
                if announced {
                    self.inner.doorbell.notify_one();
                }
                Ok(value)
            }
            Err(error) => {
                if let Err(rollback) = write.tx.rollback().await {
                    tracing::warn!(error = %rollback, "rolling back");
                }
                Err(error)
            }
        }
    }

    /// 5, 10, 20 … 160 ms and up to as much again, so that two rivals do not meet again.
    fn pause(&self, tries: u32) -> Duration {
        let base = 5_u64 << tries.saturating_sub(1).min(DOUBLINGS);
        Duration::from_millis(base + self.inner.env.random_u64() % base)
    }
}

/// A running transaction. It lives inside the closure given to [`Db::write`].
pub struct Write {
    tx: DatabaseTransaction,
    env: Env,
    now: Timestamp,
    announced: AtomicBool,
}

impl Write {
    async fn begin(db: &Db, level: Option<IsolationLevel>) -> Result<Self, DbError> {
        // Immediate takes SQLite's write lock at once: a deferred transaction that reads first cannot be waited for
        // later. PostgreSQL's usual isolation is a setting of the connection (see `postgres`).
        let options = TransactionOptions {
            isolation_level: level,
            access_mode: None,
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "this is the seam that everybody else goes through"
        )]
        let tx = db.inner.writer.begin_with_options(options).await?;
        let env = db.inner.env.clone();
        Ok(Self {
            tx,
            now: env.now(),
            env,
            announced: AtomicBool::new(false),
        })
    }

    /// Where the statements of this transaction go.
    #[must_use]
    pub fn conn(&self) -> &DatabaseTransaction {
        &self.tx
    }

    /// The instant of this transaction: every `*_at` it writes is this one.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// A new row id.
    #[must_use]
    pub fn new_id(&self) -> String {
        self.env.new_id()
    }

    /// Puts a row into the audit record; it stands or falls with the change.
    ///
    /// # Errors
    /// The row could not be stored.
    pub async fn audit(&self, entry: AuditEntry) -> Result<(), DbError> {
        let row = entry.into_row(self.new_id(), self.now);
        entity::audit::Entity::insert(row)
            .exec_without_returning(&self.tx)
            .await?;
        Ok(())
    }

    /// Announces the change to live pages; heard only if the transaction commits.
    ///
    /// # Errors
    /// The row could not be stored.
    pub async fn outbox(&self, entry: OutboxEntry) -> Result<(), DbError> {
        let row = entry.into_row(self.now);
        entity::outbox::Entity::insert(row)
            .exec_without_returning(&self.tx)
            .await?;
        self.announced.store(true, Ordering::Relaxed);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    //! The compile-time proof of the seam: a caller far away needs a `Send` future.

    use super::*;
    use crate::env::Env;

    async fn borrow_everything(db: &Db, text: &str, list: Vec<String>) -> Result<usize, DbError> {
        db.write(async |w| {
            let rows = entity::outbox::Entity::find().all(w.conn()).await?;
            for reference in &list {
                w.outbox(OutboxEntry::case(reference, text, 1)).await?;
            }
            Ok(rows.len())
        })
        .await
    }

    #[expect(clippy::manual_async_fn, reason = "the bound is what is being proved")]
    fn as_axum_would(db: Db) -> impl Future<Output = Result<usize, DbError>> + Send + 'static {
        async move {
            let text = String::from("submitted");
            borrow_everything(&db, &text, vec![text.clone()]).await
        }
    }

    fn as_a_trait_would<'a>(db: &'a Db, text: &'a str) -> std::pin::Pin<Box<dyn Future<Output = usize> + Send + 'a>> {
        Box::pin(async move { borrow_everything(db, text, Vec::new()).await.unwrap_or_default() })
    }

    #[test]
    fn a_write_can_be_awaited_by_a_caller_that_needs_send() {
        // Naming the functions is enough: the compiler has checked the bounds.
        let _ = (as_axum_would, as_a_trait_would, Env::system);
    }
}
