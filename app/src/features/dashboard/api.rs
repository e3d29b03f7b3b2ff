//! Server functions of the dashboard.

use leptos::prelude::*;

use super::view::DashboardView;
use crate::error::ApiError;
use crate::request::PageClient;

#[cfg(feature = "ssr")]
use {
    super::convert,
    crate::request::{guard, respond, wording::Wording},
    domain::access::Permission,
    services::prior_auth,
};

/// The dashboard of whoever asks: the practice's or the plan's.
///
/// # Errors
/// [`ApiError::Unauthenticated`], and whatever keeps the lists from being read.
#[server(name = ShowDashboard, client = PageClient, prefix = "/api", endpoint = "dashboard/show")]
pub async fn show() -> Result<DashboardView, ApiError> {
    let (scope, caller) = guard::require(Permission::ViewDashboard)?;
    let counts = respond::answer(prior_auth::counts(&scope.services, &caller).await)?;
    let wording = Wording::of(&scope);
    let lists = respond::answer(convert::short_lists(&scope.services, &caller, &counts, &wording).await)?;
    Ok(convert::dashboard_view(&caller.actor, &counts, lists, &wording))
}
