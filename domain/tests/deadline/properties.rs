//! What holds for every history.

use super::{History, due, erisa, federal, rule};
use chrono::TimeDelta;
use chrono_tz::America::Chicago;
use domain::prior_auth::{Allowance, ClockEvent, ClockRule, Urgency};
use domain::time::{Timestamp, from_millis};
use proptest::prelude::*;
use proptest::sample::select;

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
    fn only_what_comes_with_a_notice_moves_a_federal_deadline_later(
        start in any_moment(), urgency in select(Urgency::ALL), steps in any_steps()
    ) {
        let history = accepted(&federal(), urgency, start, &steps);
        for length in 1..history.len() {
            let before = due(&federal(), urgency, &history[..length]).unwrap();
            let after = due(&federal(), urgency, &history[..=length]).unwrap();
            let has_notice = matches!(
                history[length].1,
                ClockEvent::Extended { .. } | ClockEvent::UrgencyChanged(Urgency::Standard)
            );
            prop_assert!(has_notice || after.due_at <= before.due_at);
        }
    }

    #[test]
    fn whatever_the_urgency_was_the_ordinary_time_is_the_longest(
        start in any_moment(), urgency in select(Urgency::ALL),
        changes in prop::collection::vec((0i64..3_000, select(Urgency::ALL)), 0..8)
    ) {
        let changes: Vec<_> = changes
            .into_iter()
            .map(|(minutes, to)| (minutes, ClockEvent::UrgencyChanged(to)))
            .collect();
        let history = accepted(&federal(), urgency, start, &changes);
        let ordinary = due(&federal(), Urgency::Standard, &history[..1]).unwrap().due_at;
        let clock = due(&federal(), urgency, &history).unwrap();
        let is_standard = history.last().map(|(_, event)| *event) == Some(ClockEvent::UrgencyChanged(Urgency::Standard));
        prop_assert!(clock.due_at <= ordinary);
        prop_assert!(clock.breached || !is_standard || clock.due_at == ordinary);
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
