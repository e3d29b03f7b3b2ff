//! The lock after wrong passwords, walked minute by minute.
#![expect(clippy::unwrap_used, reason = "tests")]

use chrono::TimeDelta;
use domain::auth::lockout::{Counter, Decision, Policy, PolicyError};
use domain::time::Timestamp;
use proptest::prelude::*;

fn start() -> Timestamp {
    "2026-05-04T15:00:00Z".parse().unwrap()
}

fn after(seconds: i64) -> Timestamp {
    start() + TimeDelta::seconds(seconds)
}

fn failures(seconds: &[i64]) -> Vec<Timestamp> {
    seconds.iter().map(|seconds| after(*seconds)).collect()
}

/// Tries at those moments, each settled as wrong at once; those that were not allowed change nothing.
fn tried(policy: Policy, moments: &[Timestamp]) -> Counter {
    let mut counter = Counter::default();
    for at in moments {
        counter.reserve(&policy, "a try", *at);
        counter.fail(&policy, "a try", *at);
    }
    counter
}

fn decide_by(policy: Policy, moments: &[Timestamp], now: Timestamp) -> Decision {
    tried(policy, moments).decide(&policy, now)
}

fn decide(seconds: &[i64], now: i64) -> Decision {
    decide_by(Policy::default(), &failures(seconds), after(now))
}

const fn minutes(minutes: i64) -> i64 {
    minutes * 60
}

#[test]
fn nobody_is_locked_without_a_failure() {
    assert_eq!(decide(&[], 0), Decision::Open { slots: 5 });
}

#[test]
fn four_failures_leave_one_try_and_the_fifth_locks() {
    assert_eq!(decide(&[0, 1, 2, 3], 4), Decision::Open { slots: 1 });
    assert_eq!(
        decide(&[0, 1, 2, 3, 4], 5),
        Decision::Locked {
            until: after(4 + minutes(15))
        }
    );
}

#[test]
fn a_sixth_try_while_locked_neither_counts_nor_extends() {
    let locked = Decision::Locked {
        until: after(4 + minutes(15)),
    };
    assert_eq!(decide(&[0, 1, 2, 3, 4, 5], 6), locked);
    assert_eq!(decide(&[0, 1, 2, 3, 4, 5, 600, 800], 801), locked);
    let opened = decide(&[0, 1, 2, 3, 4, 5, 600, 800], 4 + minutes(15));
    assert_eq!(opened, Decision::Open { slots: 5 });
}

#[test]
fn the_lock_holds_at_14_59_and_is_open_at_15_00_and_15_01() {
    let walk = [0, 0, 0, 0, 0];
    assert_eq!(
        decide(&walk, minutes(15) - 1),
        Decision::Locked {
            until: after(minutes(15))
        }
    );
    assert_eq!(decide(&walk, minutes(15)), Decision::Open { slots: 5 });
    assert_eq!(decide(&walk, minutes(15) + 1), Decision::Open { slots: 5 });
}

#[test]
fn a_failure_counts_for_14_59_and_is_forgotten_at_15_01() {
    assert_eq!(decide(&[0, 1, 2, 3], minutes(15) - 1), Decision::Open { slots: 1 });
    assert_eq!(decide(&[0, 1, 2, 3], minutes(15) + 1), Decision::Open { slots: 3 });
    // The fifth within 14:59 of the first locks; at 15:01 only four are within the window.
    assert!(matches!(decide(&[0, 1, 2, 3, 899], 900), Decision::Locked { .. }));
    assert_eq!(decide(&[0, 2, 3, 4, 901], 901), Decision::Open { slots: 1 });
}

#[test]
fn the_next_lock_within_24_hours_lasts_30_minutes() {
    let mut walk = vec![0, 0, 0, 0, 0];
    let second = minutes(60);
    walk.extend([second; 5]);
    assert_eq!(
        decide(&walk, second + 1),
        Decision::Locked {
            until: after(second + minutes(30))
        }
    );
    assert_eq!(decide(&walk, second + minutes(30)), Decision::Open { slots: 5 });
    let third = second + minutes(40);
    walk.extend([third; 5]);
    assert_eq!(
        decide(&walk, third + 1),
        Decision::Locked {
            until: after(third + minutes(30))
        }
    );
}

#[test]
fn a_lock_24_hours_after_the_last_is_a_first_one_again() {
    let day = minutes(24 * 60);
    let just_within = [0, 0, 0, 0, 0, day - 1, day - 1, day - 1, day - 1, day - 1];
    let just_after = [0, 0, 0, 0, 0, day, day, day, day, day];
    assert_eq!(
        decide(&just_within, day),
        Decision::Locked {
            until: after(day - 1 + minutes(30))
        }
    );
    assert_eq!(
        decide(&just_after, day + 1),
        Decision::Locked {
            until: after(day + minutes(15))
        }
    );
}

