//! The server function of the search.

use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

use crate::error::ApiError;
use crate::request::PageClient;
use crate::ui::PaletteGroup;

#[cfg(feature = "ssr")]
use {
    super::convert,
    crate::request::{guard, respond},
    domain::access::Permission,
    services::search,
};

/// What fits `q` of the requests, pages and actions that the caller may see; without `q` the pages and actions.
///
/// # Errors
/// [`ApiError::Unauthenticated`], and whatever keeps the requests from being read.
#[server(name = Find, client = PageClient, output = Postcard, prefix = "/api", endpoint = "search/find")]
pub async fn find(#[server(default)] q: String) -> Result<Vec<PaletteGroup>, ApiError> {
    let (scope, caller) = guard::require(Permission::ViewDashboard)?;
    let requests = respond::answer(search::find(&scope.services, &caller, &q).await)?;
    Ok(convert::groups(&scope, &caller.actor, &q, requests))
}
