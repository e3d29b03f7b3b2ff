//! Audit rows that may wait a moment: denials, and reads that are too many to store one by one.
//!
//! They are kept in a queue that is stored each second, as soon as many have come together, and when the services close,
//! in one transaction. Nobody waits for that, unless the database has stood still for so long that the queue is full:
//! then whoever comes waits until it is stored. What a crash loses is at most one second.

use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::time::Timestamp;
use tokio::sync::Notify;
use tokio::task::AbortHandle;
use tokio::time::MissedTickBehavior;

use super::AuditEntry;
use crate::db::{Db, DbError};

/// How long a row may wait.
const STORE_EVERY: Duration = Duration::from_secs(1);
/// So many are stored before the second is over.
const MANY: usize = 256;
/// How many rows may wait.
const ROOM: usize = 1_024;

/// The queue; clones share it.
#[derive(Clone, Debug)]
pub struct Later {
    queue: Arc<Queue>,
    _keeper: Arc<Keeper>,
}

#[derive(Debug)]
struct Queue {
    db: Db,
    waiting: Mutex<Vec<AuditEntry>>,
    /// Rings when many wait.
    many: Notify,
    /// Held while rows are on their way, so that whoever stores at the end waits for them.
    storing: tokio::sync::Mutex<()>,
}

#[derive(Debug)]
struct Keeper(AbortHandle);

impl Drop for Keeper {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Later {
    /// An empty queue that is stored in `db` each second, for as long as it lives.
    pub(crate) fn start(db: &Db) -> Self {
        let queue = Arc::new(Queue {
            db: db.clone(),
            waiting: Mutex::default(),
            many: Notify::new(),
            storing: tokio::sync::Mutex::default(),
        });
        let task = tokio::spawn(keep_storing(Arc::clone(&queue)));
        Self {
            queue,
            _keeper: Arc::new(Keeper(task.abort_handle())),
        }
    }

    /// Puts a row into the queue, with the time of the act. Waits until all are stored if there is no room for more.
    ///
    /// # Errors
    /// The queue is full and could not be stored; the row is on no record.
    pub async fn put(&self, entry: AuditEntry, at: Timestamp) -> Result<(), DbError> {
        let mut left = self.queue.push(entry.at(at));
        while let Err(entry) = left {
            // A task of its own goes on when the caller goes away: the rows of others are in its hands.
            let queue = Arc::clone(&self.queue);
            let stored = tokio::spawn(async move { queue.store().await }).await;
            stored.unwrap_or_else(|_| Err(sea_orm::DbErr::Custom("storing was cut off".to_owned()).into()))?;
            left = self.queue.push(*entry);
        }
        Ok(())
    }

    /// Stores what waits. What could not be stored waits on.
    ///
    /// # Errors
    /// The database refused.
    pub async fn store(&self) -> Result<(), DbError> {
        self.queue.store().await
    }
}

impl Queue {
    /// Hands the entry back if there is no room.
    fn push(&self, entry: AuditEntry) -> Result<(), Box<AuditEntry>> {
        let mut waiting = self.waiting();
        if waiting.len() >= ROOM {
            return Err(Box::new(entry));
        }
        waiting.push(entry);
        // Once, not for each row above it: where storing failed, the next second tries again.
        if waiting.len() == MANY {
            self.many.notify_one();
        }
        Ok(())
    }

    async fn store(&self) -> Result<(), DbError> {
        let _turn = self.storing.lock().await;
        let taken = mem::take(&mut *self.waiting());
        if taken.is_empty() {
            return Ok(());
        }
        let entries = &taken;
        let stored = self.db.write(async |w| {
            for entry in entries {
                w.audit(entry.clone()).await?;
            }
            Ok::<_, DbError>(())
        });
        let stored = stored.await;
        if stored.is_err() {
            self.waiting().splice(0..0, taken);
        }
        stored
    }

    /// The lock is held for one push or one take.
    fn waiting(&self) -> MutexGuard<'_, Vec<AuditEntry>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn keep_storing(queue: Arc<Queue>) {
    let mut tick = tokio::time::interval(STORE_EVERY);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            () = queue.many.notified() => {}
        }
        if let Err(error) = queue.store().await {
            tracing::error!(%error, "storing audit rows that waited");
        }
    }
}
