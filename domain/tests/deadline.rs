//! The deadline of a request: one fold over what happened to its clock.
#![expect(clippy::unwrap_used, reason = "tests")]

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::America::Chicago;
use domain::coverage::LineOfBusiness;
use domain::prior_auth::{
    Allowance, Channel, Clock, ClockError, ClockEvent, ClockFacts, ClockRule, ClockState, Urgency, deadline,
};
use domain::time::{Timestamp, from_millis};
use proptest::prelude::*;
use proptest::sample::select;

type History = Vec<(Timestamp, ClockEvent)>;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rule(id: &str, urgency: Urgency, allowance: Allowance) -> ClockRule {
    ClockRule {
        id: id.to_owned(),
        title: id.to_owned(),
        lines_of_business: LineOfBusiness::ALL.to_vec(),
        urgency,
        state: None,
        channel: None,
        effective_from: day("2000-01-01"),
        effective_to: None,
        allowance,
        pauses_for_information: false,
        extension_days: 14,
        source: "test".to_owned(),
    }
}

fn federal() -> Vec<ClockRule> {
    vec![
        rule("standard", Urgency::Standard, Allowance::CalendarDays(7)),
        rule("expedited", Urgency::Expedited, Allowance::ElapsedHours(72)),
    ]
}

/// ERISA's pre-service rule, which stands still while information is awaited.
fn erisa() -> ClockRule {
    ClockRule {
        pauses_for_information: true,
        extension_days: 15,
        ..rule("erisa", Urgency::Standard, Allowance::CalendarDays(15))
    }
}

fn case(urgency: Urgency) -> ClockFacts {
    ClockFacts {
        line_of_business: LineOfBusiness::MedicareAdvantage,
        urgency,
        state: None,
        channel: Channel::Portal,
    }
}

fn due(rules: &[ClockRule], urgency: Urgency, events: &[(Timestamp, ClockEvent)]) -> Result<Clock, ClockError> {
    deadline::due(rules, &case(urgency), events, &Chicago, &[])
}

/// The deadline of a request that was only received.
fn due_after_receipt(rules: &[ClockRule], urgency: Urgency, received: &str) -> Timestamp {
    due(rules, urgency, &[(at(received), ClockEvent::Started)])
        .unwrap()
        .due_at
}

fn started(text: &str) -> History {
    vec![(at(text), ClockEvent::Started)]
}

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

#[test]
fn a_question_does_not_stop_the_federal_clock() {
    let mut history = started("2026-05-04T15:00:00Z");
    history.push((at("2026-05-05T15:00:00Z"), ClockEvent::InformationRequested));
    let waiting = due(&federal(), Urgency::Standard, &history).unwrap();
    assert_eq!(waiting.state, ClockState::Running);
    assert_eq!(waiting.due_at, at("2026-05-11T15:00:00Z"));
    history.push((at("2026-05-10T15:00:00Z"), ClockEvent::InformationAnswered));
    assert_eq!(
        due(&federal(), Urgency::Standard, &history).unwrap().due_at,
        at("2026-05-11T15:00:00Z")
    );
}

#[test]
fn a_question_pauses_a_rule_that_says_so() {
    let mut history = started("2026-05-04T15:00:00Z");
    history.push((at("2026-05-06T15:00:00Z"), ClockEvent::InformationRequested));
    let waiting = due(&[erisa()], Urgency::Standard, &history).unwrap();
    assert_eq!(
        waiting.state,
        ClockState::Paused {
            since: at("2026-05-06T15:00:00Z")
        }
    );
    assert_eq!(waiting.time_left(at("2026-06-30T00:00:00Z")), TimeDelta::days(13));
    assert!(!waiting.is_breached(at("2026-06-30T00:00:00Z")));

    history.push((at("2026-05-26T15:00:00Z"), ClockEvent::InformationAnswered));
    let answered = due(&[erisa()], Urgency::Standard, &history).unwrap();
    assert_eq!(answered.state, ClockState::Running);
    assert_eq!(answered.due_at, at("2026-06-08T15:00:00Z"));
}

