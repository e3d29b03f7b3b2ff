//! Requests that are acknowledged once they are durable.

use std::time::Instant;

use super::{
    Bench,
    load::{self, Loaded},
    record::Record,
    visitor::{self, Visitor},
};
use crate::{
    failure::{Failure, Outcome},
    http::Answer,
    portico::Portico,
};

const WORKERS: usize = 16;
/// How many drafts each worker has ready before the time counts.
const STOCK: usize = 100;
/// How many are submitted one after the other, to see what one alone takes.
const ALONE: usize = 100;
/// A draft is made at version 1, and each step that is saved makes the next.
const VERSION: &str = "6";

/// A step with its fields.
type Step = (&'static str, &'static [(&'static str, &'static str)]);

/// The knee orthosis of the demo data, step by step; the days come from the server.
const STEPS: [Step; 5] = [
    (
        "member",
        &[
            ("member_id", "LHP100200301"),
            ("birth_date", "1951-03-14"),
            ("last_name", "Delgado"),
        ],
    ),
    (
        "providers",
        &[
            ("requesting_npi", "1234567893"),
            ("rendering_npi", "1234567893"),
            ("place_of_service", "12"),
        ],
    ),
    (
        "service",
        &[
            ("line", "1"),
            ("procedure_code", "L1832"),
            ("quantity", "1"),
            ("unit", "each"),
            ("urgency", "standard"),
        ],
    ),
    ("diagnosis", &[("diagnosis_code", "M17.11")]),
    (
        "clinical",
        &[(
            "clinical_summary",
            "Unicompartmental osteoarthritis of the right knee; conservative treatment without success.",
        )],
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
        let draft = filled(&mut one, &period)?;
        let begun = Instant::now();
        submit(&mut one, &draft)?;
        turns.push(begun.elapsed());
    }
    let alone = Loaded::of(turns, started.elapsed());
    let with_stock = |number| {
        let mut visitor = enter(number)?;
        let stock = (0..STOCK)
            .map(|_| filled(&mut visitor, &period))
            .collect::<Outcome<Vec<_>>>()?;
        Ok((visitor, stock))
    };
    let loaded = load::drain(WORKERS, with_stock, |(visitor, stock)| match stock.pop() {
        Some(draft) => submit(visitor, &draft).map(|()| true),
        None => Ok(false),
    })?;
    Ok(vec![
        Record::new("submit", "p50_alone", alone.percentile(0.5), "ms")
            .of_limit(bench.machine.fsync)
            .goal(1.5),
        Record::new("submit", "rate", loaded.rate(), "1/s")
            .of_limit(1000.0 / bench.machine.fsync)
            .goal(5000.0),
        Record::new("submit", "p99", loaded.percentile(0.99), "ms"),
    ])
}

/// The dates a new draft proposes: the server knows which day it is where the plan is.
fn period(visitor: &mut Visitor) -> Outcome<[String; 2]> {
    let draft = draft(visitor)?;
    let page = visitor.get(&format!("/prior-auth/drafts/{draft}/service"))?;
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
    let id = place(&answer).and_then(|place| place.rsplit('/').next().map(str::to_owned));
    id.filter(|id| !id.is_empty())
        .ok_or_else(|| Failure::new(format!("a new draft has no address: {:?}", answer.headers)))
}

/// A new draft with all its steps.
fn filled(visitor: &mut Visitor, [from, to]: &[String; 2]) -> Outcome<String> {
    let draft = draft(visitor)?;
    for (step, own) in STEPS {
        let mut fields = vec![
            ("draft", draft.as_str()),
            ("step", step),
            ("from_date", from),
            ("to_date", to),
        ];
        fields.extend(own);
        visitor.call("prior-auth/save-step", &fields)?;
    }
    Ok(draft)
}

fn submit(visitor: &mut Visitor, draft: &str) -> Outcome {
    send(visitor, draft).map(drop)
}

fn send(visitor: &mut Visitor, draft: &str) -> Outcome<Answer> {
    visitor.call("prior-auth/submit", &[("draft", draft), ("version", VERSION)])
}

/// Submits a request for others to measure with; the address of its page.
///
/// # Errors
/// A request is refused.
pub fn submitted(visitor: &mut Visitor) -> Outcome<String> {
    let period = period(visitor)?;
    let draft = filled(visitor, &period)?;
    let answer = send(visitor, &draft)?;
    place(&answer).ok_or_else(|| Failure::new(format!("a request has no address: {:?}", answer.headers)))
}

/// Where an answer sends the browser.
fn place(answer: &Answer) -> Option<String> {
    let place = answer.header("location").or_else(|| answer.header("serverfnredirect"));
    place.map(str::to_owned)
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
