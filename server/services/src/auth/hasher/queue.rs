//! The bounded queue between requests and hashing threads.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::auth::stored_password::{HASH_BYTES, PasswordCost, SALT_BYTES};
use crate::keys::PEPPER_BYTES;

/// One evaluation somebody waits for. Dropping the receiver of `started` withdraws it.
pub(super) struct Job {
    pub(super) work: Work,
    pub(super) started: oneshot::Sender<()>,
    pub(super) done: oneshot::Sender<Option<[u8; HASH_BYTES]>>,
}

/// What goes into one evaluation.
pub(super) struct Work {
    pub(super) password: Vec<u8>,
    pub(super) cost: PasswordCost,
    pub(super) salt: [u8; SALT_BYTES],
    pub(super) pepper: Option<[u8; PEPPER_BYTES]>,
}

/// The queue holds as many as it may.
#[derive(Debug)]
pub(super) struct Full;

/// What a thread finds when it asks for work.
pub(super) enum Next {
    /// Compute this.
    Job(Box<Job>),
    /// Nothing came for as long as one waits.
    Idle,
    /// No handle is left: end.
    Closed,
}

#[derive(Debug)]
pub(super) struct Queue {
    limit: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    closed: bool,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State")
            .field("waiting", &self.jobs.len())
            .field("closed", &self.closed)
            .finish()
    }
}

impl Queue {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            state: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    pub(super) fn has_room(&self) -> bool {
        let state = self.lock();
        let waiting = state.jobs.iter().filter(|job| !job.started.is_closed());
        !state.closed && waiting.count() < self.limit
    }

    pub(super) fn push(&self, job: Job) -> Result<(), Full> {
        let mut state = self.lock();
        // Who gave up no longer takes up a place.
        state.jobs.retain(|waiting| !waiting.started.is_closed());
        if state.jobs.len() >= self.limit {
            return Err(Full);
        }
        state.jobs.push_back(job);
        drop(state);
        self.changed.notify_one();
        Ok(())
    }

    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Waits for work; with `patience` for so long at most.
    pub(super) fn next(&self, patience: Option<Duration>) -> Next {
        let mut state = self.lock();
        loop {
            if let Some(job) = state.jobs.pop_front() {
                return Next::Job(Box::new(job));
            }
            if state.closed {
                return Next::Closed;
            }
            let Some(patience) = patience else {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let (woken, waited) = self
                .changed
                .wait_timeout(state, patience)
                .unwrap_or_else(PoisonError::into_inner);
            state = woken;
            if waited.timed_out() && state.jobs.is_empty() && !state.closed {
                return Next::Idle;
            }
        }
    }

    /// The lock is held for a few instructions only, and none of them leaves the state half-changed.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
