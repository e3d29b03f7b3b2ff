//! The only door to time and randomness.
//!
//! Everything that depends on "now" or on chance takes it from an [`Env`], so that a test can set both and a run can be
//! repeated. The linter bans the other ways.

use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{NaiveDate, TimeDelta};
use domain::time::{self, Timestamp};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// Crockford's base 32: no I, L, O, U, and byte order is value order.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Tells the time, in whole milliseconds, which is what the database keeps.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The present instant in UTC.
    fn now(&self) -> Timestamp;
}

/// Fills memory with chance.
pub trait Entropy: Send + Sync {
    /// Overwrites all of `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// The machine's clock.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place where the program asks the machine for the time"
        )]
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let millis = i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX);
        time::from_millis(millis).unwrap_or_default()
    }
}

/// The machine's clock moved by a number of seconds: what the browser tests advance instead of waiting.
#[derive(Debug, Default)]
pub struct ShiftedClock {
    shift_millis: AtomicI64,
}

impl ShiftedClock {
    /// Moves the clock forward (or back, when negative) by `seconds`, on top of earlier moves.
    pub fn advance_seconds(&self, seconds: i64) {
        self.shift_millis
            .fetch_add(seconds.saturating_mul(1000), Ordering::SeqCst);
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> Timestamp {
        let shift = TimeDelta::milliseconds(self.shift_millis.load(Ordering::SeqCst));
        let now = SystemClock.now();
        now.checked_add_signed(shift).unwrap_or(now)
    }
}

/// The operating system's random numbers.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place where the program asks the system for chance"
        )]
        let filled = getrandom::fill(bytes);
        if let Err(error) = filled {
            // Going on would hand out tokens that can be guessed.
            tracing::error!(%error, "the system gives no random numbers");
            std::process::abort();
        }
    }
}

/// Repeatable numbers, for demo data and tests; never for tokens that protect anything.
#[derive(Debug)]
pub struct SeededEntropy(Mutex<StdRng>);

impl SeededEntropy {
    /// The same seed gives the same sequence.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
    }
}

/// Time and randomness, handed to whoever needs them.
#[derive(Clone)]
pub struct Env {
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where chance comes from.
    pub entropy: Arc<dyn Entropy>,
}

impl fmt::Debug for Env {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Env")
            .field("clock", &self.clock)
            .finish_non_exhaustive()
    }
}

impl Env {
    /// The machine's own clock and random numbers.
    #[must_use]
    pub fn system() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            entropy: Arc::new(SystemEntropy),
        }
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The present day where the plan lives.
    #[must_use]
    pub fn today(&self, zone: chrono_tz::Tz) -> NaiveDate {
        self.now().with_timezone(&zone).date_naive()
    }

    /// A new row id: 26 characters, sorted by the millisecond of their making, 80 random bits behind it.
    #[must_use]
    pub fn new_id(&self) -> String {
        let mut chance = [0_u8; 16];
        self.entropy.fill(&mut chance[6..]);
        let millis = u128::try_from(time::to_millis(self.now())).unwrap_or_default();
        let value = (millis << 80) | (u128::from_be_bytes(chance) & ((1 << 80) - 1));
        (0..26_u32).rev().map(|place| symbol(value >> (5 * place))).collect()
    }

    /// 256 bits for a session token or a one-time link.
    #[must_use]
    pub fn token_256(&self) -> [u8; 32] {
        let mut token = [0_u8; 32];
        self.entropy.fill(&mut token);
        token
    }

    /// 64 random bits, for references.
    #[must_use]
    pub fn random_u64(&self) -> u64 {
        let mut bytes = [0_u8; 8];
        self.entropy.fill(&mut bytes);
        u64::from_be_bytes(bytes)
    }
}

/// The symbol of the lowest five bits.
fn symbol(bits: u128) -> char {
    let index = usize::try_from(bits & 31).unwrap_or_default();
    SYMBOLS.get(index).copied().map_or('0', char::from)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[derive(Debug)]
    struct At(i64);

    impl Clock for At {
        fn now(&self) -> Timestamp {
            time::from_millis(self.0).unwrap()
        }
    }

    fn env_at(millis: i64, seed: u64) -> Env {
        Env {
            clock: Arc::new(At(millis)),
            entropy: Arc::new(SeededEntropy::new(seed)),
        }
    }

    #[test]
    fn an_id_has_26_symbols_and_later_ids_sort_later() {
        let early = env_at(1_763_900_000_000, 1).new_id();
        let late = env_at(1_763_900_000_001, 2).new_id();
        assert_eq!((early.len(), late.len()), (26, 26));
        assert!(early < late);
        assert!(early.bytes().all(|byte| SYMBOLS.contains(&byte)));
    }

    #[test]
    fn ids_of_one_millisecond_differ() {
        let env = env_at(1_763_900_000_000, 1);
        let ids: std::collections::BTreeSet<String> = (0..1000).map(|_| env.new_id()).collect();
        assert_eq!(ids.len(), 1000);
    }

    #[test]
    fn the_same_seed_repeats_the_same_numbers() {
        assert_eq!(env_at(0, 7).token_256(), env_at(0, 7).token_256());
        assert_ne!(env_at(0, 7).random_u64(), env_at(0, 8).random_u64());
    }

    #[test]
    fn the_day_is_the_plans_day_not_utcs() {
        let env = env_at(1_763_953_200_000, 1); // 2025-11-24 03:00 UTC
        assert_eq!(env.today(chrono_tz::America::Chicago).to_string(), "2025-11-23");
    }

    #[test]
    fn a_shifted_clock_runs_ahead_by_what_it_was_advanced() {
        let clock = ShiftedClock::default();
        clock.advance_seconds(3600);
        let ahead = clock.now() - SystemClock.now();
        assert!((3590..=3600).contains(&ahead.num_seconds()), "{ahead}");
    }
}
