//! Instants, dates and periods as every other module uses them.
//!
//! An instant is always UTC and is stored as Unix milliseconds; a date is a calendar day without a zone, stored as ISO
//! text. Nothing here reads a clock: "now" is always an argument.

pub use chrono::TimeDelta;
use chrono::{DateTime, NaiveDate, Utc};

/// An instant, always in UTC.
pub type Timestamp = DateTime<Utc>;

/// Unix milliseconds, the stored form; fractions of a millisecond are cut.
pub fn to_millis(at: Timestamp) -> i64 {
    at.timestamp_millis()
}

/// The instant of a stored number of Unix milliseconds; `None` beyond the calendar's range.
pub fn from_millis(millis: i64) -> Option<Timestamp> {
    DateTime::from_timestamp_millis(millis)
}

/// Whether a day lies in a period. Both ends count; an open end lasts for ever.
pub fn is_within(day: NaiveDate, from: NaiveDate, to: Option<NaiveDate>) -> bool {
    from <= day && to.is_none_or(|to| day <= to)
}

/// Whether two periods share a day. Both ends count.
pub fn periods_overlap(a: (NaiveDate, Option<NaiveDate>), b: (NaiveDate, Option<NaiveDate>)) -> bool {
    a.1.is_none_or(|end| b.0 <= end) && b.1.is_none_or(|end| a.0 <= end)
}

/// Reads a day as a person or a browser's date field writes it: `2026-03-14`, or the American `3/14/2026`.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let part = |text: Option<&str>, longest: usize| {
        text.filter(|part| (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|part| part.parse::<u32>().ok())
    };
    let (iso, separator) = if text.contains('/') { (false, '/') } else { (true, '-') };
    let mut parts = text.split(separator);
    let (first, second, third) = (parts.next(), parts.next(), parts.next());
    let (year, month, day) = if iso {
        (first, second, third)
    } else {
        (third, first, second)
    };
    if parts.next().is_some() || year?.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(part(year, 4)?).ok()?, part(month, 2)?, part(day, 2)?)
}
