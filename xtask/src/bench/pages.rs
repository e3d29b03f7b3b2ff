//! The dashboard as the server renders it for someone who is signed in.

use std::time::Duration;

use super::{
    Bench, load,
    machine::Processor,
    record::Record,
    visitor::{self, Visitor},
};
use crate::{failure::Outcome, portico::Portico};

const TIME: Duration = Duration::from_secs(6);

/// # Errors
/// A page fails.
pub fn measure(bench: &Bench<'_>) -> Outcome<Vec<Record>> {
    let portico = Portico::start(bench.binary, &[])?;
    let enter = |number| Visitor::sign_in(&portico.address, &visitor::load_user(number));
    let page = |visitor: &mut Visitor| visitor.get("/dashboard").map(drop);
    let alone = load::run(1, TIME / 3, enter, page)?;
    let before = Processor::of(portico.id())?;
    let loaded = load::run(4, TIME, enter, page)?;
    let used = Processor::of(portico.id())?.since(before);
    // Signing in the four is part of the time between the two looks; its hashes are not counted.
    let each = (used.all - used.hashing) * 1000.0 / load::count(loaded.turns.len());
    Ok(vec![
        Record::new("pages", "rate", loaded.rate(), "1/s").goal(3000.0),
        Record::new("pages", "processor", each, "ms").goal(0.4),
        Record::new("pages", "p50_alone", alone.percentile(0.5), "ms"),
        Record::new("pages", "p99", loaded.percentile(0.99), "ms"),
    ])
}
