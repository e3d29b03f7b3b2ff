//! Looking a code up while somebody types.

use std::collections::BTreeMap;

use domain::codes::{CodeSet, ProcedureCode};
use domain::prior_auth::Need;

use super::code_list::{CodeList, Typed};
use super::imported::{candidates, in_short, systems};
use crate::Services;
use crate::db::DbError;

/// The most codes that one look shows: what fits under a field.
const MOST: usize = 12;
/// A longer text is no code and no words for one: nothing fits it, and nobody looks.
const LONGEST: usize = 64;

/// A code that fits what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The code.
    pub code: String,
    /// Our words for it, or the publisher's.
    pub words: String,
    /// Whether it needs an authorization today, where that is true of every member and place.
    pub need: Option<Need>,
}

/// The codes of `set` that fit `text`, the best first. Where ours leave room, imported ones fill it; those that have ended are not
/// suggested.
///
/// # Errors
/// The database could not be read.
pub async fn search(services: &Services, set: CodeSet, text: &str) -> Result<Vec<Found>, DbError> {
    let Some(typed) = Typed::parse(text).filter(|_| text.len() <= LONGEST) else {
        return Ok(Vec::new());
    };
    let catalog = &services.catalog;
    let today = services.env.today(services.plan.zone);
    let ours = match set {
        CodeSet::Procedure => &catalog.procedure_codes,
        CodeSet::Diagnosis => &catalog.diagnosis_codes,
        CodeSet::PlaceOfService => &catalog.place_codes,
    };
    let mut hits = ours.find(&typed);
    let theirs = if hits.len() < MOST && systems(set).next().is_some() {
        imported(services, set, &typed, ours).await?
    } else {
        CodeList::default()
    };
    hits.extend(theirs.find(&typed));
    // Ours stand first among equals.
    hits.sort_by_key(|hit| hit.rank);
    let need = |code| match set {
        CodeSet::Procedure => catalog.rules.need(&ProcedureCode::parse(code).ok()?, today),
        CodeSet::Diagnosis | CodeSet::PlaceOfService => None,
    };
    let found = hits.into_iter().take(MOST).map(|hit| Found {
        need: need(hit.code),
        code: hit.code.to_owned(),
        words: in_short(hit.words),
    });
    Ok(found.collect())
}

/// Imported codes that may fit, without those of which we have words of our own.
async fn imported(services: &Services, set: CodeSet, typed: &Typed, ours: &CodeList) -> Result<CodeList, DbError> {
    let today = services.env.today(services.plan.zone);
    let codes = candidates(services, set, typed, today).await?;
    let others = codes.iter().filter(|(code, _)| !ours.has(code));
    Ok(CodeList::new(
        others.map(|(code, words)| (code.as_str(), words.as_str())),
        &BTreeMap::new(),
    ))
}
