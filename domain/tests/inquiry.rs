//! The question whether a service needs an authorization, and the number of the proof that it does not.
#![expect(clippy::unwrap_used, reason = "tests")]

use chrono::NaiveDate;
use domain::coverage::LineOfBusiness;
use domain::form::FieldCode;
use domain::prior_auth::{InquiryInput, ProofReference};
use domain::reference::Reference;
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 16).unwrap()
}

fn typed() -> InquiryInput {
    InquiryInput {
        procedure_code: " l1832 ".to_owned(),
        line_of_business: "commercial".to_owned(),
        place_of_service: "12".to_owned(),
        service_date: "2026-11-16".to_owned(),
    }
}

fn errors(input: &InquiryInput) -> Vec<(String, FieldCode)> {
    let errors = input.parse(today()).unwrap_err();
    errors.0.into_iter().map(|error| (error.field, error.code)).collect()
}

#[test]
fn a_question_is_read_as_a_request_reads_it() {
    let read = typed().parse(today()).unwrap();
    assert_eq!(read.procedure.as_str(), "L1832");
    assert_eq!(read.line_of_business, LineOfBusiness::Commercial);
    assert_eq!((read.place_of_service.as_str(), read.service_date), ("12", today()));
}

#[test]
fn everything_that_is_missing_is_said_at_once_in_the_order_of_the_fields() {
    let missing = ["procedure_code", "line_of_business", "place_of_service", "service_date"];
    let expected: Vec<_> = missing.map(|field| (field.to_owned(), FieldCode::Required)).into();
    assert_eq!(errors(&InquiryInput::default()), expected);
}

#[test]
fn what_does_not_fit_is_said_beside_its_field() {
    let input = InquiryInput {
        procedure_code: "K".to_owned(),
        line_of_business: "dental".to_owned(),
        place_of_service: "00".to_owned(),
        service_date: "2026-02-30".to_owned(),
    };
    let expected = [
        ("procedure_code", FieldCode::ProcedureCodeFormat),
        ("line_of_business", FieldCode::Required),
        ("place_of_service", FieldCode::PlaceOfServiceUnknown),
        ("service_date", FieldCode::NotADate),
    ];
    assert_eq!(errors(&input), expected.map(|(field, code)| (field.to_owned(), code)));
}

#[test]
fn a_day_is_asked_about_only_where_a_request_could_name_it() {
    for (day, code) in [
        ("2020-01-01", FieldCode::DateTooEarly),
        ("2031-01-01", FieldCode::DateTooLate),
    ] {
        let input = InquiryInput {
            service_date: day.to_owned(),
            ..typed()
        };
        assert_eq!(errors(&input), [("service_date".to_owned(), code)]);
    }
}

proptest! {
    #[test]
    fn the_number_of_a_proof_is_read_as_it_is_written_and_is_never_a_requests(bits in any::<u64>()) {
        let proof = ProofReference::from_entropy(bits);
        prop_assert!(proof.as_str().starts_with("NR-"));
        prop_assert_eq!(&ProofReference::parse(proof.as_str()).unwrap(), &proof);
        let typed = proof.as_str().to_lowercase().replace('-', "");
        prop_assert_eq!(&ProofReference::parse(&typed).unwrap(), &proof);
        prop_assert!(Reference::parse(proof.as_str()).is_err());
        let request = Reference::from_entropy(bits);
        prop_assert!(ProofReference::parse(request.as_str()).is_err());
        let both = format!("NR-{request}");
        prop_assert!(ProofReference::parse(&both).is_err());
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,24}") {
        if let Ok(proof) = ProofReference::parse(&text) {
            prop_assert_eq!(ProofReference::parse(proof.as_str()), Ok(proof));
        }
    }
}
