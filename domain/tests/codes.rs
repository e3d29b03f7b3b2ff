//! Procedure, diagnosis and place-of-service codes: their forms.
#![expect(clippy::unwrap_used, reason = "tests")]

use domain::codes::{DiagnosisCode, Modifier, PlaceOfService, ProcedureCode, ProcedureCodeSystem};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn procedure(text: &str) -> Option<ProcedureCodeSystem> {
    ProcedureCode::parse(text).ok().map(|code| code.system())
}

fn diagnosis(text: &str) -> Option<String> {
    DiagnosisCode::parse(text).ok().map(|code| code.to_string())
}

#[test]
fn a_letter_up_to_v_and_four_digits_are_hcpcs() {
    for code in ["L1832", "K0823", "E0193", "A0000", "V9999"] {
        assert_eq!(procedure(code), Some(ProcedureCodeSystem::Hcpcs), "{code}");
    }
}

#[test]
fn five_digits_or_four_and_a_category_letter_are_cpt() {
    for code in ["99213", "00100", "0001F", "0042T", "0001U", "0001M"] {
        assert_eq!(procedure(code), Some(ProcedureCodeSystem::Cpt), "{code}");
    }
}

#[test]
fn other_forms_are_no_procedure_codes() {
    for code in [
        "", "W1234", "L183", "L18322", "LL832", "L18E2", "1234A", "9921", "992133", "L-832", "Ｌ1832", "L183٢",
    ] {
        assert_eq!(procedure(code), None, "{code:?}");
    }
}

#[test]
fn a_procedure_code_is_mended_to_upper_case() {
    assert_eq!(ProcedureCode::parse(" l1832 ").unwrap().as_str(), "L1832");
    assert_eq!(ProcedureCode::parse("0042t").unwrap().as_str(), "0042T");
}

#[test]
fn diagnosis_codes_get_their_dot() {
    for (typed, stored) in [
        ("M17.11", "M17.11"),
        ("m1711", "M17.11"),
        ("G35.D", "G35.D"),
        (" i10 ", "I10"),
        ("C4A.0", "C4A.0"),
        ("S72001A", "S72.001A"),
        ("T36.0X1A", "T36.0X1A"),
    ] {
        assert_eq!(diagnosis(typed).as_deref(), Some(stored), "{typed}");
    }
}

#[test]
fn other_forms_are_no_diagnosis_codes() {
    for code in [
        "",
        "M1",
        "M1.711",
        "M17.",
        ".M17",
        "17M.11",
        "MM7",
        "M17.11.1",
        "M17.12345",
        "M1712345",
        "M17 11",
        "Ä17.1",
        "M17.1é",
    ] {
        assert_eq!(diagnosis(code), None, "{code:?}");
    }
}

#[test]
fn a_modifier_is_two_letters_or_digits() {
    assert_eq!(Modifier::parse(" rt").unwrap().as_str(), "RT");
    assert_eq!(Modifier::parse("50").unwrap().as_str(), "50");
    for text in ["", "R", "RTX", "R-", "é"] {
        assert!(Modifier::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn places_of_service_are_those_of_the_list() {
    for (code, name) in [
        ("11", "Office"),
        ("12", "Home"),
        ("21", "Inpatient hospital"),
        ("99", "Other place"),
    ] {
        assert_eq!(PlaceOfService::parse(code).unwrap().name(), name);
    }
    for code in ["", "1", "00", "30", "98", "100", "1２", "ab"] {
        assert!(PlaceOfService::parse(code).is_err(), "{code:?}");
    }
}

#[test]
fn the_list_of_places_is_in_order_and_without_doubles() {
    let codes: Vec<&str> = PlaceOfService::all().map(|place| place.as_str()).collect();
    let sorted: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(codes, sorted.into_iter().collect::<Vec<_>>());
    for place in PlaceOfService::all() {
        assert_eq!(PlaceOfService::parse(place.as_str()), Ok(place));
        assert!(place.as_str().len() == 2 && !place.name().is_empty());
    }
}

#[test]
fn stored_codes_are_checked_when_they_are_read() {
    assert!(serde_json::from_str::<ProcedureCode>("\"L1832\"").is_ok());
    assert!(serde_json::from_str::<ProcedureCode>("\"nonsense\"").is_err());
    assert!(serde_json::from_str::<DiagnosisCode>("\"17M\"").is_err());
    assert!(serde_json::from_str::<PlaceOfService>("\"12\"").is_ok());
    assert!(serde_json::from_str::<PlaceOfService>("\"13x\"").is_err());
}

proptest! {
    #[test]
    fn every_hcpcs_form_is_read(code in "[A-Va-v][0-9]{4}") {
        prop_assert_eq!(procedure(&code), Some(ProcedureCodeSystem::Hcpcs));
    }

    #[test]
    fn every_cpt_form_is_read(code in "[0-9]{4}[0-9FTUMftum]") {
        prop_assert_eq!(procedure(&code), Some(ProcedureCodeSystem::Cpt));
    }

    #[test]
    fn every_diagnosis_form_is_read_and_leads_back(category in "[A-Z][0-9][0-9A-Z]", detail in "[0-9A-Z]{0,4}") {
        let code = DiagnosisCode::parse(&format!("{category}{detail}")).unwrap();
        prop_assert_eq!(code.without_dot(), format!("{category}{detail}"));
        prop_assert_eq!(DiagnosisCode::parse(code.as_str()).unwrap(), code.clone());
        let json = serde_json::to_string(&code).unwrap();
        prop_assert_eq!(serde_json::from_str::<DiagnosisCode>(&json).unwrap(), code);
    }

    #[test]
    fn no_text_makes_a_parser_panic_and_what_is_read_is_stable(text in any::<String>()) {
        if let Ok(code) = ProcedureCode::parse(&text) {
            prop_assert_eq!(ProcedureCode::parse(code.as_str()), Ok(code.clone()));
        }
        if let Ok(code) = DiagnosisCode::parse(&text) {
            prop_assert_eq!(DiagnosisCode::parse(code.as_str()), Ok(code.clone()));
        }
        if let Ok(code) = Modifier::parse(&text) {
            prop_assert_eq!(Modifier::parse(code.as_str()), Ok(code.clone()));
        }
        let _ = PlaceOfService::parse(&text);
    }
}