#[test]
fn setting_the_clock_back_neither_opens_a_lock_nor_forgets_a_failure() {
    let locked = Decision::Locked {
        until: after(minutes(15)),
    };
    assert_eq!(decide(&[0, 0, 0, 0, 0], -minutes(600)), locked);
    assert_eq!(decide(&[0, 0, 0, 0], -minutes(600)), Decision::Open { slots: 1 });
    // Four failures, the clock goes back by an hour, the fifth still locks.
    let walk = [0, 0, 0, 0, -minutes(60)];
    assert_eq!(decide(&walk, -minutes(60)), locked);
}

#[test]
fn a_hundred_failures_in_a_row_disable_the_password() {
    // Five an hour: every fifth locks, none is wasted on a locked id.
    let walk: Vec<i64> = (0..100).map(|n| minutes(60) * (n / 5)).collect();
    let late = minutes(60) * 1_000;
    assert_eq!(decide(&walk[..99], late), Decision::Open { slots: 5 });
    assert_eq!(decide(&walk, late), Decision::Disabled);
}

#[test]
fn tries_while_locked_never_disable_the_password() {
    let mut walk = vec![0; 5];
    walk.extend(1..200);
    assert_eq!(decide(&walk, minutes(15)), Decision::Open { slots: 5 });
}

#[test]
fn the_numbers_can_be_configured_within_bounds() {
    assert_eq!(Policy::new(5, 15), Ok(Policy::default()));
    for (failures, minutes) in [(3, 15), (10, 30), (7, 20)] {
        assert!(Policy::new(failures, minutes).is_ok(), "{failures} {minutes}");
    }
    assert_eq!(Policy::new(2, 15), Err(PolicyError::MaxFailures(2)));
    assert_eq!(Policy::new(11, 15), Err(PolicyError::MaxFailures(11)));
    assert_eq!(Policy::new(5, 14), Err(PolicyError::LockMinutes(14)));
    assert_eq!(Policy::new(5, 31), Err(PolicyError::LockMinutes(31)));
}

#[test]
fn a_configured_policy_locks_by_its_own_numbers() {
    let policy = Policy::new(3, 20).unwrap();
    assert_eq!(
        decide_by(policy, &failures(&[0, 1]), after(2)),
        Decision::Open { slots: 1 }
    );
    let locked = decide_by(policy, &failures(&[0, 1, 2]), after(3));
    assert_eq!(
        locked,
        Decision::Locked {
            until: after(2 + minutes(20))
        }
    );
}

fn any_walk() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(0i64..400, 0..60).prop_map(|steps| {
        steps
            .iter()
            .scan(0, |now, step| {
                *now += step;
                Some(*now)
            })
            .collect()
    })
}

#[test]
fn tries_in_flight_and_failures_together_never_exceed_the_limit() {
    let policy = Policy::default();
    let mut counter = tried(policy, &failures(&[0, 1]));
    for (slot, free) in [("a", 3), ("b", 2), ("c", 1)] {
        assert_eq!(counter.reserve(&policy, slot, after(2)), Decision::Open { slots: free });
    }
    assert_eq!(counter.reserve(&policy, "d", after(2)), Decision::Full);
    counter.release("a");
    assert_eq!(counter.decide(&policy, after(2)), Decision::Open { slots: 1 });
    assert_eq!(counter.fail(&policy, "b", after(3)), Decision::Open { slots: 1 });
    counter.reserve(&policy, "d", after(3));
    assert_eq!(counter.fail(&policy, "c", after(4)), Decision::Full);
    assert_eq!(
        counter.fail(&policy, "d", after(5)),
        Decision::Locked {
            until: after(5 + minutes(15))
        }
    );
}

#[test]
fn a_completed_sign_in_forgives_but_leaves_the_others_their_slots() {
    let policy = Policy::default();
    let mut counter = tried(policy, &failures(&[0, 1, 2]));
    counter.reserve(&policy, "right", after(3));
    counter.reserve(&policy, "wrong", after(3));
    assert_eq!(counter.succeed(&policy, "right", after(4)), Decision::Open { slots: 1 });
    assert_eq!(counter.decide(&policy, after(4)), Decision::Open { slots: 4 });
    assert_eq!(counter.fail(&policy, "wrong", after(4)), Decision::Open { slots: 4 });
}

#[test]
fn a_slot_left_by_a_crash_is_a_failure_after_ten_seconds() {
    let policy = Policy::default();
    let mut counter = tried(policy, &failures(&[0, 1, 2, 3]));
    counter.reserve(&policy, "lost", after(4));
    assert_eq!(counter.decide(&policy, after(13)), Decision::Full);
    let locked = Decision::Locked {
        until: after(14 + minutes(15)),
    };
    assert_eq!(counter.decide(&policy, after(14)), locked);
    assert_eq!(counter.decide(&policy, after(700)), locked);
    // Settled too late: right or wrong, it stays the failure that it became.
    assert_eq!(counter.clone().fail(&policy, "lost", after(20)), locked);
    assert_eq!(counter.succeed(&policy, "lost", after(20)), locked);
    assert_eq!(counter.decide(&policy, after(21)), locked);
}

