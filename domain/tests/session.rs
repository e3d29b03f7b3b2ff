//! How long a session lives.
#![expect(clippy::unwrap_used, reason = "tests")]

use chrono::TimeDelta;
use domain::access::Side;
use domain::auth::session::{Phase, Policy, State};
use domain::time::Timestamp;
use proptest::prelude::*;
use proptest::sample::select;

fn created() -> Timestamp {
    "2026-05-04T08:00:00Z".parse().unwrap()
}

fn after(seconds: i64) -> Timestamp {
    created() + TimeDelta::seconds(seconds)
}

const fn minutes(minutes: i64) -> i64 {
    minutes * 60
}

fn state(side: Side, last_seen: i64, now: i64) -> State {
    Policy::for_side(side).state(created(), after(last_seen), after(now))
}

#[test]
fn a_session_ends_15_minutes_after_the_last_activity() {
    for side in Side::ALL {
        let expires_at = after(minutes(15));
        assert_eq!(state(*side, 0, 0), State::Live { expires_at });
        assert_eq!(state(*side, 0, minutes(15) - 1), State::Live { expires_at });
        assert_eq!(state(*side, 0, minutes(15)), State::Expired);
    }
}

#[test]
fn activity_moves_the_end() {
    assert_eq!(
        state(Side::Provider, minutes(14), minutes(20)),
        State::Live {
            expires_at: after(minutes(29))
        }
    );
}

#[test]
fn a_practices_session_ends_after_12_hours_and_the_plans_after_8() {
    for (side, hours) in [(Side::Provider, 12), (Side::Plan, 8)] {
        let end = minutes(hours * 60);
        assert_eq!(state(side, end - 60, end - 1), State::Live { expires_at: after(end) });
        assert_eq!(state(side, end - 60, end), State::Expired);
        assert_eq!(state(side, end + 60, end + 61), State::Expired);
    }
}

#[test]
fn a_clock_set_back_gives_no_more_than_the_limits() {
    let now = -minutes(120);
    assert_eq!(
        state(Side::Provider, 0, now),
        State::Live {
            expires_at: after(now + minutes(15))
        }
    );
}

#[test]
fn the_end_of_the_calendar_is_the_end_of_the_session() {
    let end = Timestamp::MAX_UTC;
    assert_eq!(Policy::for_side(Side::Provider).state(end, end, end), State::Expired);
}

#[test]
fn a_page_warns_two_minutes_before_the_end_and_says_so_three_times() {
    let phase = |seconds| Policy::phase(TimeDelta::seconds(seconds));
    let warning = |seconds| Phase::Warning {
        aloud: TimeDelta::seconds(seconds),
    };
    let quiet = |seconds| Phase::Quiet {
        look_again: TimeDelta::seconds(seconds),
    };
    for (left, expected) in [
        (15 * 60, quiet(13 * 60)),
        (121, quiet(1)),
        (120, warning(120)),
        (61, warning(120)),
        (60, warning(60)),
        (31, warning(60)),
        (30, warning(30)),
        (1, warning(30)),
        (0, Phase::Over),
        (-5, Phase::Over),
    ] {
        assert_eq!(phase(left), expected, "{left} seconds");
    }
}

proptest! {
    #[test]
    fn a_page_that_looks_again_when_told_to_warns_then_and_never_misses_the_end(left in -10_000i64..100_000_000) {
        match Policy::phase(TimeDelta::milliseconds(left)) {
            Phase::Quiet { look_again } => {
                let then = TimeDelta::milliseconds(left) - look_again;
                prop_assert_eq!(Policy::phase(then), Phase::Warning { aloud: Policy::WARN_BEFORE });
            }
            Phase::Warning { aloud } => prop_assert!(left > 0 && TimeDelta::milliseconds(left) <= aloud),
            Phase::Over => prop_assert!(left <= 0),
        }
    }

    #[test]
    fn a_live_session_ends_later_than_now_and_within_both_limits(
        side in select(Side::ALL), seen in 0i64..60_000, now in -10_000i64..60_000
    ) {
        let policy = Policy::for_side(side);
        if let State::Live { expires_at } = state(side, seen, now) {
            prop_assert!(expires_at > after(now));
            prop_assert!(expires_at <= after(now) + policy.idle);
            prop_assert!(expires_at <= created() + policy.absolute);
        }
    }

    #[test]
    fn an_expired_session_never_comes_back(side in select(Side::ALL), seen in 0i64..60_000, later in 0i64..60_000) {
        let policy = Policy::for_side(side);
        let now = seen + later;
        if state(side, seen, now) == State::Expired {
            for more in [1, 60, 100_000] {
                prop_assert_eq!(policy.state(created(), after(seen), after(now + more)), State::Expired);
            }
        }
    }

    #[test]
    fn a_session_is_live_until_the_instant_it_names(side in select(Side::ALL), seen in 0i64..60_000) {
        if let State::Live { expires_at } = state(side, seen, seen) {
            let policy = Policy::for_side(side);
            let at = |moment| policy.state(created(), after(seen), moment);
            prop_assert_eq!(at(expires_at - TimeDelta::milliseconds(1)), State::Live { expires_at });
            prop_assert_eq!(at(expires_at), State::Expired);
        }
    }
}
