//! Lists and searches of a large database: the first page, the deepest one, filters, and what starting on it takes.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::{
    Bench,
    load::Loaded,
    machine,
    record::Record,
    resources::{SETTLED, STARTS},
    visitor::Visitor,
};
use crate::{
    failure::{Failure, Outcome},
    portico::Portico,
};

/// How often each is asked for.
const TURNS: usize = 200;
/// Before it is measured, so that what is read is in memory.
const WARMING: usize = 10;
/// Almost all open work is due before that.
const FAR_AHEAD: Duration = Duration::from_secs(5 * 24 * 3600);
/// The longest a page of a list, and a search, should take.
const LIST_GOAL: f64 = 5.0;
const SEARCH_GOAL: f64 = 20.0;

/// The names of the two numbers of a place.
macro_rules! named {
    ($name:literal) => {
        [concat!($name, "_p50"), concat!($name, "_p99")]
    };
}

/// Something that is asked for, by a function and its one field.
struct Place {
    metrics: [&'static str; 2],
    function: &'static str,
    field: (&'static str, String),
    goal: f64,
}

/// # Errors
/// The database cannot be made, or the server fails.
pub fn measure(bench: &Bench<'_>) -> Outcome<Vec<Record>> {
    let portico = Portico::start(bench.binary, &["--requests", &bench.requests.to_string()])?;
    let mut records = vec![Record::new(
        "lists",
        "filled_in",
        portico.ready_after.as_secs_f64(),
        "s",
    )];
    let (portico, started) = restarted(bench, portico)?;
    records.push(Record::new("lists", "database", portico.database_size()?, "B"));
    records.push(Record::new("lists", "start_p50", started.percentile(0.5), "ms").goal(100.0));
    let mut desk = Visitor::sign_in(&portico.address, "Front.Desk1")?;
    let mut nurse = Visitor::sign_in(&portico.address, "Nurse.Ortiz")?;
    let oldest = desk.get("/prior-auth?sort=received")?.body;
    let oldest = after_of(&String::from_utf8_lossy(&oldest))
        .ok_or_else(|| Failure::new("the list of the oldest requests has no second page"))?;
    for place in of_practice(&oldest) {
        records.extend(ask(&mut desk, &place)?);
    }
    for place in of_plan(&far_ahead()?) {
        records.extend(ask(&mut nurse, &place)?);
    }
    std::thread::sleep(SETTLED);
    records.push(Record::new("lists", "memory_idle", machine::memory(portico.id())?, "B").goal(30_000_000.0));
    Ok(records)
}

/// The server on that data, started again and again.
fn restarted(bench: &Bench<'_>, mut portico: Portico) -> Outcome<(Portico, Loaded)> {
    let mut turns = Vec::new();
    for _ in 0..STARTS {
        portico = Portico::start_in(bench.binary, &[], portico.stop_and_keep())?;
        turns.push(portico.ready_after);
    }
    Ok((portico, Loaded::of(turns, Duration::from_secs(1))))
}

fn ask(visitor: &mut Visitor, place: &Place) -> Outcome<Vec<Record>> {
    let (name, value) = (place.field.0, place.field.1.as_str());
    let mut turns = Vec::new();
    let started = Instant::now();
    for turn in 0..WARMING + TURNS {
        let begun = Instant::now();
        visitor.call(place.function, &[(name, value)])?;
        if turn >= WARMING {
            turns.push(begun.elapsed());
        }
    }
    let loaded = Loaded::of(turns, started.elapsed());
    let [p50, p99] = place.metrics;
    Ok(vec![
        Record::new("lists", p50, loaded.percentile(0.5), "ms"),
        Record::new("lists", p99, loaded.percentile(0.99), "ms").goal(place.goal),
    ])
}

/// What a practice asks for; `oldest` is the place of its second-oldest page.
fn of_practice(oldest: &str) -> Vec<Place> {
    let list = |metrics, query: &str| Place {
        metrics,
        function: "prior-auth/list",
        field: ("query", query.to_owned()),
        goal: LIST_GOAL,
    };
    vec![
        list(named!("list_first"), ""),
        list(named!("list_deepest"), &format!("after={oldest}")),
        list(named!("list_oldest_first"), "sort=received"),
        list(named!("list_needs_you"), "group=needs_you"),
        list(named!("list_waiting"), "group=waiting"),
        list(named!("list_due_last"), "sort=-due"),
        list(named!("list_decided"), "group=decided"),
        list(named!("list_decided_deepest"), &format!("group=decided&after={oldest}")),
        list(named!("list_status"), "status=denied"),
        list(named!("list_status_deepest"), &format!("status=denied&after={oldest}")),
        list(named!("list_urgency"), "urgency=expedited&line=commercial"),
        list(named!("list_code"), "code=L1832"),
        search(named!("search_reference"), "PA-7K3"),
        search(named!("search_member_number"), "LHP90000"),
        search(named!("search_name"), "Cobab"),
    ]
}

fn of_plan(far_ahead: &str) -> Vec<Place> {
    let queue = |metrics, query: &str| Place {
        metrics,
        function: "review/queue",
        field: ("query", query.to_owned()),
        goal: LIST_GOAL,
    };
    vec![
        queue(named!("queue_first"), ""),
        queue(named!("queue_deepest"), &format!("after={far_ahead}")),
        queue(named!("queue_nobody"), "show=nobody"),
        queue(named!("queue_mine"), "show=mine"),
        queue(named!("queue_overdue"), "due=overdue"),
        queue(named!("queue_urgency"), "urgency=expedited"),
        queue(named!("queue_code"), "code=L1832"),
        search(named!("plan_search_reference"), "PA-7K3"),
        search(named!("plan_search_name"), "Cobab"),
    ]
}

fn search(metrics: [&'static str; 2], typed: &str) -> Place {
    Place {
        metrics,
        function: "search/find",
        field: ("q", typed.to_owned()),
        goal: SEARCH_GOAL,
    }
}

/// The place in the queue behind which lies what is due last.
fn far_ahead() -> Outcome<String> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.map_err(|_| Failure::new("the clock stands before 1970"))?;
    Ok(format!("{}-0", (now + FAR_AHEAD).as_millis()))
}

/// Where the next page begins, by the link to it. Other addresses on the page may have an `after` that means something else.
fn after_of(html: &str) -> Option<String> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let rests = html.split("after=").skip(1);
    let mut places = rests.filter_map(|rest| rest.split(|letter| !is_part(letter)).next());
    let place = places.find(|place| is_place(place))?;
    Some(place.to_owned())
}

/// Milliseconds, a hyphen and the id of a row.
fn is_place(text: &str) -> bool {
    let parts = text.split_once('-');
    parts.is_some_and(|(at, id)| !at.is_empty() && at.bytes().all(|byte| byte.is_ascii_digit()) && id.len() == 26)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_begins_where_its_link_says() {
        let html = r#"<link href="/events?after=1795"><a href="/prior-auth?sort=received&amp;after=1795446000000-01ARZ3NDEKTSV4RRFFQ69G5FAV">"#;
        let place = "1795446000000-01ARZ3NDEKTSV4RRFFQ69G5FAV";
        assert_eq!(after_of(html).as_deref(), Some(place));
        assert_eq!(after_of("<a href=\"/prior-auth\">"), None);
    }

    #[test]
    fn every_number_has_a_name_of_its_own() {
        let places = of_practice("1-0").into_iter().chain(of_plan("1-0"));
        let mut names: Vec<_> = places.flat_map(|place| place.metrics).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
