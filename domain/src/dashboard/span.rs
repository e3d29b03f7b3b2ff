//! Whole weeks and whole months of the calendar, where the plan lives.

use crate::prior_auth::local_time::instant_of;
use crate::time::Timestamp;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeZone};

coded! {
    /// How finely time is parted.
    pub enum Scale {
        /// Eight weeks.
        Weeks = "weeks",
        /// Twelve months.
        Months = "months",
    }
}

/// Some days in a row; both ends count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

impl Scale {
    /// How many spans are looked back at.
    pub const fn count(self) -> u32 {
        match self {
            Self::Weeks => 8,
            Self::Months => 12,
        }
    }

    /// The last spans that are over before `today`, the oldest first: whole ones only, because half a week beside whole
    /// ones looks like a fall. Weeks begin on Monday. None beyond the calendar.
    pub fn spans(self, today: NaiveDate) -> Vec<Span> {
        let back = |number: u32| match self {
            Self::Weeks => {
                let days = 7 * u64::from(number) + u64::from(today.weekday().num_days_from_monday());
                today.checked_sub_days(Days::new(days))
            }
            Self::Months => today.with_day(1)?.checked_sub_months(Months::new(number)),
        };
        let span = |number| {
            Some(Span {
                first: back(number)?,
                last: back(number - 1)?.pred_opt()?,
            })
        };
        (1..=self.count()).rev().filter_map(span).collect()
    }
}

impl Span {
    /// The instants of the span on clocks in `zone`: from the first one on, and before the second one. `None` beyond the
    /// calendar.
    pub fn instants<Tz: TimeZone>(&self, zone: &Tz) -> Option<(Timestamp, Timestamp)> {
        let midnight = |day: NaiveDate| instant_of(day.and_time(NaiveTime::MIN), zone);
        Some((midnight(self.first)?, midnight(self.last.succ_opt()?)?))
    }
}
