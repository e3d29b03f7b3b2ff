//! The line in front of one User ID, within this process.
//!
//! Without it a thousand guesses at one account would be a thousand transactions that fight over one row. With it as many as there are
//! slots go on, and the others wait in memory; once the User ID is found locked they are all answered without the database.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::TimeDelta;
use domain::auth::lockout::Decision;
use domain::time::Timestamp;
use tokio::sync::futures::OwnedNotified;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

/// How long this process believes that a User ID is barred: another process may have opened it.
const BELIEVED: TimeDelta = TimeDelta::seconds(1);
/// From how many remembered bars on the old ones are swept out.
const SWEEP_FROM: usize = 4096;

/// All lines; clones share them.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    lines: HashMap<String, Arc<Line>>,
    barred: HashMap<String, (Decision, Timestamp)>,
}

#[derive(Debug)]
struct Line {
    seats: Arc<Semaphore>,
    settled: Arc<Notify>,
}

/// A place at the front of the line; dropping it lets the next one in.
#[derive(Debug)]
pub(super) struct Turn {
    place: Place,
    _seat: OwnedSemaphorePermit,
}

impl Turn {
    /// Resolves when another try of this line is settled after this call.
    pub(super) fn settled(&self) -> OwnedNotified {
        self.place.line.settled.clone().notified_owned()
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.place.line.settled.notify_waiters();
    }
}

/// Somebody who stands in a line; the line goes with the last one.
#[derive(Debug)]
struct Place {
    lines: Lines,
    key: String,
    line: Arc<Line>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut state = self.lines.lock();
        // One count is the map's, one is this place's: nobody else is there, and nobody can come while the map is locked.
        if Arc::strong_count(&self.line) == 2 {
            state.lines.remove(&self.key);
        }
    }
}

impl Lines {
    /// Waits for one of `seats` places at the front of the line of `key`.
    pub(super) async fn turn(&self, key: &str, seats: u32) -> Turn {
        let place = self.join(key, seats);
        let seat = place.line.seats.clone().acquire_owned().await;
        match seat {
            Ok(seat) => Turn { place, _seat: seat },
            Err(_closed) => unreachable!("no line is ever closed"),
        }
    }

    fn join(&self, key: &str, seats: u32) -> Place {
        let mut state = self.lock();
        let line = state.lines.entry(key.to_owned()).or_insert_with(|| {
            Arc::new(Line {
                seats: Arc::new(Semaphore::new(usize::try_from(seats).unwrap_or(1))),
                settled: Arc::default(),
            })
        });
        Place {
            lines: self.clone(),
            key: key.to_owned(),
            line: line.clone(),
        }
    }

    /// What was found within the last second, if the User ID is barred.
    pub(super) fn barred(&self, key: &str, now: Timestamp) -> Option<Decision> {
        let state = self.lock();
        let (decision, found) = state.barred.get(key)?;
        is_believed(*found, now).then_some(*decision)
    }

    /// Notes that a User ID was found barred.
    pub(super) fn bar(&self, key: &str, decision: Decision, now: Timestamp) {
        let mut state = self.lock();
        if state.barred.len() >= SWEEP_FROM {
            state.barred.retain(|_, (_, found)| is_believed(*found, now));
        }
        // A flood of User IDs within one second costs questions to the database, not memory.
        if state.barred.len() < SWEEP_FROM {
            state.barred.insert(key.to_owned(), (decision, now));
        }
    }

    /// Forgets that a User ID was barred.
    pub(super) fn unbar(&self, key: &str) {
        self.lock().barred.remove(key);
    }

    /// Held for one look-up; none leaves the maps half-changed.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_believed(found: Timestamp, now: Timestamp) -> bool {
    let age = now - found;
    TimeDelta::zero() <= age && age < BELIEVED
}
