//! How long a session lives: so long after the last activity, and so long at all (requirement SES).
//!
//! Live updates are no activity: whoever keeps the session's row decides what counts and writes `last_seen` for it.

use crate::access::Side;
use crate::time::Timestamp;
use chrono::TimeDelta;

/// The two limits of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The longest pause between two activities.
    pub idle: TimeDelta,
    /// The longest life from sign-in on, however active.
    pub absolute: TimeDelta,
}

/// What a page does about the end of its session, which is so far away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing; it asks again after this time whether the end has moved.
    Quiet {
        /// Until the warning is due.
        look_again: TimeDelta,
    },
    /// It warns and counts down.
    Warning {
        /// What is said aloud: one of [`Policy::SAID_ALOUD`], so that nobody has to listen to every second.
        aloud: TimeDelta,
    },
    /// It leaves.
    Over,
}

/// What a session is at a given moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Alive until `expires_at`, if nothing happens before.
    Live {
        /// The first instant at which it is over.
        expires_at: Timestamp,
    },
    /// Over.
    Expired,
}

impl Policy {
    /// How long before the end a page warns.
    pub const WARN_BEFORE: TimeDelta = TimeDelta::minutes(2);
    /// The times left that are worth saying aloud, the longest first.
    pub const SAID_ALOUD: [TimeDelta; 3] = [Self::WARN_BEFORE, TimeDelta::minutes(1), TimeDelta::seconds(30)];

    /// What a page does when the end is `left` away.
    #[must_use]
    pub fn phase(left: TimeDelta) -> Phase {
        if left <= TimeDelta::zero() {
            return Phase::Over;
        }
        let passed = Self::SAID_ALOUD.into_iter().rev().find(|moment| left <= *moment);
        passed.map_or_else(
            || Phase::Quiet {
                look_again: left - Self::WARN_BEFORE,
            },
            |aloud| Phase::Warning { aloud },
        )
    }

    /// 15 minutes idle for everybody; 12 hours in all for practices, 8 for the plan's staff.
    pub const fn for_side(side: Side) -> Self {
        let hours = match side {
            Side::Provider => 12,
            Side::Plan => 8,
        };
        Self {
            idle: TimeDelta::minutes(15),
            absolute: TimeDelta::hours(hours),
        }
    }

    /// The state at `now`. A clock that was set back never gives a session more than its limits from now on.
    pub fn state(&self, created: Timestamp, last_seen: Timestamp, now: Timestamp) -> State {
        let idle_end = last_seen.min(now).checked_add_signed(self.idle);
        let absolute_end = created.min(now).checked_add_signed(self.absolute);
        match (idle_end, absolute_end) {
            (Some(idle_end), Some(absolute_end)) if now < idle_end.min(absolute_end) => State::Live {
                expires_at: idle_end.min(absolute_end),
            },
            _ => State::Expired,
        }
    }
}
