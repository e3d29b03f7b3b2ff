//! What happens to a clock: questions, extensions, changes of urgency, the decision; and what makes no sense.

use super::{History, at, due, erisa, federal, rule, started};
use chrono::TimeDelta;
use domain::prior_auth::{Allowance, ClockError, ClockEvent, ClockRule, ClockState, Urgency};
use domain::time::Timestamp;

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

const UPGRADE: ClockEvent = ClockEvent::UrgencyChanged(Urgency::Expedited);
const DOWNGRADE: ClockEvent = ClockEvent::UrgencyChanged(Urgency::Standard);

#[test]
fn an_upgrade_to_expedited_gives_72_hours_from_then_on() {
    let mut history = started("2026-05-04T15:00:00Z");
    history.push((at("2026-05-05T15:00:00Z"), UPGRADE));
    let clock = due(&federal(), Urgency::Standard, &history).unwrap();
    assert_eq!(
        (clock.rule_id.as_str(), clock.due_at),
        ("expedited", at("2026-05-08T15:00:00Z"))
    );
    // Once more, and nothing starts anew.
    history.push((at("2026-05-06T15:00:00Z"), UPGRADE));
    let again = due(&federal(), Urgency::Standard, &history).unwrap();
    assert_eq!(again.due_at, clock.due_at);
}

#[test]
fn an_upgrade_shortly_before_the_deadline_does_not_lengthen_it() {
    let mut history = started("2026-05-04T15:00:00Z");
    history.push((at("2026-05-10T15:00:00Z"), UPGRADE));
    let clock = due(&federal(), Urgency::Standard, &history).unwrap();
    assert_eq!(
        (clock.rule_id.as_str(), clock.due_at),
        ("standard", at("2026-05-11T15:00:00Z"))
    );
}

#[test]
fn an_extension_granted_before_an_upgrade_does_not_lengthen_the_expedited_time() {
    let mut history = started("2026-05-04T15:00:00Z");
    history.push((at("2026-05-05T09:00:00Z"), ClockEvent::Extended { days: 14 }));
    history.push((at("2026-05-05T15:00:00Z"), UPGRADE));
    assert_eq!(
        due(&federal(), Urgency::Standard, &history).unwrap().due_at,
        at("2026-05-08T15:00:00Z")
    );
}

#[test]
fn a_question_before_an_upgrade_does_not_lengthen_the_expedited_time() {
    let urgent = ClockRule {
        pauses_for_information: true,
        ..rule("urgent", Urgency::Expedited, Allowance::ElapsedHours(72))
    };
    let rules = [erisa(), urgent];
    let mut history = started("2026-05-04T15:00:00Z");
    history.push((at("2026-05-05T15:00:00Z"), ClockEvent::InformationRequested));
    history.push((at("2026-05-07T15:00:00Z"), UPGRADE));
    history.push((at("2026-05-08T15:00:00Z"), ClockEvent::InformationAnswered));
    let clock = due(&rules, Urgency::Standard, &history).unwrap();
    // 72 hours from the upgrade, and the one day that was awaited since then.
    assert_eq!(
        (clock.rule_id.as_str(), clock.due_at),
        ("urgent", at("2026-05-11T15:00:00Z"))
    );
}

#[test]
fn a_downgrade_leaves_the_ordinary_time_from_the_receipt_on() {
    let mut history = started("2026-05-04T15:00:00Z");
    history.push((at("2026-05-05T15:00:00Z"), DOWNGRADE));
    let clock = due(&federal(), Urgency::Expedited, &history).unwrap();
    assert_eq!(
        (clock.rule_id.as_str(), clock.due_at),
        ("standard", at("2026-05-11T15:00:00Z"))
    );
    // Asked for again, it is expedited again, from then on.
    history.push((at("2026-05-06T15:00:00Z"), UPGRADE));
    assert_eq!(
        due(&federal(), Urgency::Expedited, &history).unwrap().due_at,
        at("2026-05-09T15:00:00Z")
    );
}

#[test]
fn days_that_were_granted_stay_granted_in_a_downgrade() {
    let mut history = started("2026-05-04T15:00:00Z");
    history.push((at("2026-05-05T15:00:00Z"), ClockEvent::Extended { days: 10 }));
    history.push((at("2026-05-06T15:00:00Z"), DOWNGRADE));
    assert_eq!(
        due(&federal(), Urgency::Expedited, &history).unwrap().due_at,
        at("2026-05-21T15:00:00Z")
    );
}

#[test]
fn no_change_of_urgency_undoes_a_breach() {
    for (submitted, change, deadline) in [
        (Urgency::Expedited, DOWNGRADE, "2026-05-07T15:00:00Z"),
        (Urgency::Standard, UPGRADE, "2026-05-11T15:00:00Z"),
    ] {
        let mut history = started("2026-05-04T15:00:00Z");
        history.push((at("2026-05-11T15:00:01Z"), change));
        let clock = due(&federal(), submitted, &history).unwrap();
        assert!(clock.breached, "{submitted}");
        assert_eq!(clock.due_at, at(deadline), "{submitted}");
    }
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
