//! Decisions against a request: what they must hold, and that they never give more than was requested.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use chrono::NaiveDate;
use domain::form::FieldCode;
use domain::prior_auth::ruling::{Against, Extent, LineInput, LineRuling, RulingInput};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn asked(quantity: u32) -> Extent {
    Extent {
        quantity,
        from: day("2026-11-23"),
        to: day("2026-12-22"),
    }
}

fn line(decision: &str, quantity: &str, from: &str, to: &str) -> LineInput {
    LineInput {
        decision: decision.to_owned(),
        authorized_quantity: quantity.to_owned(),
        authorized_from: from.to_owned(),
        authorized_to: to.to_owned(),
    }
}

fn said(lines: &[LineInput]) -> RulingInput {
    RulingInput {
        reason: "The notes do not show that a less costly brace was tried.".to_owned(),
        citation: "42 CFR 414.234".to_owned(),
        would_change: "Therapy notes of at least six weeks.".to_owned(),
        lines: lines.to_vec(),
    }
}

fn problems(input: &RulingInput, against: Against, requested: &[Extent]) -> Vec<(String, FieldCode)> {
    match input.read(against, requested) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.0.into_iter().map(|error| (error.field, error.code)).collect(),
    }
}

#[test]
fn a_decision_says_why_on_what_it_rests_and_what_would_change_it() {
    let found = problems(&RulingInput::default(), Against::Deny, &[asked(1)]);
    let required = ["reason", "citation", "would_change"].map(|field| (field.to_owned(), FieldCode::Required));
    assert_eq!(found, required);
    let code = RulingInput {
        reason: "CO-50".to_owned(),
        ..said(&[])
    };
    assert_eq!(
        problems(&code, Against::Deny, &[asked(1)]),
        [("reason".to_owned(), FieldCode::TooFewWords { min: 5 })]
    );
    let read = said(&[]).read(Against::Deny, &[asked(1), asked(2)]).unwrap();
    assert_eq!(read.lines, [LineRuling::Denied, LineRuling::Denied]);
}

#[test]
fn what_is_authorized_is_never_more_than_what_was_requested() {
    let field = |name: &str| format!("lines[0][{name}]");
    for (line, expected) in [
        (
            line("modify", "3", "2026-11-23", "2026-12-22"),
            (field("authorized_quantity"), FieldCode::OutOfRange { min: 1, max: 2 }),
        ),
        (
            line("modify", "0", "2026-11-23", "2026-12-22"),
            (field("authorized_quantity"), FieldCode::OutOfRange { min: 1, max: 2 }),
        ),
        (
            line("modify", "1", "2026-11-22", "2026-12-22"),
            (field("authorized_from"), FieldCode::DateTooEarly),
        ),
        (
            line("modify", "1", "2026-11-23", "2026-12-23"),
            (field("authorized_to"), FieldCode::DateTooLate),
        ),
        (
            line("modify", "1", "2026-12-02", "2026-12-01"),
            (field("authorized_to"), FieldCode::DateOrder),
        ),
        (
            line("modify", "2", "2026-11-23", "2026-12-22"),
            (field("authorized_quantity"), FieldCode::AsRequested),
        ),
        (line("deny", "", "", ""), (field("decision"), FieldCode::Required)),
        (
            line("approve", "", "", ""),
            (field("decision"), FieldCode::NothingModified),
        ),
    ] {
        assert_eq!(problems(&said(&[line]), Against::Modify, &[asked(2)]), [expected]);
    }
}

#[test]
fn a_partial_approval_gives_something_and_refuses_something() {
    let (yes, no) = (line("approve", "", "", ""), line("deny", "", "", ""));
    let some = line("modify", "1", "2026-11-23", "2026-12-22");
    let two = [asked(2), asked(2)];
    for lines in [vec![yes.clone(), yes.clone()], vec![no.clone(), no.clone()]] {
        let found = problems(&said(&lines), Against::PartiallyApprove, &two);
        assert_eq!(found, [("lines[0][decision]".to_owned(), FieldCode::NotPartial)]);
    }
    for lines in [
        vec![yes.clone(), no.clone()],
        vec![some.clone(), no],
        vec![some.clone(), yes],
    ] {
        assert!(said(&lines).read(Against::PartiallyApprove, &two).is_ok());
    }
    assert!(
        said(&[some]).read(Against::PartiallyApprove, &[asked(2)]).is_ok(),
        "less of the only line"
    );
}

proptest! {
    #[test]
    fn nothing_typed_gives_more_than_was_requested(
        quantity in "[0-9a-z]{0,11}", from in -40i64..40, to in -40i64..40,
        decision in "approve|modify|deny|x|", max in 1u32..50, partial: bool,
    ) {
        let shift = |days: i64| (day("2026-12-01") + chrono::TimeDelta::days(days)).to_string();
        let typed = said(&[line(&decision, &quantity, &shift(from), &shift(to))]);
        let against = if partial { Against::PartiallyApprove } else { Against::Modify };
        if let Ok(ruling) = typed.read(against, &[asked(max)]) {
            let LineRuling::Modified(extent) = ruling.lines[0] else { panic!("{ruling:?}") };
            prop_assert!((1..=max).contains(&extent.quantity));
            prop_assert!(asked(max).from <= extent.from && extent.from <= extent.to && extent.to <= asked(max).to);
            prop_assert_ne!(extent, asked(max));
        }
    }
}
