//! Keeps the number of counters of unknown User IDs within bounds, beside the tries and never inside one: otherwise whoever counts
//! statements or time could tell the ids that nobody has.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::runtime::Handle;
use tokio::sync::Mutex;

use super::counter_row;
use crate::db::{Db, DbError};

/// Counters are pruned after so many new ones.
const PRUNE_EVERY: u64 = 64;

/// Counts new counters; clones share it.
#[derive(Clone, Debug)]
pub(super) struct Pruning(Arc<State>);

#[derive(Debug)]
struct State {
    db: Db,
    /// Where it runs: the server's own threads, whoever tries.
    runtime: Handle,
    /// How many are kept.
    limit: u64,
    made: AtomicU64,
    /// Held while rows are deleted.
    running: Arc<Mutex<()>>,
}

impl Pruning {
    pub(super) fn new(db: &Db, limit: u64) -> Self {
        Self(Arc::new(State {
            db: db.clone(),
            runtime: Handle::current(),
            limit,
            made: AtomicU64::new(0),
            running: Arc::default(),
        }))
    }

    /// Notes a new counter of an unknown User ID, and prunes in the background when there were many.
    pub(super) fn note_new(&self) {
        if self.0.made.fetch_add(1, Ordering::Relaxed) < PRUNE_EVERY {
            return;
        }
        let Ok(running) = Arc::clone(&self.0.running).try_lock_owned() else {
            return;
        };
        self.0.made.store(0, Ordering::Relaxed);
        let state = Arc::clone(&self.0);
        self.0.runtime.spawn(async move {
            let pruned = state.db.write_locking(async |w| {
                counter_row::prune_unknown(w, state.limit).await?;
                Ok::<_, DbError>(())
            });
            if let Err(error) = pruned.await {
                tracing::warn!(%error, "pruning the counters of unknown User IDs");
            }
            drop(running);
        });
    }

    /// Returns when nothing is being pruned.
    pub(super) async fn done(&self) {
        drop(self.0.running.lock().await);
    }
}
