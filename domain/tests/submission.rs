//! From what was typed to a request that can be submitted.
#![expect(clippy::unwrap_used, reason = "tests")]

use chrono::{Days, NaiveDate};
use domain::form::{FieldCode, FormErrors};
use domain::prior_auth::{DraftInput, StepFields, Submission, Unit, Urgency};
use proptest::prelude::*;
use proptest::sample::select;

/// The fields in the order of the steps.
const FIELDS: [&str; 16] = [
    "member_id",
    "birth_date",
    "last_name",
    "requesting_npi",
    "rendering_npi",
    "place_of_service",
    "procedure_code",
    "modifiers",
    "quantity",
    "unit",
    "from_date",
    "to_date",
    "urgency",
    "urgency_reason",
    "diagnosis_code",
    "clinical_summary",
];

/// Fields that nobody has to fill in: always, or where the request is not expedited.
const MAY_BE_EMPTY: [&str; 2] = ["modifiers", "urgency_reason"];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 16).unwrap()
}

/// The knee orthosis that everybody tries.
fn knee_orthosis() -> StepFields {
    StepFields {
        member_id: "LHP100200301".to_owned(),
        birth_date: "1951-03-14".to_owned(),
        last_name: "Delgado".to_owned(),
        requesting_npi: "1234567893".to_owned(),
        rendering_npi: "1234567893".to_owned(),
        place_of_service: "12".to_owned(),
        procedure_code: "L1832".to_owned(),
        modifiers: "RT".to_owned(),
        quantity: "1".to_owned(),
        unit: "each".to_owned(),
        from_date: "2026-11-16".to_owned(),
        to_date: "2026-12-16".to_owned(),
        urgency: "standard".to_owned(),
        urgency_reason: String::new(),
        diagnosis_code: "M17.11".to_owned(),
        clinical_summary: "Unstable knee; conservative treatment failed.".to_owned(),
    }
}

/// The same with one field replaced, by its name: the names of the form are those of the struct.
fn with(field: &str, text: &str) -> StepFields {
    let mut json = serde_json::to_value(knee_orthosis()).unwrap();
    assert!(json.get(field).is_some(), "no field {field}");
    json[field] = text.into();
    serde_json::from_value(json).unwrap()
}

/// All steps with one service, and what is wrong with them in order.
fn parse(fields: &StepFields) -> Result<Submission, FormErrors> {
    let parsed = Submission::parse(&DraftInput::from(fields.clone()), today());
    parsed.map_err(|problems| FormErrors(problems.into_iter().map(|problem| problem.error).collect()))
}

/// The only error of a form in which one field was replaced.
fn error_of(field: &str, text: &str) -> Option<FieldCode> {
    match parse(&with(field, text)) {
        Ok(_) => None,
        Err(errors) => {
            assert_eq!(errors.0.len(), 1, "{errors:?}");
            assert_eq!(errors.0[0].field, field);
            Some(errors.0[0].code)
        }
    }
}

#[test]
fn the_knee_orthosis_is_complete() {
    let submission = parse(&knee_orthosis()).unwrap();
    assert_eq!(submission.member.number, "LHP100200301");
    assert_eq!(submission.member.birth_date.to_string(), "1951-03-14");
    assert_eq!(submission.member.last_name, "Delgado");
    assert_eq!(submission.providers.requesting.as_str(), "1234567893");
    assert_eq!(submission.providers.rendering.as_str(), "1234567893");
    assert_eq!(submission.providers.place_of_service.name(), "Home");
    let line = &submission.service.first;
    assert_eq!((line.procedure.as_str(), line.modifiers[0].as_str()), ("L1832", "RT"));
    assert_eq!((line.quantity, line.unit), (1, Unit::Each));
    assert_eq!((line.from, line.to), (today(), today() + Days::new(30)));
    assert_eq!(submission.first_day(), today());
    assert_eq!(
        (submission.service.urgency, submission.service.urgency_reason),
        (Urgency::Standard, None)
    );
    assert_eq!(
        submission
            .diagnoses
            .iter()
            .map(|code| code.as_str())
            .collect::<Vec<_>>(),
        ["M17.11"]
    );
    assert_eq!(
        submission.clinical_summary,
        "Unstable knee; conservative treatment failed."
    );
}

#[test]
fn an_empty_form_lacks_every_field_in_their_order() {
    let errors = parse(&StepFields::default()).unwrap_err();
    let fields: Vec<&str> = errors.0.iter().map(|error| error.field.as_str()).collect();
    let required: Vec<&str> = FIELDS
        .iter()
        .copied()
        .filter(|field| !MAY_BE_EMPTY.contains(field))
        .collect();
    assert_eq!(fields, required);
    assert!(errors.0.iter().all(|error| error.code == FieldCode::Required));
}