#[test]
fn while_one_rule_waits_the_others_run_on() {
    let rules = [
        erisa(),
        rule("contract", Urgency::Standard, Allowance::CalendarDays(30)),
    ];
    let mut history = started("2026-05-04T15:00:00Z");
    assert_eq!(due(&rules, Urgency::Standard, &history).unwrap().rule_id, "erisa");
    history.push((at("2026-05-06T15:00:00Z"), ClockEvent::InformationRequested));
    let waiting = due(&rules, Urgency::Standard, &history).unwrap();
    assert_eq!(
        (waiting.rule_id.as_str(), waiting.state),
        ("contract", ClockState::Running)
    );
    assert!(waiting.is_breached(at("2026-06-03T15:00:01Z")));
    history.push((at("2026-05-08T15:00:00Z"), ClockEvent::InformationAnswered));
    let answered = due(&rules, Urgency::Standard, &history).unwrap();
    assert_eq!(
        (answered.rule_id.as_str(), answered.due_at),
        ("erisa", at("2026-05-21T15:00:00Z"))
    );
}

#[test]
fn a_question_after_the_deadline_does_not_undo_the_breach() {
    let mut history = started("2026-05-04T15:00:00Z");
    history.push((at("2026-05-19T15:00:01Z"), ClockEvent::InformationRequested));
    history.push((at("2026-06-19T15:00:00Z"), ClockEvent::InformationAnswered));
    let clock = due(&[erisa()], Urgency::Standard, &history).unwrap();
    assert!(clock.breached);
    assert_eq!(clock.due_at, at("2026-05-19T15:00:00Z"));
}

#[test]
fn an_extension_adds_calendar_days_up_to_what_the_rule_permits() {
    let mut history = started("2026-05-04T15:00:00Z");
    history.push((at("2026-05-06T15:00:00Z"), ClockEvent::Extended { days: 10 }));
    assert_eq!(
        due(&federal(), Urgency::Standard, &history).unwrap().due_at,
        at("2026-05-21T15:00:00Z")
    );
    history.push((at("2026-05-07T15:00:00Z"), ClockEvent::Extended { days: 4 }));
    assert_eq!(
        due(&federal(), Urgency::Standard, &history).unwrap().due_at,
        at("2026-05-25T15:00:00Z")
    );
    history.push((at("2026-05-08T15:00:00Z"), ClockEvent::Extended { days: 1 }));
    let refused = due(&federal(), Urgency::Standard, &history);
    assert_eq!(refused, Err(ClockError::ExtensionOutOfRange { max: 0 }));
}

#[test]
fn an_extension_of_more_than_fourteen_days_or_of_none_is_refused() {
    for days in [0, 15, u32::MAX] {
        let mut history = started("2026-05-04T15:00:00Z");
        history.push((at("2026-05-06T15:00:00Z"), ClockEvent::Extended { days }));
        let refused = due(&federal(), Urgency::Standard, &history);
        assert_eq!(refused, Err(ClockError::ExtensionOutOfRange { max: 14 }), "{days}");
    }
}

#[test]
fn an_extension_after_the_deadline_is_refused() {
    let extended_at = |moment: &str| {
        let mut history = started("2026-05-04T15:00:00Z");
        history.push((at(moment), ClockEvent::Extended { days: 5 }));
        due(&federal(), Urgency::Standard, &history)
    };
    assert!(extended_at("2026-05-11T15:00:00Z").is_ok());
    assert_eq!(
        extended_at("2026-05-11T15:00:00.001Z"),
        Err(ClockError::ExtensionAfterBreach)
    );
}

#[test]
fn a_rule_that_permits_no_extension_is_not_extended_by_another() {
    let strict = ClockRule {
        extension_days: 0,
        ..rule("strict", Urgency::Standard, Allowance::CalendarDays(10))
    };
    let rules = [federal().remove(0), strict];
    let mut history = started("2026-05-04T15:00:00Z");
    history.push((at("2026-05-06T15:00:00Z"), ClockEvent::Extended { days: 14 }));
    let clock = due(&rules, Urgency::Standard, &history).unwrap();
    assert_eq!(
        (clock.rule_id.as_str(), clock.due_at),
        ("strict", at("2026-05-14T15:00:00Z"))
    );
}

