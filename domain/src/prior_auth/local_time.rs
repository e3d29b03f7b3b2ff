//! Deadlines that end "at the same time of day": arithmetic on the clock on the wall.
//!
//! Where daylight saving begins, some times of day do not exist: such a deadline falls on the instant of the change.
//! Where it ends, some exist twice: the deadline is the earlier. Both choices never give the plan more time than the
//! rule says.

use crate::time::Timestamp;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc, Weekday};

/// The instant so many calendar days later at the same time of day in `zone`; `None` beyond the calendar.
pub fn add_calendar_days<Tz: TimeZone>(start: Timestamp, days: u32, zone: &Tz) -> Option<Timestamp> {
    let local = start.with_timezone(zone).naive_local();
    let day = local.date().checked_add_days(Days::new(u64::from(days)))?;
    instant_of(day.and_time(local.time()), zone)
}

/// The instant at the same time of day on the `days`th business day after the day of `start`; `None` beyond the
/// calendar. Saturdays, Sundays and `holidays` are no business days, and the day of `start` itself never counts.
pub fn add_business_days<Tz: TimeZone>(
    start: Timestamp,
    days: u32,
    zone: &Tz,
    holidays: &[NaiveDate],
) -> Option<Timestamp> {
    let local = start.with_timezone(zone).naive_local();
    let mut day = local.date();
    let mut left = days;
    while left > 0 {
        day = day.succ_opt()?;
        if !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !holidays.contains(&day) {
            left -= 1;
        }
    }
    instant_of(day.and_time(local.time()), zone)
}

/// The instant at which a wall clock in `zone` shows `local`.
pub fn instant_of<Tz: TimeZone>(local: NaiveDateTime, zone: &Tz) -> Option<Timestamp> {
    match zone.from_local_datetime(&local).earliest() {
        Some(instant) => Some(instant.with_timezone(&Utc)),
        None => change_over(local, zone),
    }
}

/// The instant of the change in whose gap `local` lies: the first second at which the wall clock shows a later time. No
/// zone is ever a day and a half away from UTC, so the search begins within that distance on either side.
fn change_over<Tz: TimeZone>(local: NaiveDateTime, zone: &Tz) -> Option<Timestamp> {
    let reach = TimeDelta::hours(36);
    let mut before = local.and_utc().checked_sub_signed(reach)?.timestamp();
    let mut after = local.and_utc().checked_add_signed(reach)?.timestamp();
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        let shown = DateTime::from_timestamp(middle, 0)?.with_timezone(zone).naive_local();
        if shown < local {
            before = middle;
        } else {
            after = middle;
        }
    }
    DateTime::from_timestamp(after, 0)
}
