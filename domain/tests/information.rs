//! A request for information: by when it may be answered, what it may ask, what an answer needs.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::form::{FieldCode, FormErrors};
use domain::prior_auth::information::{ANSWERS, DOCUMENTS, MAX_ITEMS, MAX_NEED, NEEDS, answer};
use domain::prior_auth::{AnswerTime, Ask, AskedItem, ItemKind};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Seven days are left, and the clock runs on.
fn running() -> AnswerTime {
    AnswerTime::of(day("2026-11-23"), day("2026-11-30"), false)
}

fn parse(fields: &[(&str, &str)]) -> Result<Ask, FormErrors> {
    let typed: BTreeMap<&str, &str> = fields.iter().copied().collect();
    Ask::parse(|name| typed.get(name).copied().unwrap_or_default(), &running())
}

fn codes(result: Result<Ask, FormErrors>) -> Vec<(String, FieldCode)> {
    let errors = result.unwrap_err().0;
    errors.into_iter().map(|error| (error.field, error.code)).collect()
}

#[test]
fn a_clock_that_runs_on_leaves_the_days_before_the_decision() {
    let time = running();
    assert_eq!(
        (time.first, time.usual, time.last),
        (day("2026-11-23"), day("2026-11-29"), day("2026-11-30"))
    );
    let today = AnswerTime::of(day("2026-11-30"), day("2026-11-30"), false);
    assert_eq!(
        (today.usual, today.last),
        (day("2026-11-30"), day("2026-11-30")),
        "the decision waits for nobody"
    );
    let tomorrow = AnswerTime::of(day("2026-11-29"), day("2026-11-30"), false);
    assert_eq!((tomorrow.usual, tomorrow.last), (day("2026-11-30"), day("2026-11-30")));
    let late = AnswerTime::of(day("2026-12-05"), day("2026-11-30"), false);
    assert_eq!(
        (late.first, late.usual, late.last),
        (day("2026-12-05"), day("2026-12-06"), day("2026-12-06"))
    );
}

#[test]
fn a_clock_that_waits_gives_45_days_at_least() {
    let time = AnswerTime::of(day("2026-11-23"), day("2026-12-08"), true);
    assert_eq!((time.first, time.usual), (day("2027-01-07"), day("2027-01-07")));
    assert!(time.clock_waits && time.last > time.first);
}

proptest! {
    #[test]
    fn what_is_proposed_may_be_named(due in 0_u64..40, ahead: bool, waits: bool) {
        let today = day("2026-11-23");
        let due = if ahead { today + Days::new(due) } else { today - Days::new(due) };
        let time = AnswerTime::of(today, due, waits);
        prop_assert!(time.first <= time.usual && time.usual <= time.last);
        prop_assert!(time.first >= today && (waits || time.last <= due || time.last == today + Days::new(1)));
        let last = time.usual.to_string();
        let typed = |name: &str| match name {
            "need_1" => "Notes",
            "kind_1" => "document",
            "answer_by" => last.as_str(),
            _ => "",
        };
        prop_assert!(Ask::parse(typed, &time).is_ok());
    }
}

#[test]
fn rows_without_words_are_left_out() {
    let ask = parse(&[
        ("need_2", " The signed order "),
        ("kind_2", "document"),
        ("kind_3", "words"),
        ("need_5", "Which brace\r\nwas tried?"),
        ("kind_5", "words"),
        ("answer_by", "11/28/2026"),
    ]);
    let item = |kind, need: &str| AskedItem {
        kind,
        need: need.to_owned(),
    };
    let items = vec![
        item(ItemKind::Document, "The signed order"),
        item(ItemKind::Words, "Which brace\nwas tried?"),
    ];
    assert_eq!(
        ask,
        Ok(Ask {
            items,
            answer_by: day("2026-11-28")
        })
    );
}

#[test]
fn all_that_is_wrong_is_said_in_the_order_of_the_form() {
    let long = "x".repeat(MAX_NEED as usize + 1);
    let wrong = codes(parse(&[
        ("need_1", &long),
        ("need_2", "Notes"),
        ("kind_2", "fax"),
        ("answer_by", "soon"),
    ]));
    let expected = [
        ("need_1", FieldCode::TooLong { max: MAX_NEED }),
        ("kind_2", FieldCode::Required),
        ("answer_by", FieldCode::NotADate),
    ];
    assert_eq!(wrong, expected.map(|(field, code)| (field.to_owned(), code)));
    let nothing = codes(parse(&[]));
    let expected = [(NEEDS[0], FieldCode::Required), ("answer_by", FieldCode::Required)];
    assert_eq!(nothing, expected.map(|(field, code)| (field.to_owned(), code)));
}

#[test]
fn a_day_outside_what_is_sensible_is_not_taken() {
    for (last, code) in [
        ("2026-11-22", FieldCode::DateTooEarly),
        ("2026-12-01", FieldCode::DateTooLate),
    ] {
        let wrong = codes(parse(&[("need_1", "Notes"), ("kind_1", "words"), ("answer_by", last)]));
        assert_eq!(wrong, [("answer_by".to_owned(), code)]);
    }
}

#[test]
fn a_document_may_be_replaced_by_words_and_words_by_nothing() {
    let place = MAX_ITEMS;
    assert_eq!(answer(place, ItemKind::Document, "", 1), Ok(None));
    assert_eq!(
        answer(place, ItemKind::Document, "There is none.", 0),
        Ok(Some("There is none.".to_owned()))
    );
    let needs = |field| Err(FormErrors::one(field, FieldCode::Required));
    assert_eq!(answer(place, ItemKind::Document, " ", 0), needs(DOCUMENTS[9]));
    assert_eq!(answer(1, ItemKind::Words, " ", 3), needs(ANSWERS[0]));
}
