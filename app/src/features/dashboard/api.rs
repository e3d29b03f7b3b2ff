//! Server functions of the dashboard.

use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

use super::view::DashboardView;
use crate::error::ApiError;
use crate::request::PageClient;

#[cfg(feature = "ssr")]
use {
    super::convert,
    crate::request::{guard, respond, wording::Wording},
    domain::access::Permission,
};

/// The dashboard of whoever asks: the practice's or the plan's. Without `since` somebody opens it, and their visit begins;
/// a page that asks again hands back what it got. `chart` says how finely the chart parts time.
///
/// # Errors
/// [`ApiError::Unauthenticated`], and whatever keeps the lists from being read.
#[server(name = ShowDashboard, client = PageClient, output = Postcard, prefix = "/api", endpoint = "dashboard/show")]
pub async fn show(
    #[server(default)] chart: String,
    #[server(default)] since: String,
) -> Result<DashboardView, ApiError> {
    let (scope, caller) = guard::require(Permission::ViewDashboard)?;
    let view = convert::dashboard(&scope.services, &caller, (&chart, &since), &Wording::of(&scope)).await;
    respond::answer(view)
}
