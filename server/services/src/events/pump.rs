//! The pump: from committed rows to listeners.
//!
//! It wakes at the doorbell that a commit of this process rings, and four times a second to hear commits of other
//! processes (a second server, the command line).

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast::Sender;
use tokio::task::AbortHandle;
use tokio::time::MissedTickBehavior;

use super::{CaseEvent, hub, sequencer};
use crate::db::{Backend, Db, DbError};

/// How long another process's commit may stay unheard.
const POLL: Duration = Duration::from_millis(250);

/// Rows read at once; well below what the channel holds, so that reading back never makes listeners lag by itself.
const BATCH: u64 = 256;

/// Stops the pump when dropped.
#[derive(Debug)]
pub(super) struct Guard(AbortHandle);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Starts the pump after event number `last`.
pub(super) fn start(db: Db, sender: Sender<Arc<CaseEvent>>, last: i64) -> Guard {
    Guard(tokio::spawn(run(db, sender, last)).abort_handle())
}

async fn run(db: Db, sender: Sender<Arc<CaseEvent>>, mut last: i64) {
    let mut poll = tokio::time::interval(POLL);
    poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = db.doorbell() => {}
            _ = poll.tick() => {}
        }
        if let Err(error) = drain(&db, &sender, &mut last).await {
            // Nothing is lost: the rows stay, and the next tick tries again.
            tracing::warn!(%error, "reading events");
        }
    }
}

/// Numbers (PostgreSQL) and broadcasts everything committed after `last`.
async fn drain(db: &Db, sender: &Sender<Arc<CaseEvent>>, last: &mut i64) -> Result<(), DbError> {
    if db.backend() == Backend::Postgres {
        sequencer::number_committed(db).await?;
    }
    loop {
        let events = hub::since(db, *last, BATCH).await?;
        let all_read = (events.len() as u64) < BATCH;
        for event in events {
            *last = event.seq;
            // An error only says that nobody listens.
            let _ = sender.send(Arc::new(event));
        }
        if all_read {
            return Ok(());
        }
        // Let listeners empty the channel before the next batch.
        tokio::task::yield_now().await;
    }
}