#[test]
fn a_counter_comes_back_from_storage_unchanged() {
    let policy = Policy::default();
    let mut counter = tried(policy, &failures(&[0, 1, 2, 3, 4, 2_000]));
    counter.reserve(&policy, "in flight", after(2_001));
    let stored = serde_json::to_string(&counter).unwrap();
    assert_eq!(serde_json::from_str::<Counter>(&stored).unwrap(), counter);
    assert!(serde_json::from_str::<Counter>(r#"{"recent":[],"unknown":1}"#).is_err());
}

proptest! {
    #[test]
    fn there_is_always_a_try_left_unless_it_is_locked(walk in any_walk(), later in 0i64..100_000) {
        let now = walk.last().copied().unwrap_or(0) + later;
        match decide(&walk, now) {
            Decision::Open { slots } => prop_assert!((1..=5).contains(&slots)),
            Decision::Locked { until } => {
                prop_assert!(until > after(now));
                prop_assert!(until <= after(now) + Policy::REPEAT_LOCK);
            }
            Decision::Disabled => prop_assert!(walk.len() >= 100),
            Decision::Full => prop_assert!(false, "nothing is in flight"),
        }
    }

    #[test]
    fn a_lock_opens_exactly_when_it_says(walk in any_walk()) {
        let now = walk.last().copied().unwrap_or(0);
        if let Decision::Locked { until } = decide(&walk, now) {
            let policy = Policy::default();
            let at = |moment| decide_by(policy, &failures(&walk), moment);
            prop_assert_eq!(at(until - TimeDelta::milliseconds(1)), Decision::Locked { until });
            prop_assert_eq!(at(until), Decision::Open { slots: 5 });
        }
    }

    #[test]
    fn trying_while_locked_changes_nothing(walk in any_walk(), tries in prop::collection::vec(0i64..900, 0..20)) {
        let now = walk.last().copied().unwrap_or(0);
        if let Decision::Locked { until } = decide(&walk, now) {
            let policy = Policy::default();
            let mut more = failures(&walk);
            let mut moments: Vec<Timestamp> = tries.iter().map(|later| after(now + later)).collect();
            moments.sort_unstable();
            more.extend(moments.into_iter().filter(|moment| *moment < until));
            prop_assert_eq!(decide_by(policy, &more, until), decide_by(policy, &failures(&walk), until));
        }
    }

    #[test]
    fn five_wrong_passwords_are_looked_at_in_any_quarter_of_an_hour_and_no_more(walk in any_walk()) {
        // Try at every moment of the walk; what was not locked was looked at.
        let policy = Policy::default();
        let mut looked_at: Vec<Timestamp> = Vec::new();
        for moment in failures(&walk) {
            if matches!(decide_by(policy, &looked_at, moment), Decision::Open { .. }) {
                looked_at.push(moment);
            }
        }
        for first in &looked_at {
            let window = looked_at.iter().filter(|at| **at >= *first && **at - *first < Policy::WINDOW);
            prop_assert!(window.count() <= 5);
        }
    }

    #[test]
    fn a_clock_set_back_never_helps(walk in any_walk(), back in 0i64..100_000) {
        let now = walk.last().copied().unwrap_or(0);
        prop_assert_eq!(decide(&walk, now - back), decide(&walk, now));
    }

    #[test]
    fn however_tries_overlap_five_are_looked_at_in_a_quarter_of_an_hour(steps in prop::collection::vec((0i64..40, 0usize..6, 0u8..4), 0..120)) {
        let policy = Policy::default();
        let mut counter = Counter::default();
        let mut now = 0;
        let mut settled = std::collections::BTreeSet::new();
        // Every try that took a slot and did not give it back unlooked at.
        let mut looked_at: Vec<(String, i64)> = Vec::new();
        for (number, (step, which, act)) in steps.into_iter().enumerate() {
            now += step;
            let slot = looked_at.iter().rev().nth(which).cloned();
            match (act, slot) {
                (1, Some((slot, _))) => {
                    counter.fail(&policy, &slot, after(now));
                    settled.insert(slot);
                }
                (2, Some((slot, taken))) if now - taken < 10 && !settled.contains(&slot) => {
                    counter.release(&slot);
                    looked_at.retain(|(name, _)| *name != slot);
                }
                _ => {
                    let slot = format!("try {number}");
                    if let Decision::Open { .. } = counter.reserve(&policy, &slot, after(now)) {
                        looked_at.push((slot, now));
                    }
                }
            }
            let recent = looked_at.iter().filter(|(_, taken)| now - taken < 900).count();
            prop_assert!(recent <= 5, "{} were looked at", recent);
        }
    }
}
