//! What the filters of several lists have in common: read, put into words, and taken away one by one.

use domain::codes::ProcedureCode;
use domain::coverage::LineOfBusiness;
use domain::dashboard::Ageing;
use domain::form::{FieldCode, FormErrors};
use domain::prior_auth::Urgency;

use super::Asked;
use crate::copy;
use crate::error::ApiError;
use crate::paths::{self, filter};
use crate::ui::{ActiveFilter, ActiveFilters};

/// The values of a parameter; each has to be one there is.
///
/// # Errors
/// [`ApiError::NotFound`].
pub fn codes<T>(asked: &Asked, name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, ApiError> {
    asked
        .all(name)
        .map(|value| parse(value).ok_or(ApiError::NotFound))
        .collect()
}

/// The procedure code that was typed; one that is none is an error, and filters nothing.
pub fn procedure(asked: &Asked, errors: &mut FormErrors) -> Option<ProcedureCode> {
    let typed = asked.one(filter::CODE);
    if typed.trim().is_empty() {
        return None;
    }
    let parsed = ProcedureCode::parse(typed).ok();
    if parsed.is_none() {
        errors.push(filter::CODE, FieldCode::ProcedureCodeFormat);
    }
    parsed
}

/// A filter in words; none for one that only one list has.
#[must_use]
pub fn words(name: &str, value: &str) -> Option<String> {
    match name {
        filter::URGENCY => Urgency::parse(value).map(|urgency| copy::urgency(urgency).to_owned()),
        filter::LINE => LineOfBusiness::parse(value).map(|line| copy::line_of_business(line).to_owned()),
        filter::CODE => Some(format!("Service {}", value.trim().to_uppercase())),
        paths::DUE => Ageing::parse(value).map(|ageing| copy::ageing(ageing).to_owned()),
        _ => None,
    }
}

/// Those of an address that are set, each with the address without it.
pub fn active(asked: &Asked, filters: &[&str], words: impl Fn(&str, &str) -> String) -> ActiveFilters {
    let set = asked.pairs().iter().filter(|(name, _)| filters.contains(name));
    let filter = |(name, value): &(&'static str, String)| ActiveFilter {
        words: words(name, value),
        without: asked.without(|one, said| one == *name && said == value).address(),
    };
    ActiveFilters {
        each: set.map(filter).collect(),
        without_all: asked.without(|name, _| filters.contains(&name)).address(),
    }
}
