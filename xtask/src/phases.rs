//! The list of phases that a person watches: one line each, with its time, on standard error.
//!
//! Standard output stays free for what programs read: the ready line of `demo --json`, the closing count of `test`,
//! the JSON lines of `bench`.

use std::{
    io::{IsTerminal, Write},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::failure::Outcome;

/// The phases of one command.
pub struct Phases {
    started: Instant,
    terminal: bool,
}

/// One phase at work.
pub struct Phase {
    name: String,
    started: Instant,
    terminal: bool,
    note: Mutex<String>,
}

impl Phases {
    pub fn new() -> Self {
        Self {
            started: Instant::now(),
            terminal: std::io::stderr().is_terminal(),
        }
    }

    /// Runs a phase that says nothing itself: its line appears at once and is completed with time and note.
    pub fn run<T>(&self, name: &str, work: impl FnOnce(&Phase) -> Outcome<T>) -> Outcome<T> {
        eprint!("{name:<34} ");
        self.finish(name, work, |phase, ok| {
            let again = if phase.terminal {
                format!("\r\x1b[K{:<34} ", phase.name)
            } else {
                String::new()
            };
            eprintln!("{again}{}{}", phase.closing(ok), phase.noted());
        })
    }

    /// Runs a phase whose programs speak for themselves, between an opening and a closing line.
    pub fn show<T>(&self, name: &str, work: impl FnOnce(&Phase) -> Outcome<T>) -> Outcome<T> {
        eprintln!("{name} …");
        self.finish(name, work, |phase, ok| {
            eprintln!("{:<34} {}{}", phase.name, phase.closing(ok), phase.noted());
        })
    }

    fn finish<T>(
        &self,
        name: &str,
        work: impl FnOnce(&Phase) -> Outcome<T>,
        close: impl FnOnce(&Phase, bool),
    ) -> Outcome<T> {
        flush();
        let phase = Phase {
            name: name.to_owned(),
            started: Instant::now(),
            terminal: self.terminal,
            note: Mutex::new(String::new()),
        };
        let result = work(&phase);
        close(&phase, result.is_ok());
        flush();
        result
    }

    /// The closing line: the time of everything.
    pub fn total(&self) {
        eprintln!("{:<34} {:>10}", "In all", spoken(self.started.elapsed()));
    }
}

impl Phase {
    /// Shows on a terminal what is being done just now; elsewhere it stays quiet.
    pub fn progress(&self, doing: &str) {
        if self.terminal {
            let short: String = doing.chars().take(60).collect();
            eprint!(
                "\r\x1b[K{:<34} {:>10}   {short}",
                self.name,
                spoken(self.started.elapsed())
            );
            flush();
        }
    }

    /// Sets what stands behind the time on the phase's line.
    pub fn note(&self, note: impl AsRef<str>) {
        *self.note.lock().unwrap_or_else(PoisonError::into_inner) = format!("   {}", note.as_ref());
    }

    fn noted(&self) -> String {
        self.note.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn closing(&self, ok: bool) -> String {
        let time = spoken(self.started.elapsed());
        if ok {
            format!("{time:>10}")
        } else {
            format!("{time:>10}   failed")
        }
    }
}

/// A line between phases.
pub fn say(text: &str) {
    eprintln!("{text}");
}

/// A duration as a person says it: "0.4 s", "2 min 05 s".
pub fn spoken(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

/// Standard error that cannot be written to is no reason to stop building.
fn flush() {
    let _closed_is_fine = std::io::stderr().flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_short_and_readable() {
        assert_eq!(spoken(Duration::from_millis(430)), "0.4 s");
        assert_eq!(spoken(Duration::from_secs(42)), "42 s");
        assert_eq!(spoken(Duration::from_secs(125)), "2 min 05 s");
    }
}
