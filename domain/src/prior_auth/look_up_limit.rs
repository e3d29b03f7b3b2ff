//! How often somebody may look for members and find nobody: mistakes are made, lists are not.

use chrono::TimeDelta;

use crate::time::Timestamp;

/// The look-ups of one account that found nobody, since the first of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Misses {
    /// When the first was; none where there is none.
    pub since: Option<Timestamp>,
    /// How many.
    pub count: u32,
}

impl Misses {
    /// So many are let pass.
    pub const MOST: u32 = 10;
    /// So long after the first of them they are forgotten.
    pub const SPAN: TimeDelta = TimeDelta::hours(1);

    /// Until when nobody may be looked for; `None` while it is open.
    pub fn barred_until(self, now: Timestamp) -> Option<Timestamp> {
        self.forgotten_at()
            .filter(|until| now < *until && self.count >= Self::MOST)
    }

    /// With one more.
    #[must_use]
    pub fn one_more(self, now: Timestamp) -> Self {
        match self.forgotten_at() {
            Some(until) if now < until => Self {
                count: self.count.saturating_add(1),
                ..self
            },
            _ => Self {
                since: Some(now),
                count: 1,
            },
        }
    }

    fn forgotten_at(self) -> Option<Timestamp> {
        self.since?.checked_add_signed(Self::SPAN)
    }
}
