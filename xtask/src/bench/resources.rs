//! What a visitor downloads, how soon a server answers, and what memory it keeps.

use std::{collections::BTreeSet, thread, time::Duration};

use super::{
    Bench,
    load::{self, Loaded},
    machine,
    record::Record,
    visitor::{self, Visitor},
};
use crate::{failure::Outcome, http::Client, portico::Portico, sizes};

/// How often the start is measured.
pub(super) const STARTS: usize = 7;
/// After that long without a sign-in the memory of the hashes has been given back.
pub(super) const SETTLED: Duration = Duration::from_secs(15);

/// Bytes of the first visits, as they go over the wire.
///
/// # Errors
/// A page or a file fails.
pub fn first_load(bench: &Bench<'_>) -> Outcome<Vec<Record>> {
    let portico = Portico::start(bench.binary, &[])?;
    let sign_in = Client::connect(&portico.address)?.get("/login", "")?.body;
    let mut visitor = Visitor::sign_in(&portico.address, &visitor::load_user(0))?;
    let page = visitor.get("/dashboard")?.body;
    let styles = files(&mut visitor, &sign_in, &["css"])?;
    let client = files(&mut visitor, &page, &["css", "js", "wasm"])?;
    let bytes = |metric, value: usize| Record::new("first-load", metric, load::count(value), "B");
    Ok(vec![
        bytes("sign_in", sign_in.len() + styles).goal(load::count(sizes::SIGN_IN)),
        bytes("dashboard", client).goal(load::count(sizes::DASHBOARD)),
        bytes("repeat_visit", page.len()).goal(15_000.0),
    ])
}

/// The bytes of all built files with these endings that a page names, each once.
fn files(visitor: &mut Visitor, page: &[u8], endings: &[&str]) -> Outcome<usize> {
    let mut sum = 0;
    for path in built_files(&String::from_utf8_lossy(page)) {
        if endings.iter().any(|ending| path.ends_with(&format!(".{ending}"))) {
            sum += visitor.get(&path)?.body.len();
        }
    }
    Ok(sum)
}

/// The addresses below `/pkg/` that a page names for itself; what a later page needs stands in `data-work`.
fn built_files(html: &str) -> BTreeSet<String> {
    let pieces: Vec<&str> = html.split("/pkg/").collect();
    let is_path = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    let own = pieces.windows(2).filter_map(|two| match two {
        [before, rest] if !before.ends_with("data-work=\"") => rest.split(|c| !is_path(c)).next(),
        _ => None,
    });
    own.map(|path| format!("/pkg/{path}")).collect()
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
        Record::new("memory", "idle_own", machine::own_memory(portico.id())?, "B"),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_files_of_a_page_are_found_once_each() {
        let html = r#"<html data-work="/pkg/0a/work.css"><link href="/pkg/0a/portico.css"><script>import x from '/pkg/0a/portico.js'; "/pkg/0a/portico.js"</script>"#;
        let found: Vec<_> = built_files(html).into_iter().collect();
        assert_eq!(found, ["/pkg/0a/portico.css", "/pkg/0a/portico.js"]);
    }
}