#[test]
fn an_upgrade_to_expedited_recomputes_from_the_start() {
    let mut history = started("2026-05-04T15:00:00Z");
    history.push((
        at("2026-05-05T15:00:00Z"),
        ClockEvent::UrgencyChanged(Urgency::Expedited),
    ));
    let clock = due(&federal(), Urgency::Standard, &history).unwrap();
    assert_eq!(
        (clock.rule_id.as_str(), clock.due_at),
        ("expedited", at("2026-05-07T15:00:00Z"))
    );
}

#[test]
fn an_extension_granted_before_an_upgrade_does_not_lengthen_the_expedited_time() {
    let mut history = started("2026-05-04T15:00:00Z");
    history.push((at("2026-05-05T09:00:00Z"), ClockEvent::Extended { days: 14 }));
    history.push((
        at("2026-05-05T15:00:00Z"),
        ClockEvent::UrgencyChanged(Urgency::Expedited),
    ));
    assert_eq!(
        due(&federal(), Urgency::Standard, &history).unwrap().due_at,
        at("2026-05-07T15:00:00Z")
    );
}

#[test]
fn a_downgrade_never_lengthens_silently() {
    let mut history = started("2026-05-04T15:00:00Z");
    history.push((
        at("2026-05-05T15:00:00Z"),
        ClockEvent::UrgencyChanged(Urgency::Standard),
    ));
    let downgraded = due(&federal(), Urgency::Expedited, &history).unwrap();
    assert_eq!(downgraded.due_at, at("2026-05-07T15:00:00Z"));
    // Spoken about, with reason and notice, it does.
    history.push((at("2026-05-06T15:00:00Z"), ClockEvent::Extended { days: 4 }));
    assert_eq!(
        due(&federal(), Urgency::Expedited, &history).unwrap().due_at,
        at("2026-05-11T15:00:00Z")
    );
}

#[test]
fn a_decision_stops_the_clock() {
    let decided_at = |moment: &str| {
        let mut history = started("2026-05-04T15:00:00Z");
        history.push((at(moment), ClockEvent::Decided));
        due(&federal(), Urgency::Standard, &history).unwrap()
    };
    let in_time = decided_at("2026-05-11T15:00:00Z");
    assert_eq!(
        in_time.state,
        ClockState::Stopped {
            at: at("2026-05-11T15:00:00Z")
        }
    );
    assert!(!in_time.is_breached(at("2030-01-01T00:00:00Z")));
    let late = decided_at("2026-05-11T15:00:00.001Z");
    assert!(late.breached && late.is_breached(at("2026-05-04T15:00:00Z")));
    assert_eq!(late.time_left(at("2030-01-01T00:00:00Z")), TimeDelta::milliseconds(-1));
}

#[test]
fn a_running_clock_is_breached_after_its_last_instant() {
    let clock = due(&federal(), Urgency::Standard, &started("2026-05-04T15:00:00Z")).unwrap();
    assert!(!clock.breached);
    assert!(!clock.is_breached(at("2026-05-11T15:00:00Z")));
    assert!(clock.is_breached(at("2026-05-11T15:00:00.001Z")));
    assert_eq!(clock.time_left(at("2026-05-10T15:00:00Z")), TimeDelta::days(1));
}

#[test]
fn a_decision_before_the_receipt_is_refused() {
    let mut history = started("2026-05-04T15:00:00Z");
    history.push((at("2026-05-04T14:59:59Z"), ClockEvent::Decided));
    assert_eq!(
        due(&federal(), Urgency::Standard, &history),
        Err(ClockError::DecidedBeforeReceived)
    );
}

