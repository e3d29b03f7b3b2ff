//! How pressing open work is, by its due time.

use crate::time::Timestamp;
use chrono::TimeDelta;

coded! {
    /// A part of the open work, by the time that is left.
    pub enum Ageing {
        /// Its time is over.
        Overdue = "overdue",
        /// Due within 24 hours.
        Day = "day",
        /// Due after that, within three days.
        ThreeDays = "three_days",
        /// Due after that.
        Later = "later",
    }
}

/// A day, and three of them: elapsed hours, like the clocks themselves.
const DAY: TimeDelta = TimeDelta::hours(24);
const THREE_DAYS: TimeDelta = TimeDelta::hours(72);

impl Ageing {
    /// The due times that belong to the part at `now`: from the first one on, and before the second one.
    pub fn bounds(self, now: Timestamp) -> (Option<Timestamp>, Option<Timestamp>) {
        let after = |span| now.checked_add_signed(span);
        match self {
            Self::Overdue => (None, Some(now)),
            Self::Day => (Some(now), after(DAY)),
            Self::ThreeDays => (after(DAY), after(THREE_DAYS)),
            Self::Later => (after(THREE_DAYS), None),
        }
    }

    /// The part to which work belongs that is due then.
    pub fn of(due_at: Timestamp, now: Timestamp) -> Self {
        match due_at - now {
            left if left < TimeDelta::zero() => Self::Overdue,
            left if left < DAY => Self::Day,
            left if left < THREE_DAYS => Self::ThreeDays,
            _ => Self::Later,
        }
    }
}
