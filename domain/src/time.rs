//! Instants, dates and periods as every other module uses them.
//!
//! An instant is always UTC and is stored as Unix milliseconds; a date is a calendar day without a zone, stored as ISO
//! text. Nothing here reads a clock: "now" is always an argument.

pub use chrono::TimeDelta;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

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

/// Reads a time of day, to the minute: `14:05`, or `2:05 PM` however it is written.
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    let plain = plain.to_ascii_lowercase();
    let (clock, half) = match (plain.strip_suffix("am"), plain.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(0)),
        (_, Some(clock)) => (clock, Some(12)),
        (None, None) => (plain.as_str(), None),
    };
    let (hour, minute) = clock.split_once(':')?;
    let number = |text: &str| {
        let is_one = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        is_one.then(|| text.parse::<u32>().ok()).flatten()
    };
    let hour = match (number(hour)?, half) {
        (hour, None) => hour,
        (hour @ 1..=12, Some(half)) => hour % 12 + half,
        (_, Some(_)) => return None,
    };
    NaiveTime::from_hms_opt(hour, number(minute).filter(|_| minute.len() == 2)?, 0)
}
