//! The small values that everything else is made of: instants, days, ids, hidden values, field errors.
#![expect(clippy::unwrap_used, reason = "tests")]

use chrono::{Days, NaiveDate};
use domain::form::{FieldCode, FieldError, FormErrors};
use domain::id::{AccountId, CaseId};
use domain::sensitive::Sensitive;
use domain::time::{Timestamp, from_millis, is_within, parse_day, periods_overlap, to_millis};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..30).prop_map(|days| day("2026-01-01") + Days::new(days))
}

fn any_period() -> impl Strategy<Value = (NaiveDate, Option<NaiveDate>)> {
    (any_day(), prop::option::of(0u64..15)).prop_map(|(from, length)| (from, length.map(|days| from + Days::new(days))))
}

#[test]
fn an_instant_is_stored_as_milliseconds() {
    let at: Timestamp = "2026-05-04T15:00:00.123Z".parse().unwrap();
    assert_eq!(to_millis(at), 1_777_906_800_123);
    assert_eq!(from_millis(1_777_906_800_123), Some(at));
    assert_eq!(from_millis(i64::MAX), None);
}

#[test]
fn a_day_is_read_in_iso_or_american_form() {
    for (text, expected) in [
        ("2026-03-14", "2026-03-14"),
        (" 2026-03-14 ", "2026-03-14"),
        ("2026-3-4", "2026-03-04"),
        ("3/14/2026", "2026-03-14"),
        ("03/04/2026", "2026-03-04"),
        ("2028-02-29", "2028-02-29"),
    ] {
        assert_eq!(parse_day(text), Some(day(expected)), "{text:?}");
    }
}

#[test]
fn what_is_no_day_is_refused() {
    for text in [
        "",
        "-",
        "//",
        "2026",
        "2026-03",
        "2026-03-14-1",
        "26-03-14",
        "3/14/26",
        "14/3/2026",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-+1-01",
        "+026-01-01",
        "2026-03-014",
        "2026/03/14",
        "today",
        "２026-03-14",
        "2026-0३-14",
    ] {
        assert_eq!(parse_day(text), None, "{text:?}");
    }
}

#[test]
fn ids_are_plain_text_on_the_wire_and_sort_by_it() {
    let id = CaseId::new("01ABC");
    assert_eq!(serde_json::to_string(&id).unwrap(), "\"01ABC\"");
    assert_eq!(serde_json::from_str::<CaseId>("\"01ABC\"").unwrap(), id);
    assert_eq!((id.as_str(), id.to_string().as_str()), ("01ABC", "01ABC"));
    assert!(AccountId::new("a") < AccountId::new("b"));
}

#[test]
fn a_hidden_value_never_shows_itself() {
    let secret = Sensitive::new("hunter2".to_owned());
    assert_eq!(format!("{secret:?}"), "[hidden]");
    assert_eq!(format!("{:?}", Some(&secret)), "Some([hidden])");
    assert_eq!(secret.expose(), "hunter2");
    assert_eq!(Sensitive::from(7).into_exposed(), 7);
}

#[test]
fn errors_are_found_by_field_and_keep_their_order() {
    let mut errors = FormErrors::default();
    assert!(errors.is_empty());
    errors.push("quantity", FieldCode::NotANumber);
    errors.push("quantity", FieldCode::Required);
    errors.push("unit", FieldCode::UnitUnknown);
    assert_eq!(errors.for_field("quantity"), Some(FieldCode::NotANumber));
    assert_eq!(errors.for_field("unit"), Some(FieldCode::UnitUnknown));
    assert_eq!(errors.for_field("member_id"), None);
    assert!(!errors.is_empty());
}

#[test]
fn errors_cross_the_wire_as_codes() {
    let errors = FormErrors(vec![
        FieldError {
            field: "member_id".to_owned(),
            code: FieldCode::Required,
        },
        FieldError {
            field: "last_name".to_owned(),
            code: FieldCode::TooLong { max: 60 },
        },
    ]);
    let json = serde_json::to_string(&errors).unwrap();
    assert_eq!(
        json,
        r#"[{"field":"member_id","code":"required"},{"field":"last_name","code":{"too_long":{"max":60}}}]"#
    );
    assert_eq!(serde_json::from_str::<FormErrors>(&json).unwrap(), errors);
}

proptest! {
    #[test]
    fn stored_milliseconds_lead_back(millis in -62_135_596_800_000i64..253_402_300_799_999) {
        prop_assert_eq!(from_millis(millis).map(to_millis), Some(millis));
    }

    #[test]
    fn a_written_day_is_read_back(days in 0u64..200_000) {
        let day = day("1700-01-01") + Days::new(days);
        prop_assert_eq!(parse_day(&day.to_string()), Some(day));
    }

    #[test]
    fn no_text_makes_the_reading_of_a_day_panic(text in "[-0-9/ ]{0,12}", anything in any::<String>()) {
        let _ = parse_day(&text);
        let _ = parse_day(&anything);
    }

    #[test]
    fn periods_overlap_exactly_when_they_share_a_day(a in any_period(), b in any_period()) {
        let shares = (0..120).any(|days| {
            let on = day("2026-01-01") + Days::new(days);
            is_within(on, a.0, a.1) && is_within(on, b.0, b.1)
        });
        prop_assert_eq!(periods_overlap(a, b), shares);
        prop_assert_eq!(periods_overlap(b, a), shares);
    }
}