#[test]
fn a_history_that_makes_no_sense_is_refused() {
    use ClockEvent::{Decided, InformationAnswered, InformationRequested, Started};
    let cases: [(&[(&str, ClockEvent)], ClockError); 8] = [
        (&[], ClockError::NotStarted),
        (&[("2026-05-04T15:00:00Z", Decided)], ClockError::NotStarted),
        (
            &[("2026-05-04T15:00:00Z", Started), ("2026-05-04T16:00:00Z", Started)],
            ClockError::StartedTwice,
        ),
        (
            &[
                ("2026-05-04T15:00:00Z", Started),
                ("2026-05-04T14:00:00Z", InformationRequested),
            ],
            ClockError::OutOfOrder,
        ),
        (
            &[
                ("2026-05-04T15:00:00Z", Started),
                ("2026-05-04T16:00:00Z", InformationAnswered),
            ],
            ClockError::Unpaired,
        ),
        (
            &[
                ("2026-05-04T15:00:00Z", Started),
                ("2026-05-04T16:00:00Z", InformationRequested),
                ("2026-05-04T17:00:00Z", InformationRequested),
            ],
            ClockError::Unpaired,
        ),
        (
            &[
                ("2026-05-04T15:00:00Z", Started),
                ("2026-05-04T16:00:00Z", Decided),
                ("2026-05-04T17:00:00Z", Decided),
            ],
            ClockError::Stopped,
        ),
        (
            &[
                ("2026-05-04T15:00:00Z", Started),
                ("2026-05-05T16:00:00Z", InformationRequested),
                ("2026-05-05T15:00:00Z", Decided),
            ],
            ClockError::OutOfOrder,
        ),
    ];
    for (events, error) in cases {
        let history: History = events.iter().map(|(moment, event)| (at(moment), *event)).collect();
        assert_eq!(due(&federal(), Urgency::Standard, &history), Err(error), "{events:?}");
    }
}

#[test]
fn the_end_of_the_calendar_is_an_error_and_no_panic() {
    let history = vec![(Timestamp::MAX_UTC - TimeDelta::days(2), ClockEvent::Started)];
    assert_eq!(
        due(&federal(), Urgency::Standard, &history),
        Err(ClockError::BeyondCalendar)
    );
    assert_eq!(
        due(&federal(), Urgency::Expedited, &history),
        Err(ClockError::BeyondCalendar)
    );
}

/// A moment between 2020 and 2035, in milliseconds like the stored ones.
fn any_moment() -> impl Strategy<Value = Timestamp> {
    (1_577_836_800_000i64..2_051_222_400_000).prop_map(|millis| from_millis(millis).unwrap())
}

fn any_event() -> impl Strategy<Value = ClockEvent> {
    prop_oneof![
        Just(ClockEvent::InformationRequested),
        Just(ClockEvent::InformationAnswered),
        (0u32..20).prop_map(|days| ClockEvent::Extended { days }),
        select(Urgency::ALL).prop_map(ClockEvent::UrgencyChanged),
        Just(ClockEvent::Decided),
    ]
}

/// A history that was accepted event by event, as a service would write it.
fn accepted(rules: &[ClockRule], urgency: Urgency, start: Timestamp, events: &[(i64, ClockEvent)]) -> History {
    let mut history = vec![(start, ClockEvent::Started)];
    let mut now = start;
    for (minutes, event) in events {
        now += TimeDelta::minutes(*minutes);
        history.push((now, *event));
        if due(rules, urgency, &history).is_err() {
            history.pop();
        }
    }
    history
}

fn any_steps() -> impl Strategy<Value = Vec<(i64, ClockEvent)>> {
    prop::collection::vec((0i64..5_000, any_event()), 0..12)
}

fn all_rules() -> Vec<ClockRule> {
    let mut rules = federal();
    rules.push(erisa());
    rules
}

