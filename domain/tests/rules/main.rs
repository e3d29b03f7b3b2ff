//! Coverage rules: their data, and whether a service needs an authorization.
#![expect(clippy::unwrap_used, reason = "tests")]

mod data;
mod properties;
mod requirement;

use chrono::NaiveDate;
use domain::codes::{PlaceOfService, ProcedureCode};
use domain::coverage::LineOfBusiness;
use domain::prior_auth::{CoverageRule, Validity};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn code(text: &str) -> ProcedureCode {
    ProcedureCode::parse(text).unwrap()
}

pub fn place(text: &str) -> PlaceOfService {
    PlaceOfService::parse(text).unwrap()
}

pub fn rule(id: &str, codes: &[&str]) -> CoverageRule {
    CoverageRule {
        id: id.to_owned(),
        title: id.to_owned(),
        codes: codes.iter().map(|text| code(text)).collect(),
        lines_of_business: LineOfBusiness::ALL.to_vec(),
        places_of_service: None,
        effective_from: day("2024-08-12"),
        effective_to: None,
        validity: Validity::Days(60),
        attestation: false,
        source: "test".to_owned(),
    }
}
