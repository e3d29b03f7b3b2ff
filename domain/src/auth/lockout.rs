//! When wrong passwords lock a User ID (requirements LOCK-1 to LOCK-4).
//!
//! A [`Counter`] is what is remembered of one User ID since its last completed sign-in. A try first takes a *slot*, before the
//! password is looked at, and then turns it into a success or a failure: so failures and tries in flight together never exceed the
//! limit, however many come at once. Five failures within 15 minutes lock for 15 minutes; a lock that begins within 24 hours of the
//! one before lasts 30. Tries while locked neither count nor extend. Keeping counters, and changing them one at a time, is the
//! storage's affair.

use crate::time::Timestamp;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
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
    /// A password may be tried; so many slots are free.
    Open {
        /// At least 1.
        slots: u32,
    },
    /// As many tries are in flight as failures are left: wait until one of them is settled.
    Full,
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
    /// A try that is not settled in this time counts as a failure.
    pub const SETTLE_WITHIN: TimeDelta = TimeDelta::seconds(10);
    /// So many counted failures in a row disable the password.
    pub const DISABLING_FAILURES: u32 = 100;

    /// Failures that lock; also how many tries may be in flight.
    pub const fn max_failures(&self) -> u32 {
        self.max_failures
    }

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
}

/// What is remembered of one User ID.
///
/// Where the clock was set back, time stands still instead: that neither opens a lock nor forgets a failure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counter {
    /// Failures that still count towards the next lock, oldest first.
    recent: Vec<Timestamp>,
    /// The newest lock, also when it is over.
    lock: Option<Lock>,
    /// The newest failure.
    last: Option<Timestamp>,
    /// Failures in a row.
    counted: u32,
    /// Tries in flight.
    slots: Vec<Slot>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Lock {
    began: Timestamp,
    until: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Slot {
    id: String,
    taken: Timestamp,
}

impl Counter {
    /// What a try at `now` may do.
    pub fn decide(&self, policy: &Policy, now: Timestamp) -> Decision {
        let mut counter = self.clone();
        counter.catch_up(policy, now);
        counter.judge(policy, now)
    }

    /// Takes a slot for a try under the name `slot`. It was taken only where the answer is [`Decision::Open`].
    pub fn reserve(&mut self, policy: &Policy, slot: &str, now: Timestamp) -> Decision {
        self.catch_up(policy, now);
        let decision = self.judge(policy, now);
        if let Decision::Open { .. } = decision {
            self.slots.push(Slot {
                id: slot.to_owned(),
                taken: now,
            });
        }
        decision
    }

    /// The try failed. A slot that was given up for lost has been counted already.
    pub fn fail(&mut self, policy: &Policy, slot: &str, now: Timestamp) -> Decision {
        self.catch_up(policy, now);
        if self.give_back(slot) {
            self.count(policy, now);
        }
        self.judge(policy, now)
    }

    /// The sign-in is complete: everything is forgiven but tries still in flight. Whoever finds the User ID locked meanwhile (its
    /// slot was given up for lost, and counted as the failure that locked) is not let in, and nothing changes.
    pub fn succeed(&mut self, policy: &Policy, slot: &str, now: Timestamp) -> Decision {
        self.catch_up(policy, now);
        self.give_back(slot);
        let decision = self.judge(policy, now);
        if matches!(decision, Decision::Open { .. } | Decision::Full) {
            let slots = std::mem::take(&mut self.slots);
            *self = Self {
                slots,
                ..Self::default()
            };
        }
        decision
    }

    /// The password was not judged, through a fault of ours: the slot is free again and nothing counts.
    pub fn release(&mut self, slot: &str) {
        self.give_back(slot);
    }

    /// A slot that nobody settled in time counts as a failure: whoever crashes the server gets no free tries.
    fn catch_up(&mut self, policy: &Policy, now: Timestamp) {
        let is_lost = |slot: &Slot| now.signed_duration_since(slot.taken).abs() >= Policy::SETTLE_WITHIN;
        let (lost, slots): (Vec<Slot>, Vec<Slot>) = std::mem::take(&mut self.slots).into_iter().partition(is_lost);
        self.slots = slots;
        for slot in lost {
            let settled = slot.taken.checked_add_signed(Policy::SETTLE_WITHIN);
            self.count(policy, settled.map_or(now, |settled| settled.min(now)));
        }
    }

    fn give_back(&mut self, slot: &str) -> bool {
        let before = self.slots.len();
        self.slots.retain(|taken| taken.id != slot);
        self.slots.len() < before
    }

    fn count(&mut self, policy: &Policy, at: Timestamp) {
        let at = self.last.map_or(at, |last| last.max(at));
        self.last = Some(at);
        if self.lock.is_some_and(|lock| at < lock.until) {
            return;
        }
        self.counted = self.counted.saturating_add(1);
        self.forget_before(at);
        self.recent.push(at);
        if count_of(&self.recent) >= policy.max_failures {
            self.recent.clear();
            let is_repeated = self
                .lock
                .is_some_and(|lock| at.signed_duration_since(lock.began) < Policy::REPEAT_WITHIN);
            let length = if is_repeated { Policy::REPEAT_LOCK } else { policy.lock };
            self.lock = Some(Lock {
                began: at,
                until: at.checked_add_signed(length).unwrap_or(Timestamp::MAX_UTC),
            });
        }
    }

    fn judge(&self, policy: &Policy, now: Timestamp) -> Decision {
        let now = self.last.map_or(now, |last| last.max(now));
        if self.counted >= Policy::DISABLING_FAILURES {
            return Decision::Disabled;
        }
        if let Some(lock) = self.lock.filter(|lock| now < lock.until) {
            return Decision::Locked { until: lock.until };
        }
        let recent = self.recent.iter().filter(|at| is_recent(**at, now)).count();
        let left = policy
            .max_failures
            .saturating_sub(u32::try_from(recent).unwrap_or(u32::MAX));
        match left.saturating_sub(count_of(&self.slots)) {
            0 => Decision::Full,
            slots => Decision::Open { slots },
        }
    }

    fn forget_before(&mut self, now: Timestamp) {
        self.recent.retain(|at| is_recent(*at, now));
    }
}

fn is_recent(at: Timestamp, now: Timestamp) -> bool {
    now.signed_duration_since(at) < Policy::WINDOW
}

fn count_of<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}
