//! Arithmetic on the clock on the wall, in zones that do strange things.
#![expect(clippy::unwrap_used, reason = "tests")]

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Weekday};
use chrono_tz::{America, Australia, Pacific, Tz};
use domain::prior_auth::local_time::{add_business_days, add_calendar_days, instant_of};
use domain::time::{Timestamp, from_millis};
use proptest::prelude::*;
use proptest::sample::select;

const ZONES: [Tz; 6] = [
    America::Chicago,
    America::New_York,
    America::Phoenix,
    Australia::Lord_Howe,
    America::St_Johns,
    Pacific::Honolulu,
];

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn local(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn any_moment() -> impl Strategy<Value = Timestamp> {
    (1_577_836_800_000i64..2_051_222_400_000).prop_map(|millis| from_millis(millis).unwrap())
}

#[test]
fn a_gap_of_half_an_hour_ends_at_the_change() {
    // Lord Howe Island, 4 October 2026: 02:00 becomes 02:30.
    assert_eq!(
        instant_of(local("2026-10-04T02:15:00"), &Australia::Lord_Howe),
        Some(at("2026-10-03T15:30:00Z"))
    );
}

#[test]
fn a_gap_of_a_whole_day_ends_at_the_change() {
    // Samoa left out 30 December 2011.
    assert_eq!(
        instant_of(local("2011-12-30T12:00:00"), &Pacific::Apia),
        Some(at("2011-12-30T10:00:00Z"))
    );
}

#[test]
fn a_fraction_of_a_second_in_a_gap_still_ends_at_the_change() {
    for text in [
        "2026-03-08T02:00:00",
        "2026-03-08T02:00:00.001",
        "2026-03-08T02:59:59.999",
    ] {
        assert_eq!(
            instant_of(local(text), &America::Chicago),
            Some(at("2026-03-08T08:00:00Z")),
            "{text}"
        );
    }
}

#[test]
fn zero_days_end_at_once() {
    let start = at("2026-05-09T15:00:00Z");
    assert_eq!(add_calendar_days(start, 0, &America::Chicago), Some(start));
    assert_eq!(add_business_days(start, 0, &America::Chicago, &[]), Some(start));
}

#[test]
fn too_many_days_are_nothing_and_no_panic() {
    let start = at("2026-05-09T15:00:00Z");
    assert_eq!(add_calendar_days(start, u32::MAX, &America::Chicago), None);
}

proptest! {
    #[test]
    fn a_time_that_exists_is_shown_by_the_clock_at_its_instant(moment in any_moment(), zone in select(&ZONES[..])) {
        let shown = moment.with_timezone(&zone).naive_local();
        let instant = instant_of(shown, &zone).unwrap();
        prop_assert!(instant <= moment);
        prop_assert_eq!(instant.with_timezone(&zone).naive_local(), shown);
    }

    #[test]
    fn a_time_in_a_gap_falls_on_the_first_instant_after_it(
        moment in any_moment(), zone in select(&ZONES[..]), minutes in 0i64..2_880
    ) {
        let wanted = moment.naive_utc() + TimeDelta::minutes(minutes);
        let instant = instant_of(wanted, &zone).unwrap();
        let shown = |at: Timestamp| at.with_timezone(&zone).naive_local();
        if zone.from_local_datetime(&wanted).earliest().is_none() {
            prop_assert!(shown(instant) > wanted);
            prop_assert!(shown(instant - TimeDelta::milliseconds(1)) < wanted);
        } else {
            prop_assert_eq!(shown(instant), wanted);
        }
    }

    #[test]
    fn more_days_are_never_earlier(moment in any_moment(), zone in select(&ZONES[..]), days in 0u32..400) {
        let some = add_calendar_days(moment, days, &zone).unwrap();
        let more = add_calendar_days(moment, days + 1, &zone).unwrap();
        prop_assert!(some < more);
    }

    #[test]
    fn a_business_deadline_never_ends_on_a_weekend_or_holiday(
        moment in any_moment(), days in 1u32..40, offsets in prop::collection::vec(0u64..60, 0..10)
    ) {
        let zone = America::Chicago;
        let first = moment.with_timezone(&zone).date_naive();
        let holidays: Vec<NaiveDate> = offsets.iter().map(|days| first + chrono::Days::new(*days)).collect();
        let due = add_business_days(moment, days, &zone, &holidays).unwrap();
        let day = due.with_timezone(&zone).date_naive();
        prop_assert!(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
        prop_assert!(!holidays.contains(&day));
        let working = first.iter_days().skip(1).take_while(|other| *other <= day).filter(|other| {
            !matches!(other.weekday(), Weekday::Sat | Weekday::Sun) && !holidays.contains(other)
        });
        prop_assert_eq!(working.count(), days as usize);
    }
}
