//! Audit rows that may wait a moment: denials, and reads that are too many to store one by one.
//!
//! They are kept in a small queue that is stored each second and when the services close, in one transaction. A full
//! queue is stored at once, and whoever filled it waits for that. What a crash loses is at most one second.

use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::time::Timestamp;
use tokio::task::AbortHandle;
use tokio::time::MissedTickBehavior;

use super::AuditEntry;
use crate::db::{Db, DbError};

/// How long a row may wait.
const STORE_EVERY: Duration = Duration::from_secs(1);
/// How many rows may wait.
const ROOM: usize = 256;

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
            storing: tokio::sync::Mutex::default(),
        });
        let task = tokio::spawn(keep_storing(Arc::clone(&queue)));
        Self {
            queue,
            _keeper: Arc::new(Keeper(task.abort_handle())),
        }
    }

    /// Puts a row into the queue, with the time of the act. Stores all of them if there is no room for more.
    ///
    /// # Errors
    /// The queue is full and could not be stored; the row is on no record.
    pub async fn put(&self, entry: AuditEntry, at: Timestamp) -> Result<(), DbError> {
        match self.queue.push(entry.at(at)) {
            Ok(()) => Ok(()),
            Err(entry) => {
                self.queue.store().await?;
                self.queue.db.record(*entry).await
            }
        }
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
        tick.tick().await;
        if let Err(error) = queue.store().await {
            tracing::error!(%error, "storing audit rows that waited");
        }
    }
}
