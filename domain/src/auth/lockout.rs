//! When wrong passwords lock a User ID (requirements LOCK-1 and LOCK-3).
//!
//! A pure fold over the failures since the last completed sign-in; who counts them, and how to count fairly under
//! parallel requests, is the storage's affair. Five failures within 15 minutes lock for 15 minutes; a lock that begins
//! within 24 hours of the one before lasts 30. Tries while locked neither count nor extend.

use crate::time::Timestamp;
use chrono::TimeDelta;
use thiserror::Error;

/// How strict the lock is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    max_failures: u32,
    lock: TimeDelta,
}

/// A configured number lies outside what is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PolicyError {
    /// Outside 3 to 10.
    #[error("failures before a lock must be 3 to 10, not {0}")]
    MaxFailures(u32),
    /// Outside 15 to 30.
    #[error("minutes of a lock must be 15 to 30, not {0}")]
    LockMinutes(u32),
}

/// What the next try may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A password may be tried; so many failures are left before the lock.
    Open {
        /// At least 1.
        failures_left: u32,
    },
    /// No password is looked at before `until`.
    Locked {
        /// The first instant at which a try is possible again.
        until: Timestamp,
    },
    /// Too many failures in a row: only recovery opens it again.
    Disabled,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            max_failures: 5,
            lock: TimeDelta::minutes(15),
        }
    }
}

impl Policy {
    /// Failures older than this are forgotten.
    pub const WINDOW: TimeDelta = TimeDelta::minutes(15);
    /// How long a lock lasts that follows another within [`Self::REPEAT_WITHIN`].
    pub const REPEAT_LOCK: TimeDelta = TimeDelta::minutes(30);
    /// How near, from beginning to beginning, two locks are for the second to be a repeated one.
    pub const REPEAT_WITHIN: TimeDelta = TimeDelta::hours(24);
    /// So many counted failures in a row disable the password.
    pub const DISABLING_FAILURES: u32 = 100;

    /// A policy with configured numbers.
    pub const fn new(max_failures: u32, lock_minutes: u32) -> Result<Self, PolicyError> {
        if max_failures < 3 || max_failures > 10 {
            return Err(PolicyError::MaxFailures(max_failures));
        }
        if lock_minutes < 15 || lock_minutes > 30 {
            return Err(PolicyError::LockMinutes(lock_minutes));
        }
        Ok(Self {
            max_failures,
            lock: TimeDelta::minutes(lock_minutes as i64),
        })
    }

    /// Decides about a try at `now`. `failures` are all since the last completed sign-in, in the order in which they
    /// happened. Where the clock was set back between two of them, or before `now`, time stands still instead: setting
    /// the clock back neither opens a lock nor forgets a failure.
    pub fn decide(&self, failures: &[Timestamp], now: Timestamp) -> Decision {
        let mut state = Walk::default();
        for at in failures {
            state.fail(self, *at);
        }
        let now = state.last.map_or(now, |last| last.max(now));
        if state.counted >= Self::DISABLING_FAILURES {
            return Decision::Disabled;
        }
        if let Some((_, until)) = state.lock.filter(|(_, until)| now < *until) {
            return Decision::Locked { until };
        }
        state.forget_before(now);
        let recent = u32::try_from(state.recent.len()).unwrap_or(u32::MAX);
        Decision::Open {
            failures_left: self.max_failures.saturating_sub(recent).max(1),
        }
    }
}

/// Where the fold stands after some failures.
#[derive(Default)]
struct Walk {
    recent: Vec<Timestamp>,
    lock: Option<(Timestamp, Timestamp)>,
    last: Option<Timestamp>,
    counted: u32,
}

impl Walk {
    fn fail(&mut self, policy: &Policy, at: Timestamp) {
        let at = self.last.map_or(at, |last| last.max(at));
        self.last = Some(at);
        if self.lock.is_some_and(|(_, until)| at < until) {
            return;
        }
        self.counted = self.counted.saturating_add(1);
        self.forget_before(at);
        self.recent.push(at);
        if u32::try_from(self.recent.len()).unwrap_or(u32::MAX) >= policy.max_failures {
            self.recent.clear();
            let repeated = self
                .lock
                .is_some_and(|(began, _)| at.signed_duration_since(began) < Policy::REPEAT_WITHIN);
            let length = if repeated { Policy::REPEAT_LOCK } else { policy.lock };
            self.lock = Some((at, at.checked_add_signed(length).unwrap_or(Timestamp::MAX_UTC)));
        }
    }

    fn forget_before(&mut self, now: Timestamp) {
        self.recent.retain(|at| now.signed_duration_since(*at) < Policy::WINDOW);
    }
}
