//! From a decision to the bytes in every listener's hands.

use std::{
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use super::{
    Bench,
    case::{Case, version_in},
    load::Loaded,
    record::Record,
    visitor::{self, Visitor},
};
use crate::{
    failure::{Failure, Outcome},
    http::Client,
    portico::Portico,
};

/// Streams that are open at once, and changes that are made.
const LISTENERS: usize = 100;
const CHANGES: usize = 50;
/// A change that has not arrived by then never will.
const PATIENCE: Duration = Duration::from_secs(10);

/// # Errors
/// A stream ends, or a change does not arrive.
pub fn measure(bench: &Bench<'_>) -> Outcome<Vec<Record>> {
    let portico = Portico::start(bench.binary, &[])?;
    let mut case = Case::fresh(&mut Visitor::sign_in(&portico.address, &visitor::load_user(0))?)?;
    let (heard, inbox) = mpsc::channel();
    for _ in 0..LISTENERS {
        let listener = Visitor::sign_in(&portico.address, "Lead.Novak")?.listen(&portico.address)?;
        let heard = heard.clone();
        thread::spawn(move || tell(listener, &heard));
    }
    let mut nurse = Visitor::sign_in(&portico.address, "Nurse.Ortiz")?;
    let (mut first, mut last) = (Vec::new(), Vec::new());
    let started = Instant::now();
    for _ in 0..CHANGES {
        let sent = Instant::now();
        let version = case.change(&mut nurse)?;
        let times = arrivals(&inbox, version, LISTENERS)?;
        first.extend(times.iter().min().map(|at| at.duration_since(sent)));
        last.extend(times.iter().max().map(|at| at.duration_since(sent)));
    }
    let (first, last) = (
        Loaded::of(first, started.elapsed()),
        Loaded::of(last, started.elapsed()),
    );
    Ok(vec![
        // From sending the decision, so the commit is in it: more than the goal counts, which starts at the commit.
        Record::new("live", "first_listener_p99", first.percentile(0.99), "ms")
            .of_limit(bench.machine.fsync)
            .goal(5.0),
        Record::new("live", "last_of_100_listeners_p99", last.percentile(0.99), "ms").of_limit(bench.machine.fsync),
    ])
}

/// Passes on when which version of a case arrived, until the stream ends.
fn tell(mut listener: Client, heard: &mpsc::Sender<(i64, Instant)>) {
    while let Ok(line) = listener.line() {
        if let Some(version) = version_in(&line)
            && heard.send((version, Instant::now())).is_err()
        {
            return;
        }
    }
}

/// When a version arrived at each of so many listeners.
///
/// # Errors
/// It does not reach all of them.
pub fn arrivals(inbox: &mpsc::Receiver<(i64, Instant)>, version: i64, listeners: usize) -> Outcome<Vec<Instant>> {
    let mut times = Vec::with_capacity(listeners);
    while times.len() < listeners {
        match inbox.recv_timeout(PATIENCE) {
            Ok((arrived, at)) if arrived == version => times.push(at),
            Ok(_) => {}
            Err(_) => {
                let reached = times.len();
                return Err(Failure::new(format!(
                    "version {version} reached {reached} of {listeners} listeners"
                )));
            }
        }
    }
    Ok(times)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn other_versions_are_passed_over_and_missing_listeners_are_counted() {
        let (heard, inbox) = mpsc::channel();
        let at = Instant::now();
        for version in [1, 2, 1, 2] {
            heard.send((version, at)).unwrap();
        }
        assert_eq!(arrivals(&inbox, 2, 2).unwrap(), [at, at]);
        heard.send((3, at)).unwrap();
        drop(heard);
        let error = arrivals(&inbox, 3, 2).unwrap_err().to_string();
        assert!(error.contains("reached 1 of 2"), "{error}");
    }
}
