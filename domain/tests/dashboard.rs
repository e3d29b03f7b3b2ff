//! What a dashboard counts: visits, ageing of open work, whole weeks and months.
#![expect(clippy::unwrap_used, reason = "tests")]

use chrono::{Datelike, NaiveDate, TimeDelta, Timelike, Weekday};
use chrono_tz::{America, Asia, Australia, Tz};
use domain::dashboard::{Ageing, Scale, Span, Visit};
use domain::id::SessionId;
use domain::time::{Timestamp, from_millis};
use proptest::prelude::*;
use proptest::sample::select;

const ZONES: [Tz; 5] = [
    America::Chicago,
    America::Phoenix,
    Australia::Lord_Howe,
    // Midnight itself was left out here, when daylight saving began.
    Asia::Beirut,
    America::Santiago,
];

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn session(number: u8) -> SessionId {
    SessionId::new(format!("session {number}"))
}

fn any_moment() -> impl Strategy<Value = Timestamp> {
    (1_577_836_800_000i64..2_051_222_400_000).prop_map(|millis| from_millis(millis).unwrap())
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    any_moment().prop_map(|moment| moment.date_naive())
}

#[test]
fn the_last_eight_whole_weeks_begin_on_mondays() {
    for today in ["2026-11-23", "2026-11-24", "2026-11-29"] {
        let weeks = Scale::Weeks.spans(day(today));
        assert_eq!(weeks.first().unwrap().first, day("2026-09-28"), "{today}");
        assert_eq!(weeks.last().unwrap().last, day("2026-11-22"), "{today}");
    }
    assert_eq!(
        Scale::Weeks.spans(day("2026-11-22")).last().unwrap().last,
        day("2026-11-15")
    );
}

#[test]
fn the_last_twelve_whole_months_know_the_leap_day() {
    let months = Scale::Months.spans(day("2028-03-31"));
    assert_eq!(months.first().unwrap().first, day("2027-03-01"));
    let february = months.last().unwrap();
    assert_eq!((february.first, february.last), (day("2028-02-01"), day("2028-02-29")));
}

#[test]
fn a_week_in_which_the_clocks_change_has_an_hour_more_or_less() {
    let hours = |first: &str, last: &str| {
        let span = Span {
            first: day(first),
            last: day(last),
        };
        let (from, to) = span.instants(&America::Chicago).unwrap();
        (to - from).num_hours()
    };
    assert_eq!(hours("2026-10-26", "2026-11-01"), 169);
    assert_eq!(hours("2026-11-02", "2026-11-08"), 168);
    assert_eq!(hours("2026-03-02", "2026-03-08"), 167);
}

#[test]
fn a_first_visit_has_nothing_before_it() {
    let visit = Visit::first(session(1), at("2026-11-23T15:00:00Z"));
    assert_eq!(visit.since, None);
    assert_eq!(visit.opened(&session(1), at("2026-11-23T15:00:59Z")), None);
}

#[test]
fn after_half_an_hour_of_absence_the_last_look_is_where_news_begins() {
    let visit = Visit::first(session(1), at("2026-11-23T15:00:00Z"));
    let here = visit.opened(&session(1), at("2026-11-23T15:30:00Z")).unwrap();
    assert_eq!(here.since, None, "half an hour is no absence");
    let back = here.opened(&session(1), at("2026-11-23T16:00:01Z")).unwrap();
    assert_eq!(back.since, Some(at("2026-11-23T15:30:00Z")));
}

#[test]
fn a_new_session_is_a_new_visit_at_once() {
    let visit = Visit::first(session(1), at("2026-11-23T15:00:00Z"));
    let next = visit.opened(&session(2), at("2026-11-23T15:00:10Z")).unwrap();
    assert_eq!(
        (next.since, next.session),
        (Some(at("2026-11-23T15:00:00Z")), session(2))
    );
}

proptest! {
    #[test]
    fn spans_follow_each_other_without_gap_up_to_the_present_one(today in any_day(), scale in select(Scale::ALL)) {
        let spans = scale.spans(today);
        prop_assert_eq!(spans.len(), scale.count() as usize);
        for pair in spans.windows(2) {
            prop_assert_eq!(pair[0].last.succ_opt(), Some(pair[1].first));
        }
        let last = spans.last().unwrap().last;
        let days = if scale == Scale::Weeks { 7 } else { 31 };
        prop_assert!(last < today && today - last <= TimeDelta::days(days));
        for span in spans {
            match scale {
                Scale::Weeks => prop_assert_eq!(span.first.weekday(), Weekday::Mon),
                Scale::Months => prop_assert_eq!(span.first.day(), 1),
            }
        }
    }

    #[test]
    fn the_instants_of_a_span_are_those_whose_day_lies_in_it(moment in any_moment(), zone in select(ZONES.to_vec()), scale in select(Scale::ALL)) {
        let local = moment.with_timezone(&zone);
        for span in scale.spans(local.date_naive() + TimeDelta::days(20)) {
            let (from, to) = span.instants(&zone).unwrap();
            let is_within = span.first <= local.date_naive() && local.date_naive() <= span.last;
            prop_assert_eq!(from <= moment && moment < to, is_within, "{} in {:?}", local, span);
        }
    }

    #[test]
    fn each_due_time_is_in_the_one_part_whose_bounds_hold_it(due in any_moment(), now in any_moment(), minutes in -5_000i64..5_000) {
        for due in [due, now + TimeDelta::minutes(minutes), now] {
            let holds = |part: &Ageing| {
                let (from, before) = part.bounds(now);
                from.is_none_or(|from| from <= due) && before.is_none_or(|before| due < before)
            };
            let parts: Vec<Ageing> = Ageing::ALL.iter().copied().filter(holds).collect();
            prop_assert_eq!(parts, vec![Ageing::of(due, now)]);
        }
    }

    #[test]
    fn news_never_begins_later_than_the_last_look_and_never_goes_back(
        looks in prop::collection::vec((1u8..3, 0i64..120), 1..40),
    ) {
        let mut now = at("2026-11-23T15:00:00Z");
        let mut visit = Visit::first(session(1), now);
        for (number, minutes) in looks {
            now += TimeDelta::minutes(minutes);
            let before = visit.clone();
            visit = before.opened(&session(number), now).unwrap_or_else(|| before.clone());
            prop_assert!(visit.since >= before.since);
            prop_assert!(visit.since.is_none_or(|since| since <= before.seen_at));
            prop_assert!(visit.seen_at <= now && now - visit.seen_at < TimeDelta::minutes(1));
            if visit.session == before.session && minutes <= 30 {
                prop_assert_eq!(visit.since, before.since);
            }
        }
    }
}

#[test]
fn midnight_is_where_the_clock_on_the_wall_says() {
    let span = Span {
        first: day("2026-11-16"),
        last: day("2026-11-22"),
    };
    let (from, _) = span.instants(&America::Chicago).unwrap();
    assert_eq!(from.with_timezone(&America::Chicago).hour(), 0);
    assert_eq!(from, at("2026-11-16T06:00:00Z"));
}
