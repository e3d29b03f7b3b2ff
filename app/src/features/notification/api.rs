//! Server functions of notifications.

use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

use super::view::NotificationsView;
use crate::error::ApiError;
use crate::request::PageClient;

#[cfg(feature = "ssr")]
use {
    super::convert,
    crate::request::{guard, respond, wording::Wording},
    domain::access::Permission,
    domain::time,
    services::notification,
};

/// What concerns the caller, the latest first: `limit` of them, or as many as there are to see.
///
/// # Errors
/// [`ApiError::Unauthenticated`], and whatever keeps them from being read.
#[server(name = ListNotifications, client = PageClient, output = Postcard, prefix = "/api", endpoint = "notifications/list")]
pub async fn list(#[server(default)] limit: u8) -> Result<NotificationsView, ApiError> {
    let (scope, caller) = guard::require(Permission::ViewDashboard)?;
    let limit = if limit == 0 { u64::MAX } else { limit.into() };
    let found = respond::answer(notification::list(&scope.services, &caller, limit).await)?;
    Ok(convert::notifications_view(found, &caller, &Wording::of(&scope)))
}

/// Everything that happened up to `up_to`, in Unix milliseconds, is read. Said twice, it changes nothing.
///
/// # Errors
/// [`ApiError::Unauthenticated`], [`ApiError::Malformed`] for what is no instant.
#[server(name = MarkRead, client = PageClient, output = Postcard, prefix = "/api", endpoint = "notifications/mark-read")]
pub async fn mark_read(#[server(default)] up_to: i64) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::ViewDashboard)?;
    let up_to = time::from_millis(up_to).ok_or_else(|| respond::refuse(ApiError::Malformed))?;
    respond::answer(notification::mark_read(&scope.services, &caller, up_to).await)
}
