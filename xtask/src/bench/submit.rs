//! Requests that are acknowledged once they are durable.

use std::time::{Duration, Instant};

use super::{
    Bench,
    load::{self, Loaded},
    record::Record,
    visitor::{self, Visitor},
};
use crate::{
    failure::{Failure, Outcome},
    portico::Portico,
};

const TIME: Duration = Duration::from_secs(6);
const WORKERS: usize = 16;
/// How many are submitted one after the other, to see what one alone takes.
const ALONE: usize = 100;

/// The knee orthosis of the demo data, with a date far enough away not to be past.
const REQUEST: [(&str, &str); 13] = [
    ("member_id", "LHP100200301"),
    ("birth_date", "1951-03-14"),
    ("last_name", "Delgado"),
    ("requesting_npi", "1234567893"),
    ("rendering_npi", "1234567893"),
    ("place_of_service", "12"),
    ("procedure_code", "L1832"),
    ("quantity", "1"),
    ("unit", "each"),
    ("urgency", "standard"),
    ("urgency_reason", ""),
    ("diagnosis_code", "M17.11"),
    (
        "clinical_summary",
        "Unicompartmental osteoarthritis of the right knee; conservative treatment without success.",
    ),
];

/// # Errors
/// A request is refused.
pub fn measure(bench: &Bench<'_>) -> Outcome<Vec<Record>> {
    let portico = Portico::start(bench.binary, &[])?;
    let period = period(&mut Visitor::sign_in(&portico.address, &visitor::load_user(0))?)?;
    let enter = |number| Visitor::sign_in(&portico.address, &visitor::load_user(number));
    let mut one = enter(0)?;
    let started = Instant::now();
    let mut turns = Vec::new();
    for _ in 0..ALONE {
        let draft = draft(&mut one)?;
        let begun = Instant::now();
        submit(&mut one, &draft, &period)?;
        turns.push(begun.elapsed());
    }
    let alone = Loaded::of(turns, started.elapsed());
    let loaded = load::run(WORKERS, TIME, enter, |visitor| {
        let draft = draft(visitor)?;
        submit(visitor, &draft, &period)
    })?;
    Ok(vec![
        Record::new("submit", "p50_alone", alone.percentile(0.5), "ms")
            .of_limit(bench.machine.fsync)
            .goal(1.5),
        // Each turn makes its draft as well: two commits.
        Record::new("submit", "rate_with_draft", loaded.rate(), "1/s")
            .of_limit(1000.0 / bench.machine.fsync)
            .goal(5000.0),
        Record::new("submit", "p99_with_draft", loaded.percentile(0.99), "ms"),
    ])
}

/// The dates a new draft proposes: the server knows which day it is where the plan is.
fn period(visitor: &mut Visitor) -> Outcome<[String; 2]> {
    let draft = draft(visitor)?;
    let page = visitor.get(&format!("/prior-auth/drafts/{draft}"))?;
    let html = String::from_utf8_lossy(&page.body).into_owned();
    let value = |name: &str| {
        value_of(&html, name).ok_or_else(|| Failure::new(format!("the form has no field {name} with a date")))
    };
    Ok([value("from_date")?, value("to_date")?])
}

/// The value of the input with that name, wherever its attributes stand.
fn value_of(html: &str, name: &str) -> Option<String> {
    let named = format!("name=\"{name}\"");
    let mut tags = html.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
    let tag = tags.find(|tag| tag.contains(&named))?;
    let value = tag.split(" value=\"").nth(1)?.split('"').next()?;
    (!value.is_empty()).then(|| value.to_owned())
}

fn draft(visitor: &mut Visitor) -> Outcome<String> {
    let answer = visitor.call("prior-auth/create-draft", &[])?;
    let place = answer.header("location").or_else(|| answer.header("serverfnredirect"));
    let id = place
        .and_then(|place| place.rsplit('/').next())
        .filter(|id| !id.is_empty());
    id.map(str::to_owned)
        .ok_or_else(|| Failure::new(format!("a new draft has no address: {:?}", answer.headers)))
}

fn submit(visitor: &mut Visitor, draft: &str, [from, to]: &[String; 2]) -> Outcome {
    let mut fields = vec![("draft", draft), ("from_date", from), ("to_date", to)];
    fields.extend(REQUEST);
    visitor.call("prior-auth/submit", &fields).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_of_an_input_is_found_by_its_name() {
        let html = r#"<input name="a" value="1"><input type="date" value="2026-11-24" name="from_date" id="x">"#;
        assert_eq!(value_of(html, "from_date").as_deref(), Some("2026-11-24"));
        assert_eq!(value_of(html, "to_date"), None);
    }
}
