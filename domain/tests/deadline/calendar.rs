//! Days and hours: leap day, both changes of the clock, weekends, holidays, and which rule applies.

use super::{at, case, day, due, due_after_receipt, federal, rule, started};
use chrono_tz::America::Chicago;
use domain::coverage::LineOfBusiness;
use domain::prior_auth::{Allowance, Channel, ClockError, ClockFacts, ClockRule, Urgency, deadline};

#[test]
fn a_standard_request_is_due_after_seven_calendar_days_at_the_same_time_of_day() {
    assert_eq!(
        due_after_receipt(&federal(), Urgency::Standard, "2026-05-04T15:20:30Z"),
        at("2026-05-11T15:20:30Z")
    );
}

#[test]
fn an_expedited_request_is_due_after_72_hours() {
    assert_eq!(
        due_after_receipt(&federal(), Urgency::Expedited, "2026-05-04T15:20:30Z"),
        at("2026-05-07T15:20:30Z")
    );
}

#[test]
fn in_a_leap_year_seven_days_pass_over_the_29th_of_february() {
    // 09:00 in Chicago is 15:00 UTC in winter.
    assert_eq!(
        due_after_receipt(&federal(), Urgency::Standard, "2028-02-22T15:00:00Z"),
        at("2028-02-29T15:00:00Z")
    );
    assert_eq!(
        due_after_receipt(&federal(), Urgency::Standard, "2028-02-23T15:00:00Z"),
        at("2028-03-01T15:00:00Z")
    );
    assert_eq!(
        due_after_receipt(&federal(), Urgency::Standard, "2027-02-23T15:00:00Z"),
        at("2027-03-02T15:00:00Z")
    );
}

#[test]
fn over_the_change_to_summer_time_days_keep_the_wall_clock_and_hours_elapse() {
    // Sunday 8 March 2026, 02:00 becomes 03:00. Received Friday 10:00 CST: 7 days later it is 10:00 CDT.
    assert_eq!(
        due_after_receipt(&federal(), Urgency::Standard, "2026-03-06T16:00:00Z"),
        at("2026-03-13T15:00:00Z")
    );
    // 72 hours later the wall clock shows 11:00 CDT.
    assert_eq!(
        due_after_receipt(&federal(), Urgency::Expedited, "2026-03-06T16:00:00Z"),
        at("2026-03-09T16:00:00Z")
    );
}

#[test]
fn a_deadline_in_the_hour_that_does_not_exist_falls_on_the_change() {
    // Received Sunday 1 March 02:30 CST; on 8 March there is no 02:30, the change is at 08:00 UTC.
    assert_eq!(
        due_after_receipt(&federal(), Urgency::Standard, "2026-03-01T08:30:00Z"),
        at("2026-03-08T08:00:00Z")
    );
    // A moment before and after the gap nothing special happens.
    assert_eq!(
        due_after_receipt(&federal(), Urgency::Standard, "2026-03-01T07:59:59Z"),
        at("2026-03-08T07:59:59Z")
    );
    assert_eq!(
        due_after_receipt(&federal(), Urgency::Standard, "2026-03-01T09:00:00Z"),
        at("2026-03-08T08:00:00Z")
    );
}

#[test]
fn over_the_change_to_winter_time_days_keep_the_wall_clock_and_hours_elapse() {
    // Sunday 1 November 2026, 02:00 becomes 01:00. Received Thursday 10:00 CDT.
    assert_eq!(
        due_after_receipt(&federal(), Urgency::Standard, "2026-10-29T15:00:00Z"),
        at("2026-11-05T16:00:00Z")
    );
    assert_eq!(
        due_after_receipt(&federal(), Urgency::Expedited, "2026-10-29T15:00:00Z"),
        at("2026-11-01T15:00:00Z")
    );
}

#[test]
fn a_deadline_in_the_hour_that_exists_twice_is_the_earlier() {
    // Received 25 October 01:30 CDT; 1 November has 01:30 CDT (06:30 UTC) and 01:30 CST (07:30 UTC).
    assert_eq!(
        due_after_receipt(&federal(), Urgency::Standard, "2026-10-25T06:30:00Z"),
        at("2026-11-01T06:30:00Z")
    );
}

#[test]
fn the_day_of_receipt_is_the_day_in_the_plans_zone() {
    // 04:30 UTC on 1 January is still 31 December in Chicago: the old rule applies.
    let rules = vec![
        ClockRule {
            effective_to: Some(day("2025-12-31")),
            ..rule("old", Urgency::Standard, Allowance::CalendarDays(14))
        },
        ClockRule {
            effective_from: day("2026-01-01"),
            ..rule("new", Urgency::Standard, Allowance::CalendarDays(7))
        },
    ];
    let rule_of = |received: &str| due(&rules, Urgency::Standard, &started(received)).unwrap().rule_id;
    assert_eq!(rule_of("2026-01-01T04:30:00Z"), "old");
    assert_eq!(rule_of("2026-01-01T06:00:00Z"), "new");
}

#[test]
fn business_days_skip_weekends_and_holidays() {
    let rules = [rule("two_days", Urgency::Standard, Allowance::BusinessDays(2))];
    let holidays = [day("2026-07-03"), day("2026-09-07")];
    let due_at = |received: &str| {
        deadline::due(
            &rules,
            &case(Urgency::Standard),
            &started(received),
            &Chicago,
            &holidays,
        )
        .unwrap()
        .due_at
    };
    // Monday 15:00 CDT → Wednesday.
    assert_eq!(due_at("2026-06-22T20:00:00Z"), at("2026-06-24T20:00:00Z"));
    // Thursday before Independence Day (observed on Friday) → Tuesday.
    assert_eq!(due_at("2026-07-02T20:00:00Z"), at("2026-07-07T20:00:00Z"));
    // Saturday before Labor Day → Wednesday: Saturday, Sunday and Monday do not count.
    assert_eq!(due_at("2026-09-05T20:00:00Z"), at("2026-09-09T20:00:00Z"));
}

#[test]
fn the_earliest_of_all_rules_counts() {
    let mut rules = federal();
    rules.push(ClockRule {
        state: Some("WA".to_owned()),
        channel: Some(Channel::Portal),
        ..rule("washington", Urgency::Standard, Allowance::CalendarDays(3))
    });
    let elsewhere = case(Urgency::Standard);
    let in_washington = ClockFacts {
        state: Some("WA".to_owned()),
        ..elsewhere.clone()
    };
    let by_fax = ClockFacts {
        channel: Channel::Fax,
        ..in_washington.clone()
    };
    let rule_for = |case: &ClockFacts| {
        deadline::due(&rules, case, &started("2026-05-04T15:00:00Z"), &Chicago, &[])
            .unwrap()
            .rule_id
    };
    assert_eq!(rule_for(&elsewhere), "standard");
    assert_eq!(rule_for(&in_washington), "washington");
    assert_eq!(rule_for(&by_fax), "standard");
}

#[test]
fn without_a_rule_there_is_no_deadline_and_no_guess() {
    let medicare = case(Urgency::Standard);
    let only_commercial = ClockRule {
        lines_of_business: vec![LineOfBusiness::Commercial],
        ..federal().remove(0)
    };
    let history = started("2026-05-04T15:00:00Z");
    assert_eq!(
        deadline::due(&[only_commercial], &medicare, &history, &Chicago, &[]),
        Err(ClockError::NoRule)
    );
    assert_eq!(due(&[], Urgency::Standard, &history), Err(ClockError::NoRule));
}