#[test]
fn blanks_are_nothing() {
    for field in FIELDS.iter().filter(|field| !MAY_BE_EMPTY.contains(field)) {
        assert_eq!(error_of(field, " \t\n "), Some(FieldCode::Required), "{field}");
    }
    assert_eq!(error_of("member_id", "- -"), Some(FieldCode::Required));
    assert_eq!(error_of("diagnosis_code", " , ;"), Some(FieldCode::Required));
}

#[test]
fn every_wrong_field_is_told_at_once() {
    let input = StepFields {
        requesting_npi: "1234567890".to_owned(),
        quantity: "many".to_owned(),
        diagnosis_code: "17M".to_owned(),
        ..knee_orthosis()
    };
    let errors = parse(&input).unwrap_err();
    assert_eq!(errors.for_field("requesting_npi"), Some(FieldCode::NpiCheckDigit));
    assert_eq!(errors.for_field("quantity"), Some(FieldCode::NotANumber));
    assert_eq!(errors.for_field("diagnosis_code"), Some(FieldCode::DiagnosisCodeFormat));
    assert_eq!(errors.0.len(), 3);
}

#[test]
fn each_field_says_what_is_wrong_with_it() {
    let quantity = FieldCode::OutOfRange { min: 1, max: 9_999 };
    let cases = [
        ("birth_date", "14 March 1951", FieldCode::NotADate),
        ("birth_date", "1951-02-29", FieldCode::NotADate),
        ("birth_date", "2026-11-17", FieldCode::DateTooLate),
        ("birth_date", "1851-03-14", FieldCode::DateTooEarly),
        ("requesting_npi", "12345", FieldCode::NpiFormat),
        ("rendering_npi", "1234567890", FieldCode::NpiCheckDigit),
        ("place_of_service", "98", FieldCode::PlaceOfServiceUnknown),
        ("procedure_code", "knee", FieldCode::ProcedureCodeFormat),
        ("quantity", "1.5", FieldCode::NotANumber),
        ("quantity", "-1", FieldCode::NotANumber),
        ("quantity", "+1", FieldCode::NotANumber),
        ("quantity", "0", quantity),
        ("quantity", "10000", quantity),
        ("quantity", "99999999999999999999", quantity),
        ("unit", "boxes", FieldCode::UnitUnknown),
        ("from_date", "tomorrow", FieldCode::NotADate),
        ("to_date", "2026-13-01", FieldCode::NotADate),
        ("to_date", "2026-11-15", FieldCode::DateOrder),
        ("to_date", "2027-11-18", FieldCode::DateTooLate),
        ("urgency", "very", FieldCode::UrgencyUnknown),
        ("modifiers", "right", FieldCode::ModifierFormat),
        ("modifiers", "RT LT KX GA GZ", FieldCode::TooMany { max: 4 }),
        ("diagnosis_code", "knee", FieldCode::DiagnosisCodeFormat),
        ("diagnosis_code", "M17.11, knee", FieldCode::DiagnosisCodeFormat),
    ];
    for (field, text, code) in cases {
        assert_eq!(error_of(field, text), Some(code), "{field} {text:?}");
    }
}

#[test]
fn a_service_may_begin_a_year_back_or_ahead() {
    let from = |day: &str, to: &str| {
        let input = StepFields {
            from_date: day.to_owned(),
            to_date: to.to_owned(),
            ..knee_orthosis()
        };
        parse(&input).err().and_then(|errors| errors.for_field("from_date"))
    };
    assert_eq!(from("2025-11-15", "2025-11-16"), None);
    assert_eq!(from("2025-11-14", "2025-11-16"), Some(FieldCode::DateTooEarly));
    assert_eq!(from("2027-11-17", "2027-11-18"), None);
    assert_eq!(from("2027-11-18", "2027-11-18"), Some(FieldCode::DateTooLate));
}

#[test]
fn lengths_are_counted_in_characters_and_the_bound_itself_fits() {
    for (field, max) in [("member_id", 20), ("last_name", 60), ("clinical_summary", 4_000)] {
        let fits = "é".repeat(max);
        let too_long = "é".repeat(max + 1);
        assert_eq!(error_of(field, &fits), None, "{field}");
        assert_eq!(
            error_of(field, &too_long),
            Some(FieldCode::TooLong {
                max: u32::try_from(max).unwrap()
            })
        );
    }
}

#[test]
fn an_expedited_request_needs_a_reason() {
    let expedited = with("urgency", "expedited");
    let errors = parse(&expedited).unwrap_err();
    assert_eq!(errors, FormErrors::one("urgency_reason", FieldCode::Required));
    let with_reason = StepFields {
        urgency_reason: " Falls at home ".to_owned(),
        ..expedited.clone()
    };
    assert_eq!(
        parse(&with_reason).unwrap().service.urgency_reason.as_deref(),
        Some("Falls at home")
    );
    let too_long = StepFields {
        urgency_reason: "x".repeat(501),
        ..expedited
    };
    assert_eq!(
        parse(&too_long).unwrap_err(),
        FormErrors::one("urgency_reason", FieldCode::TooLong { max: 500 })
    );
}

