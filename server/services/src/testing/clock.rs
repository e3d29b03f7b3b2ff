//! A clock that stands still until a test moves it.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::TimeDelta;
use domain::time::{self, Timestamp};

use crate::env::Clock;

/// Monday 2026-11-23, 15:00 UTC: nine in the morning where the demo plan lives, three days before Thanksgiving.
const START_MILLIS: i64 = 1_795_446_000_000;

/// Time as the test says.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl Default for ManualClock {
    fn default() -> Self {
        Self(AtomicI64::new(START_MILLIS))
    }
}

impl ManualClock {
    /// Moves the clock forward (or back, when negative).
    pub fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }

    /// Puts the clock to an instant.
    pub fn set(&self, at: Timestamp) {
        self.0.store(time::to_millis(at), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        time::from_millis(self.0.load(Ordering::SeqCst)).unwrap_or_default()
    }
}
