//! Sign-ins a second, and what one costs beyond its hash.

use std::time::Duration;

use super::{Bench, load, machine::Processor, record::Record, visitor};
use crate::{
    failure::{Failure, Outcome},
    http::Client,
    portico::Portico,
};

const TIME: Duration = Duration::from_secs(8);
/// Enough to keep every hashing thread at work, few enough not to be turned away.
const WORKERS: usize = 8;

/// # Errors
/// The server refuses or breaks.
pub fn measure(bench: &Bench<'_>) -> Outcome<Vec<Record>> {
    let portico = Portico::start(bench.binary, &[])?;
    let before = Processor::of(portico.id())?;
    let connect = |number| Ok((Client::connect(&portico.address)?, visitor::load_user(number)));
    let loaded = load::run(WORKERS, TIME, connect, |(client, user_id)| {
        let answer = visitor::sign_in(client, user_id)?;
        if answer.status < 400 {
            Ok(())
        } else {
            Err(Failure::new(format!("signing in answers {}", answer.status)))
        }
    })?;
    let used = Processor::of(portico.id())?.since(before);
    let beyond = (used.all - used.hashing) * 1000.0 / load::count(loaded.turns.len());
    Ok(vec![
        Record::new("login", "rate", loaded.rate(), "1/s")
            .of_limit(bench.machine.sign_ins())
            .goal(0.95 * bench.machine.sign_ins()),
        Record::new("login", "processor_beyond_hash", beyond, "ms").goal(0.7),
        Record::new("login", "p99", loaded.percentile(0.99), "ms"),
    ])
}
