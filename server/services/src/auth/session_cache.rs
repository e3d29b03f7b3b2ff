//! Sessions in memory, so that a page view asks no database.
//!
//! The database is written through and stays the truth. An entry that was checked against it more than a second ago is read again, so
//! a session ended, an account disabled or a role taken by another process is noticed within a second.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::TimeDelta;
use domain::id::{AccountId, SessionId};
use domain::time::Timestamp;

use super::session_row::SessionRow;

/// How long an entry is believed.
const BELIEVED: TimeDelta = TimeDelta::seconds(1);
/// How old the stored `last_seen_at` may get while the person is active.
const WRITE_EVERY: TimeDelta = TimeDelta::seconds(60);
/// An entry that nobody asked for in this time is over in any case.
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::hours(1);
/// From how many entries on the forgotten ones are swept out.
const SWEEP_FROM: usize = 1024;
/// So many sessions are read from the database at once; two that share a turn wait for each other.
const TURNS: usize = 64;

/// The sessions this process has seen; clones share them.
#[derive(Clone)]
pub struct SessionCache {
    state: Arc<Mutex<State>>,
    turns: Arc<[tokio::sync::Mutex<()>; TURNS]>,
}

impl Default for SessionCache {
    fn default() -> Self {
        Self {
            state: Arc::default(),
            turns: Arc::new(std::array::from_fn(|_| tokio::sync::Mutex::default())),
        }
    }
}

#[derive(Default)]
struct State {
    entries: HashMap<String, Entry>,
    sweep_at: usize,
}

struct Entry {
    row: SessionRow,
    verified_at: Timestamp,
    /// What the database has; the row's own value runs ahead of it.
    stored_seen_at: Timestamp,
}

impl std::fmt::Debug for SessionCache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SessionCache")
            .field("entries", &self.lock().entries.len())
            .finish()
    }
}

impl SessionCache {
    /// The session, if it was compared with the database less than a second ago.
    pub(super) fn fresh(&self, token_hash: &str, now: Timestamp) -> Option<SessionRow> {
        let state = self.lock();
        let entry = state.entries.get(token_hash)?;
        // A clock that was set back makes no entry younger.
        let age = now - entry.verified_at;
        (TimeDelta::zero() <= age && age < BELIEVED).then(|| entry.row.clone())
    }

    /// The turn to read that session, which one caller has at a time. All streams of a person ask within the moment in which its entry
    /// gets old: the first of them reads, and the others find what it kept.
    pub(super) async fn turn(&self, token_hash: &str) -> tokio::sync::MutexGuard<'_, ()> {
        let mut hasher = DefaultHasher::new();
        token_hash.hash(&mut hasher);
        let place = usize::try_from(hasher.finish() % TURNS as u64).unwrap_or_default();
        self.turns[place].lock().await
    }

    /// The session as it was last seen here.
    pub(super) fn known(&self, token_hash: &str) -> Option<SessionRow> {
        self.lock().entries.get(token_hash).map(|entry| entry.row.clone())
    }

    /// Keeps what the database just said, and gives it back with the activity that is not stored yet.
    pub(super) fn keep(&self, token_hash: &str, mut row: SessionRow, now: Timestamp) -> SessionRow {
        let mut state = self.lock();
        let stored_seen_at = row.last_seen_at;
        if let Some(known) = state.entries.get(token_hash) {
            row.last_seen_at = row.last_seen_at.max(known.row.last_seen_at);
        }
        state.sweep(now);
        state.entries.insert(
            token_hash.to_owned(),
            Entry {
                row: row.clone(),
                verified_at: now,
                stored_seen_at,
            },
        );
        row
    }

    /// Notes that the person did something. True when that should be stored: once a minute.
    pub(super) fn touch(&self, token_hash: &str, now: Timestamp) -> bool {
        let mut state = self.lock();
        let Some(entry) = state.entries.get_mut(token_hash) else {
            return false;
        };
        entry.row.last_seen_at = entry.row.last_seen_at.max(now);
        let is_due = now - entry.stored_seen_at >= WRITE_EVERY;
        if is_due {
            entry.stored_seen_at = now;
        }
        is_due
    }

    /// Forgets a token.
    pub(super) fn forget(&self, token_hash: &str) {
        self.lock().entries.remove(token_hash);
    }

    /// Forgets a session of which only the id is known.
    pub(super) fn forget_session(&self, session: &SessionId) {
        self.lock()
            .entries
            .retain(|_, entry| entry.row.actor.session != *session);
    }

    /// Forgets all sessions of an account.
    pub(super) fn forget_account(&self, account: &AccountId) {
        self.lock()
            .entries
            .retain(|_, entry| entry.row.actor.account != *account);
    }

    /// The lock is held for one look-up, and none leaves the map half-changed.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn sweep(&mut self, now: Timestamp) {
        if self.entries.len() >= self.sweep_at.max(SWEEP_FROM) {
            self.entries
                .retain(|_, entry| now - entry.verified_at < FORGOTTEN_AFTER);
            self.sweep_at = self.entries.len() * 2;
        }
    }
}
