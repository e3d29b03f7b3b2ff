//! From a decision to the bytes in every listener's hands.

use std::{
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use super::{Bench, load::Loaded, record::Record, visitor::Visitor};
use crate::{
    failure::{Context, Failure, Outcome},
    http::{Answer, Client},
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
    let (heard, inbox) = mpsc::channel();
    for _ in 0..LISTENERS {
        let listener = Visitor::sign_in(&portico.address, "Lead.Novak")?.listen()?;
        let heard = heard.clone();
        thread::spawn(move || tell(listener, &heard));
    }
    let mut nurse = Visitor::sign_in(&portico.address, "Nurse.Ortiz")?;
    let reference = free_case(&json(&nurse.call("review/queue", &[])?)?)?;
    let (mut first, mut last) = (Vec::new(), Vec::new());
    let started = Instant::now();
    for change in 0..CHANGES {
        let version = version_of(&json(&nurse.call("review/show", &[("reference", &reference)])?)?)?;
        let verb = if change % 2 == 0 {
            "review/assign"
        } else {
            "review/release"
        };
        let sent = Instant::now();
        nurse.call(verb, &[("reference", &reference), ("version", &version.to_string())])?;
        let times = (0..LISTENERS)
            .map(|_| arrival(&inbox, version + 1))
            .collect::<Outcome<Vec<_>>>()?;
        first.extend(times.iter().min().map(|at| at.duration_since(sent)));
        last.extend(times.iter().max().map(|at| at.duration_since(sent)));
    }
    let (first, last) = (
        Loaded::of(first, started.elapsed()),
        Loaded::of(last, started.elapsed()),
    );
    Ok(vec![
        // From sending the decision, so the commit is in it: more than the goal counts, which starts at the commit.
        Record::new("live", "first_listener_p99", first.percentile(0.99), "ms").goal(5.0),
        Record::new("live", "last_of_100_listeners_p99", last.percentile(0.99), "ms"),
    ])
}

/// Passes on when which version of a case arrived, until the stream ends.
fn tell(mut listener: Client, heard: &mpsc::Sender<(i64, Instant)>) {
    while let Ok(line) = listener.line() {
        let event = line
            .strip_prefix("data:")
            .and_then(|data| serde_json::from_str::<Value>(data).ok());
        if let Some(version) = event.and_then(|event| event.get("version")?.as_i64())
            && heard.send((version, Instant::now())).is_err()
        {
            return;
        }
    }
}

fn arrival(inbox: &mpsc::Receiver<(i64, Instant)>, version: i64) -> Outcome<Instant> {
    loop {
        match inbox.recv_timeout(PATIENCE) {
            Ok((arrived, at)) if arrived == version => return Ok(at),
            Ok(_) => {}
            Err(_) => return Err(Failure::new(format!("version {version} did not reach every listener"))),
        }
    }
}

fn json(answer: &Answer) -> Outcome<Value> {
    serde_json::from_slice(&answer.body).context(|| "cannot read the server's answer".into())
}

/// The reference of a case that nobody has taken and that has come in just now, so that a nurse may take it.
fn free_case(queue: &Value) -> Outcome<String> {
    let is_new = |case: &Value| {
        case.get("status")
            .and_then(Value::as_str)
            .is_some_and(|s| s.eq_ignore_ascii_case("submitted"))
    };
    let is_free = |case: &Value| case.get("assigned_to").is_some_and(Value::is_null);
    let free = cases(queue).into_iter().find(|case| is_new(case) && is_free(case));
    let reference = free.and_then(|case| case.get("reference")?.as_str().map(str::to_owned));
    reference.ok_or_else(|| Failure::new("the queue holds no case that is free"))
}

fn version_of(case: &Value) -> Outcome<i64> {
    let version = cases(case).first().and_then(|case| case.get("version")?.as_i64());
    version.ok_or_else(|| Failure::new("the case has no version"))
}

/// All objects in an answer that are cases, however deep.
fn cases(value: &Value) -> Vec<&Value> {
    match value {
        Value::Object(fields) if fields.contains_key("reference") && fields.contains_key("version") => vec![value],
        Value::Object(fields) => fields.values().flat_map(cases).collect(),
        Value::Array(items) => items.iter().flat_map(cases).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use serde_json::json;

    use super::*;

    #[test]
    fn a_free_case_is_found_however_deep_it_lies() {
        let queue = json!({"page": {"rows": [
            {"reference": "PA-1", "status": "submitted", "version": 2, "assigned_to": "Kim"},
            {"reference": "PA-2", "status": "submitted", "version": 3, "assigned_to": null},
        ]}});
        assert_eq!(free_case(&queue).unwrap(), "PA-2");
        assert_eq!(version_of(&queue).unwrap(), 2);
        assert!(free_case(&json!({"rows": []})).is_err());
    }

    #[test]
    fn other_versions_are_passed_over() {
        let (heard, inbox) = mpsc::channel();
        let at = Instant::now();
        heard.send((1, at)).unwrap();
        heard.send((2, at)).unwrap();
        assert_eq!(arrival(&inbox, 2).unwrap(), at);
        drop(heard);
        assert!(arrival(&inbox, 2).is_err());
    }
}
