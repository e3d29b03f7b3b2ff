//! What the kernel says about this machine and about one process on it.

use std::{fs, num::NonZero, thread, time::Duration};

use crate::failure::{Context, Failure, Outcome};

/// Up to this share of busy processor time a machine counts as quiet. The load average will not do: it remembers the
/// build that has just ended.
pub const QUIET: f64 = 0.1;

/// Clock ticks a second in the kernel's files; a constant of its interface on Linux.
const TICKS: f64 = 100.0;

/// Processor time that a process has used, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Processor {
    pub all: f64,
    /// The part of the threads that compute password hashes.
    pub hashing: f64,
}

impl Processor {
    /// # Errors
    /// The process is gone, or this is not Linux.
    pub fn of(process: u32) -> Outcome<Self> {
        let folder = format!("/proc/{process}/task");
        let mut used = Self::default();
        for task in fs::read_dir(&folder)
            .context(|| format!("cannot read {folder}"))?
            .flatten()
        {
            // A thread may end while we look.
            let Ok(stat) = fs::read_to_string(task.path().join("stat")) else {
                continue;
            };
            let Some((name, seconds)) = parse(&stat) else { continue };
            used.all += seconds;
            if name.starts_with("hash-") {
                used.hashing += seconds;
            }
        }
        Ok(used)
    }

    /// What was used since an earlier look.
    pub fn since(self, earlier: Self) -> Self {
        Self {
            all: self.all - earlier.all,
            hashing: self.hashing - earlier.hashing,
        }
    }
}

/// Name and processor seconds out of a `stat` line; the name stands in parentheses and may contain anything.
fn parse(stat: &str) -> Option<(&str, f64)> {
    let (head, tail) = stat.rsplit_once(") ")?;
    let name = head.split_once('(')?.1;
    let mut fields = tail.split(' ').skip(11).map(str::parse::<f64>);
    let (user, system) = (fields.next()?.ok()?, fields.next()?.ok()?);
    Some((name, (user + system) / TICKS))
}

/// Memory that a process holds, in bytes: its own, and what it uses of files, its program above all.
///
/// # Errors
/// The process is gone, or this is not Linux.
pub fn memory(process: u32) -> Outcome<f64> {
    held(process, "VmRSS")
}

/// Memory that is a process's own, in bytes: what the system cannot take back from it by itself.
///
/// # Errors
/// The process is gone, or this is not Linux.
pub fn own_memory(process: u32) -> Outcome<f64> {
    held(process, "RssAnon")
}

fn held(process: u32, what: &str) -> Outcome<f64> {
    let path = format!("/proc/{process}/status");
    let status = fs::read_to_string(&path).context(|| format!("cannot read {path}"))?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix(what)?.strip_prefix(':'));
    let kilobytes = line
        .and_then(|line| line.split_whitespace().next())
        .and_then(|number| number.parse::<f64>().ok());
    kilobytes
        .map(|number| number * 1024.0)
        .ok_or_else(|| Failure::new(format!("{path} holds no {what}")))
}

/// The share of all processors that is busy, looked at for two seconds.
///
/// # Errors
/// This is not Linux.
pub fn busy() -> Outcome<f64> {
    let before = times()?;
    thread::sleep(Duration::from_secs(2));
    let after = times()?;
    let (idle, all) = (after.0 - before.0, after.1 - before.1);
    Ok(if all > 0.0 { 1.0 - idle / all } else { 0.0 })
}

/// Idle and total ticks of all processors together.
fn times() -> Outcome<(f64, f64)> {
    let stat = fs::read_to_string("/proc/stat").context(|| "cannot read /proc/stat".into())?;
    let numbers: Vec<f64> = stat
        .lines()
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .skip(1)
        .flat_map(str::parse)
        .collect();
    let idle = numbers.iter().skip(3).take(2).sum();
    Ok((idle, numbers.iter().take(8).sum()))
}

/// Number of processors.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn name_and_seconds_are_read_even_when_the_name_is_odd() {
        let stat = "42 (hash-0 ) x) S 1 2 3 4 5 6 7 8 9 10 150 50 0 0 20 0 1 0 99";
        assert_eq!(parse(stat), Some(("hash-0 ) x", 2.0)));
        assert_eq!(parse("nothing"), None);
    }

    #[test]
    fn this_process_has_used_memory() {
        let all = memory(std::process::id()).unwrap();
        let own = own_memory(std::process::id()).unwrap();
        assert!(own > 100_000.0 && all > own, "{own} of {all}");
        assert!(Processor::of(std::process::id()).is_ok());
    }
}
