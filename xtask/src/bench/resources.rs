//! What a visitor downloads, how soon a server answers, and what memory it keeps.

use std::{thread, time::Duration};

use super::{
    Bench,
    load::{self, Loaded},
    machine,
    record::Record,
    visitor::{self, Visitor},
};
use crate::{failure::Outcome, http::Client, portico::Portico, sizes};

/// How often the start is measured.
const STARTS: usize = 7;
/// After that long without a sign-in the memory of the hashes has been given back.
const SETTLED: Duration = Duration::from_secs(15);

/// Bytes of the first visits, as they go over the wire.
///
/// # Errors
/// A page fails.
pub fn first_load(bench: &Bench<'_>) -> Outcome<Vec<Record>> {
    let portico = Portico::start(bench.binary, &[])?;
    let sign_in = Client::connect(&portico.address)?.get("/login", "")?.body.len();
    let dashboard = Visitor::sign_in(&portico.address, &visitor::load_user(0))?
        .get("/dashboard")?
        .body
        .len();
    let styles = bench.site.sizes.styles.brotli;
    let bytes = |metric, value: usize| Record::new("first-load", metric, load::count(value), "B");
    Ok(vec![
        bytes("sign_in", sign_in + styles).goal(load::count(sizes::SIGN_IN)),
        bytes("dashboard", bench.site.sizes.dashboard()).goal(load::count(sizes::DASHBOARD)),
        bytes("repeat_visit", dashboard).goal(15_000.0),
    ])
}

/// From starting the process to its ready line, on data that is already there.
///
/// # Errors
/// The server does not start.
pub fn start(bench: &Bench<'_>) -> Outcome<Vec<Record>> {
    let mut turns = Vec::new();
    let mut portico = Portico::start(bench.binary, &[])?;
    for _ in 0..STARTS {
        portico = Portico::start_in(bench.binary, &[], portico.stop_and_keep())?;
        turns.push(portico.ready_after);
    }
    let starts = Loaded::of(turns, Duration::from_secs(1));
    Ok(vec![
        Record::new("start", "ready_p50", starts.percentile(0.5), "ms").goal(100.0),
    ])
}

/// Memory at rest, after some work.
///
/// # Errors
/// The server fails.
pub fn memory(bench: &Bench<'_>) -> Outcome<Vec<Record>> {
    let portico = Portico::start(bench.binary, &[])?;
    let mut visitor = Visitor::sign_in(&portico.address, &visitor::load_user(0))?;
    for _ in 0..100 {
        visitor.get("/dashboard")?;
    }
    thread::sleep(SETTLED);
    Ok(vec![
        Record::new("memory", "idle", machine::memory(portico.id())?, "B").goal(30_000_000.0),
    ])
}
