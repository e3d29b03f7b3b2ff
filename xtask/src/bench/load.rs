//! Several threads that do the same thing again and again for a while, and how long each time took.

use std::{
    thread,
    time::{Duration, Instant},
};

use crate::failure::{Failure, Outcome};

/// What came of a load.
#[derive(Debug, Default)]
pub struct Loaded {
    /// How long each turn took, sorted.
    pub turns: Vec<Duration>,
    /// How long the load lasted.
    pub lasted: Duration,
}

impl Loaded {
    pub fn of(mut turns: Vec<Duration>, lasted: Duration) -> Self {
        turns.sort_unstable();
        Self { turns, lasted }
    }

    /// Turns a second.
    pub fn rate(&self) -> f64 {
        count(self.turns.len()) / self.lasted.as_secs_f64().max(f64::EPSILON)
    }

    /// The time that the given share of turns did not exceed, in milliseconds.
    pub fn percentile(&self, share: f64) -> f64 {
        // At most the number of turns, and not negative: the cast is exact enough.
        let index = (count(self.turns.len()) * share).ceil().max(1.0) as usize - 1;
        self.turns
            .get(index.min(self.turns.len().saturating_sub(1)))
            .map_or(f64::NAN, |turn| turn.as_secs_f64() * 1000.0)
    }
}

/// Runs `workers` threads. `prepare` makes each worker's own state (a connection); `turn` is done over and over with it
/// until `time` is over.
///
/// # Errors
/// The first error of any worker.
pub fn run<S: Send>(
    workers: usize,
    time: Duration,
    prepare: impl Fn(usize) -> Outcome<S> + Sync,
    turn: impl Fn(&mut S) -> Outcome + Sync,
) -> Outcome<Loaded> {
    let states = (0..workers).map(&prepare).collect::<Outcome<Vec<S>>>()?;
    let started = Instant::now();
    race(states, |state| {
        let is_on = started.elapsed() < time;
        if is_on {
            turn(state)?;
        }
        Ok(is_on)
    })
}

/// Runs `workers` threads. `prepare` makes each worker's own state with a stock of work, before the time counts; `turn` is
/// done over and over with it until it answers that nothing is left.
///
/// # Errors
/// The first error of any worker.
pub fn drain<S: Send>(
    workers: usize,
    prepare: impl Fn(usize) -> Outcome<S> + Sync,
    turn: impl Fn(&mut S) -> Outcome<bool> + Sync,
) -> Outcome<Loaded> {
    race((0..workers).map(&prepare).collect::<Outcome<Vec<S>>>()?, turn)
}

/// A thread for each state; a turn that answers `false` is the last and does not count.
fn race<S: Send>(states: Vec<S>, turn: impl Fn(&mut S) -> Outcome<bool> + Sync) -> Outcome<Loaded> {
    let started = Instant::now();
    let work = |mut state: S| -> Outcome<Vec<Duration>> {
        let mut turns = Vec::new();
        loop {
            let begun = Instant::now();
            if !turn(&mut state)? {
                return Ok(turns);
            }
            turns.push(begun.elapsed());
        }
    };
    let work = &work;
    let results: Vec<Outcome<Vec<Duration>>> = thread::scope(|scope| {
        let handles: Vec<_> = states
            .into_iter()
            .map(|state| scope.spawn(move || work(state)))
            .collect();
        let joined = handles.into_iter().map(|handle| handle.join());
        joined
            .map(|result| result.unwrap_or_else(|_| Err(Failure::new("a worker broke down"))))
            .collect()
    });
    let lasted = started.elapsed();
    Ok(Loaded::of(
        results.into_iter().collect::<Outcome<Vec<_>>>()?.concat(),
        lasted,
    ))
}

/// A count as a number to calculate with.
pub fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn percentiles_and_rates_come_from_the_sorted_turns() {
        let turns = (1..=100).rev().map(Duration::from_millis).collect();
        let loaded = Loaded::of(turns, Duration::from_secs(10));
        assert_eq!(
            (loaded.percentile(0.5), loaded.percentile(0.99), loaded.percentile(1.0)),
            (50.0, 99.0, 100.0)
        );
        assert!((loaded.rate() - 10.0).abs() < 1e-9);
        assert!(Loaded::default().percentile(0.5).is_nan());
    }

    #[test]
    fn the_first_error_of_a_worker_ends_the_load() {
        let result = run(2, Duration::from_secs(60), Ok, |number| {
            Err(Failure::new(format!("no {number}")))
        });
        assert!(result.unwrap_err().to_string().starts_with("no "));
    }
}