#[test]
fn a_standard_request_ignores_a_reason_that_was_left_over() {
    let submission = parse(&with("urgency_reason", "changed my mind")).unwrap();
    assert_eq!(submission.service.urgency_reason, None);
}

#[test]
fn a_member_id_is_read_without_spaces_and_hyphens_in_any_case() {
    let submission = parse(&with("member_id", " lhp 100-200-301 ")).unwrap();
    assert_eq!(submission.member.number, "LHP100200301");
}

#[test]
fn dates_may_be_typed_the_american_way() {
    let submission = parse(&with("birth_date", "3/14/1951")).unwrap();
    assert_eq!(submission.member.birth_date.to_string(), "1951-03-14");
}

#[test]
fn several_diagnoses_are_taken_in_their_order_and_once() {
    let submission = parse(&with("diagnosis_code", "m17.11, E11.9;E119\nI10")).unwrap();
    let codes: Vec<&str> = submission.diagnoses.iter().map(|code| code.as_str()).collect();
    assert_eq!(codes, ["M17.11", "E11.9", "I10"]);
}

#[test]
fn twelve_diagnoses_are_taken_and_thirteen_are_not() {
    let codes = |count: usize| (0..count).map(|n| format!("A{n:02}")).collect::<Vec<_>>().join(" ");
    assert_eq!(error_of("diagnosis_code", &codes(12)), None);
    assert_eq!(
        error_of("diagnosis_code", &codes(13)),
        Some(FieldCode::TooMany { max: 12 })
    );
}

#[test]
fn a_wrong_first_day_does_not_blame_the_last() {
    assert_eq!(error_of("from_date", "2026-02-30"), Some(FieldCode::NotADate));
}

#[test]
fn neither_form_shows_health_data_in_a_log() {
    let input = format!("{:?}", knee_orthosis());
    let submission = format!("{:?}", parse(&knee_orthosis()).unwrap());
    for hidden in ["Delgado", "LHP100200301", "M17", "knee"] {
        assert!(!input.contains(hidden) && !submission.contains(hidden), "{hidden}");
    }
}

#[test]
fn the_names_of_the_fields_are_those_of_the_form() {
    let json = serde_json::to_value(knee_orthosis()).unwrap();
    let names: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    let mut fields = FIELDS.to_vec();
    fields.sort_unstable();
    assert_eq!(names, fields);
}

fn any_input() -> impl Strategy<Value = StepFields> {
    let text = prop_oneof![
        any::<String>(),
        select(vec![
            "",
            " ",
            "1",
            "0",
            "12",
            "L1832",
            "M17.11",
            "1234567893",
            "2026-11-16",
            "each",
            "expedited"
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(text, FIELDS.len()).prop_map(|texts| {
        let fields = FIELDS
            .iter()
            .zip(texts)
            .map(|(field, text)| ((*field).to_owned(), text.into()));
        serde_json::from_value(serde_json::Value::Object(fields.collect())).unwrap()
    })
}

proptest! {
    #[test]
    fn any_input_is_taken_or_refused_with_reasons_in_order(input in any_input()) {
        if let Err(errors) = parse(&input) {
            let places: Vec<usize> =
                errors.0.iter().map(|error| FIELDS.iter().position(|field| *field == error.field).unwrap()).collect();
            prop_assert!(!places.is_empty());
            prop_assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "one error a field, in order");
        }
    }

    #[test]
    fn a_draft_keeps_whatever_was_typed(input in any_input()) {
        let draft = DraftInput::from(input);
        let json = serde_json::to_string(&draft).unwrap();
        prop_assert_eq!(serde_json::from_str::<DraftInput>(&json).unwrap(), draft);
    }

    #[test]
    fn the_same_input_gives_the_same_answer(input in any_input()) {
        prop_assert_eq!(parse(&input), parse(&input));
    }

    #[test]
    fn a_broken_field_is_named_whatever_the_others_hold(input in any_input(), field in select(&FIELDS[..])) {
        let mut json = serde_json::to_value(&input).unwrap();
        json[field] = "".into();
        let without: StepFields = serde_json::from_value(json).unwrap();
        let errors = parse(&without).err().unwrap_or_default();
        let needed = !MAY_BE_EMPTY.contains(&field) || field == "urgency_reason" && without.urgency.trim() == "expedited";
        prop_assert_eq!(errors.for_field(field) == Some(FieldCode::Required), needed);
    }
}
