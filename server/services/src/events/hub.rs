//! The hub: one broadcast channel, and the way back to what a listener missed.

use std::collections::VecDeque;
use std::sync::Arc;

use entity::outbox;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tokio::sync::broadcast::{self, error::RecvError};

use super::{CaseEvent, pump};
use crate::db::{Backend, Db, DbError};

/// Events a listener may be behind before it is told to reload.
const CAPACITY: usize = 1024;

/// Events read back in one query while a listener catches up.
const PAGE: u64 = 500;

/// Fans committed events out to all listeners of this process; cheap to clone. The pump ends when the last clone is
/// gone.
#[derive(Debug, Clone)]
pub struct EventHub {
    sender: broadcast::Sender<Arc<CaseEvent>>,
    _pump: Arc<pump::Guard>,
}

impl EventHub {
    /// Starts the pump behind the hub; events committed from now on are broadcast.
    ///
    /// # Errors
    /// The position to start from could not be read.
    pub async fn start(db: &Db) -> Result<Self, DbError> {
        let (sender, _) = broadcast::channel(CAPACITY);
        let last = latest(db).await?;
        let pump = pump::start(db.clone(), sender.clone(), last);
        Ok(Self {
            sender,
            _pump: Arc::new(pump),
        })
    }

    /// Hears every event from now on, in order. A receiver that falls 1,024 behind gets `Lagged`: send it "resync".
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<CaseEvent>> {
        self.sender.subscribe()
    }

    /// Up to `limit` events after `after`, in order. Numbers may have gaps; an event never appears in front of one
    /// already read.
    ///
    /// # Errors
    /// The database could not be read.
    pub async fn since(&self, db: &Db, after: i64, limit: u64) -> Result<Vec<CaseEvent>, DbError> {
        since(db, after, limit).await
    }

    /// The number of the newest event; 0 when there is none. A page carries it and listens from there.
    ///
    /// # Errors
    /// The database could not be read.
    pub async fn latest(&self, db: &Db) -> Result<i64, DbError> {
        latest(db).await
    }

    /// Everything after `after`, first from the database, then live, without gap or duplicate.
    #[must_use]
    pub fn follow(&self, db: &Db, after: i64) -> Follow {
        // Subscribing comes before the first read: what commits in between is heard twice and sorted out by its number.
        Follow {
            live: self.subscribe(),
            db: db.clone(),
            last: after,
            missed: VecDeque::new(),
            caught_up: false,
        }
    }
}

/// What a follower hears next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// The next event.
    Event(Arc<CaseEvent>),
    /// Too much was missed: load everything afresh. The follower goes on with what is committed from now on.
    Resync,
    /// The hub is gone; nothing more will come.
    End,
}

/// One listener's place in the order of events.
#[derive(Debug)]
pub struct Follow {
    live: broadcast::Receiver<Arc<CaseEvent>>,
    db: Db,
    last: i64,
    missed: VecDeque<CaseEvent>,
    caught_up: bool,
}

impl Follow {
    /// The next event. Dropping the future loses nothing: call again.
    ///
    /// # Errors
    /// The missed events could not be read back.
    pub async fn next(&mut self) -> Result<Heard, DbError> {
        if !self.caught_up && self.missed.is_empty() {
            self.missed = since(&self.db, self.last, PAGE).await?.into();
            self.caught_up = self.missed.is_empty();
        }
        if let Some(event) = self.missed.pop_front() {
            self.last = event.seq;
            return Ok(Heard::Event(Arc::new(event)));
        }
        loop {
            match self.live.recv().await {
                Ok(event) if event.seq > self.last => {
                    self.last = event.seq;
                    return Ok(Heard::Event(event));
                }
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => {
                    // Whoever reloads now sees all of what is still in the channel: go on behind it.
                    self.live = self.live.resubscribe();
                    return Ok(Heard::Resync);
                }
                Err(RecvError::Closed) => return Ok(Heard::End),
            }
        }
    }
}

/// Committed events after `after`. On SQLite the row's id is the order of commits, because there is one writer at a
/// time and ids are never used twice; on PostgreSQL only rows that the sequencer has numbered count.
pub(super) async fn since(db: &Db, after: i64, limit: u64) -> Result<Vec<CaseEvent>, DbError> {
    let column = order_column(db);
    let rows = outbox::Entity::find()
        .filter(column.gt(after))
        .order_by_asc(column)
        .limit(limit)
        .all(db.read())
        .await?;
    rows.into_iter()
        .map(|row| CaseEvent::from_row(row.seq.unwrap_or(row.id), row))
        .collect()
}

pub(super) async fn latest(db: &Db) -> Result<i64, DbError> {
    let newest: Option<Option<i64>> = outbox::Entity::find()
        .select_only()
        .column_as(order_column(db).max(), "newest")
        .into_tuple()
        .one(db.read())
        .await?;
    Ok(newest.flatten().unwrap_or(0))
}

fn order_column(db: &Db) -> outbox::Column {
    match db.backend() {
        Backend::Sqlite => outbox::Column::Id,
        Backend::Postgres => outbox::Column::Seq,
    }
}