proptest! {
    #[test]
    fn replaying_a_stored_history_gives_the_same_deadline(
        start in any_moment(), urgency in select(Urgency::ALL), steps in any_steps()
    ) {
        let history = accepted(&all_rules(), urgency, start, &steps);
        let stored = serde_json::to_string(&history).unwrap();
        let loaded: History = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(&loaded, &history);
        prop_assert_eq!(due(&all_rules(), urgency, &loaded), due(&all_rules(), urgency, &history));
    }

    #[test]
    fn the_order_of_the_rules_does_not_matter(
        start in any_moment(), urgency in select(Urgency::ALL), steps in any_steps()
    ) {
        let history = accepted(&all_rules(), urgency, start, &steps);
        let mut backwards = all_rules();
        backwards.reverse();
        let one = due(&all_rules(), urgency, &history).unwrap();
        let other = due(&backwards, urgency, &history).unwrap();
        prop_assert_eq!((one.due_at, one.state, one.breached), (other.due_at, other.state, other.breached));
    }

    #[test]
    fn questions_never_move_a_deadline_under_federal_rules(
        start in any_moment(), urgency in select(Urgency::ALL), steps in any_steps()
    ) {
        let history = accepted(&federal(), urgency, start, &steps);
        let without: History = history
            .iter()
            .copied()
            .filter(|(_, event)| {
                !matches!(event, ClockEvent::InformationRequested | ClockEvent::InformationAnswered)
            })
            .collect();
        let with = due(&federal(), urgency, &history).unwrap();
        let without = due(&federal(), urgency, &without).unwrap();
        prop_assert_eq!(with.due_at, without.due_at);
    }

    #[test]
    fn only_an_extension_moves_a_federal_deadline_later(
        start in any_moment(), urgency in select(Urgency::ALL), steps in any_steps()
    ) {
        let history = accepted(&federal(), urgency, start, &steps);
        for length in 1..history.len() {
            let before = due(&federal(), urgency, &history[..length]).unwrap();
            let after = due(&federal(), urgency, &history[..=length]).unwrap();
            let is_extension = matches!(history[length].1, ClockEvent::Extended { .. });
            prop_assert!(is_extension || after.due_at <= before.due_at);
        }
    }

    #[test]
    fn a_breach_is_never_undone(start in any_moment(), urgency in select(Urgency::ALL), steps in any_steps()) {
        let history = accepted(&all_rules(), urgency, start, &steps);
        let mut breached = false;
        for length in 1..=history.len() {
            let clock = due(&all_rules(), urgency, &history[..length]).unwrap();
            prop_assert!(clock.breached || !breached);
            breached = clock.breached;
        }
    }

    #[test]
    fn one_more_rule_never_gives_more_time(start in any_moment(), hours in 1u32..1_000) {
        let mut rules = federal();
        let history = vec![(start, ClockEvent::Started)];
        let before = due(&rules, Urgency::Standard, &history).unwrap().due_at;
        rules.push(rule("one_more", Urgency::Standard, Allowance::ElapsedHours(hours)));
        let after = due(&rules, Urgency::Standard, &history).unwrap().due_at;
        prop_assert_eq!(after, before.min(start + TimeDelta::hours(i64::from(hours))));
    }

    #[test]
    fn seven_days_are_168_hours_give_or_take_the_change_of_the_clock(start in any_moment()) {
        let due_at = due(&federal(), Urgency::Standard, &[(start, ClockEvent::Started)]).unwrap().due_at;
        let difference = (due_at - start - TimeDelta::days(7)).abs();
        prop_assert!(difference <= TimeDelta::hours(1));
        let local = |moment: Timestamp| moment.with_timezone(&Chicago).naive_local();
        let ended_in_a_gap = difference != TimeDelta::zero() && difference != TimeDelta::hours(1);
        prop_assert!(ended_in_a_gap || local(due_at) >= local(start) + TimeDelta::days(7));
    }

    #[test]
    fn any_history_gives_an_answer_and_never_panics(
        events in prop::collection::vec((any_moment(), prop_oneof![Just(ClockEvent::Started), any_event()]), 0..8)
    ) {
        if let Ok(clock) = due(&all_rules(), Urgency::Standard, &events) {
            prop_assert!(clock.due_at > events[0].0);
        }
    }
}
