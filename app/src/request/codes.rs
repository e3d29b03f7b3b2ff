//! Looking codes up while somebody types.
//!
//! It stands here and not in a feature because the forms of several features ask, and features never enter each other.

use domain::codes::CodeSet;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

use super::PageClient;
use crate::error::ApiError;
use crate::ui::Choice;

#[cfg(feature = "ssr")]
use {
    super::{guard, respond},
    domain::access::Permission,
    services::catalog::{self, Found},
};

/// The codes of `set` that fit `text`, the best first.
///
/// # Errors
/// [`ApiError::Forbidden`] for those who do not work with requests of a practice.
#[server(name = SearchCodes, client = PageClient, output = Postcard, prefix = "/api", endpoint = "codes/search")]
pub async fn search_codes(set: CodeSet, text: String) -> Result<Vec<Choice>, ApiError> {
    let (scope, _) = guard::require(Permission::ReadPriorAuth)?;
    let found = respond::answer(catalog::search(&scope.services, set, &text).await)?;
    Ok(found.into_iter().map(choice).collect())
}

#[cfg(feature = "ssr")]
fn choice(found: Found) -> Choice {
    Choice {
        code: found.code,
        words: found.words,
        need: found.need,
    }
}
