//! What a refused sign-in costs, and whether its time tells that a User ID exists.

use std::time::{Duration, Instant};

use super::{Bench, load, machine::Processor, record::Record, visitor};
use crate::{
    failure::{Failure, Outcome},
    http::{Answer, Client},
    portico::Portico,
};

const TIME: Duration = Duration::from_secs(4);
const WRONG: &str = "certainly not the password";
/// Wrong tries before a lock.
const BEFORE_LOCK: usize = 4;
/// Timed wrong passwords of each kind.
const SAMPLES: usize = 2_000;

/// # Errors
/// The server answers otherwise than it must.
pub fn measure(bench: &Bench<'_>) -> Outcome<Vec<Record>> {
    let portico = Portico::start(bench.binary, &[])?;
    let mut records = locked(&portico)?;
    records.extend(enumeration(&portico)?);
    Ok(records)
}

/// Tries while locked: no hash, no write.
fn locked(portico: &Portico) -> Outcome<Vec<Record>> {
    let user_id = "Viewer.Sam1";
    let mut client = Client::connect(&portico.address)?;
    for _ in 0..=BEFORE_LOCK {
        visitor::try_password(&mut client, user_id, WRONG)?;
    }
    let before = Processor::of(portico.id())?;
    let connect = |_| Client::connect(&portico.address);
    let loaded = load::run(2, TIME, connect, |client| {
        expect(&visitor::try_password(client, user_id, WRONG)?, 429)
    })?;
    let used = Processor::of(portico.id())?.since(before);
    let each = used.all * 1e6 / load::count(loaded.turns.len());
    Ok(vec![
        Record::new("refused", "processor", each, "us").goal(100.0),
        Record::new("refused", "rate", loaded.rate(), "1/s"),
    ])
}

/// Wrong passwords of people and of nobody, in turns, so that both meet the same machine.
fn enumeration(portico: &Portico) -> Outcome<Vec<Record>> {
    let mut client = Client::connect(&portico.address)?;
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for round in 0..SAMPLES / BEFORE_LOCK {
        let (somebody, nobody) = (visitor::load_user(round), format!("Load.Nobody{round:04}"));
        for _ in 0..BEFORE_LOCK {
            known.push(wrong(&mut client, &somebody)?);
            unknown.push(wrong(&mut client, &nobody)?);
        }
        // Forgiven, so that the account can be tried again.
        if visitor::sign_in(&mut client, &somebody)?.status >= 400 {
            return Err(Failure::new(format!("{somebody} cannot sign in")));
        }
    }
    let (known, unknown) = (median(known), median(unknown));
    Ok(vec![
        Record::new("enumeration", "median_known", known, "ms"),
        Record::new("enumeration", "median_unknown", unknown, "ms"),
        Record::new("enumeration", "difference", (known - unknown).abs(), "ms").goal((0.02 * known).max(1.0)),
    ])
}

fn wrong(client: &mut Client, user_id: &str) -> Outcome<Duration> {
    let begun = Instant::now();
    let answer = visitor::try_password(client, user_id, WRONG)?;
    let took = begun.elapsed();
    expect(&answer, 422).map(|()| took)
}

fn expect(answer: &Answer, status: u16) -> Outcome {
    if answer.status == status {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "a refused sign-in answers {}, not {status}",
            answer.status
        )))
    }
}

fn median(times: Vec<Duration>) -> f64 {
    load::Loaded::of(times, Duration::ZERO).percentile(0.5)
}
