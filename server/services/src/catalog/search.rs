//! Looking a code up while somebody types.

use domain::codes::{CodeSet, ProcedureCode};
use domain::prior_auth::Need;

use super::code_list::CodeList;
use crate::Services;

/// The most codes that one look shows: what fits under a field.
const MOST: usize = 12;
/// A longer text is no code and no words for one: nothing fits it, and nobody looks.
const LONGEST: usize = 64;

/// A code that fits what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The code.
    pub code: String,
    /// Our words for it.
    pub words: String,
    /// Whether it needs an authorization today, where that is true of every member and place.
    pub need: Option<Need>,
}

/// The codes of `set` that fit `text`, the best first.
#[must_use]
pub fn search(services: &Services, set: CodeSet, text: &str) -> Vec<Found> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let catalog = &services.catalog;
    let today = services.env.today(services.plan.zone);
    match set {
        CodeSet::Procedure => find(&catalog.procedure_codes, text, |code| {
            let code = ProcedureCode::parse(code).ok()?;
            catalog.rules.need(&code, today)
        }),
        CodeSet::Diagnosis => find(&catalog.diagnosis_codes, text, |_| None),
        CodeSet::PlaceOfService => find(&catalog.place_codes, text, |_| None),
    }
}

fn find(codes: &CodeList, text: &str, need: impl Fn(&str) -> Option<Need>) -> Vec<Found> {
    let found = |(code, words): (&str, &str)| Found {
        need: need(code),
        code: code.to_owned(),
        words: words.to_owned(),
    };
    codes.find(text, MOST).into_iter().map(found).collect()
}
