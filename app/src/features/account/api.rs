//! Server functions of one's own account.

use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

use super::view::AccountView;
use crate::error::ApiError;
use crate::request::PageClient;

#[cfg(feature = "ssr")]
use {
    super::convert,
    crate::paths,
    crate::request::{SINGLE_KEYS_COOKIE, guard, respond, scope, wording::Wording},
    crate::ui::theme::Theme,
    domain::access::Permission,
    domain::id::SessionId,
    services::{auth, practices},
};

/// Who asks, where they work, and where they are signed in.
///
/// # Errors
/// [`ApiError::Unauthenticated`], and whatever keeps the sessions from being read.
#[server(name = ShowAccount, client = PageClient, output = Postcard, prefix = "/api", endpoint = "account/show")]
pub async fn show() -> Result<AccountView, ApiError> {
    let (scope, caller) = guard::require(Permission::ViewDashboard)?;
    let conn = scope.services.db.read();
    let places = respond::answer(practices::of_account(conn, &caller.actor.account).await)?;
    let sessions = respond::answer(auth::own_sessions(&scope.services, &caller).await)?;
    let (plan, wording) = (&scope.services.plan, Wording::of(&scope));
    let view = convert::account_view(&caller.actor, places, sessions, plan, &wording);
    let sees_queue = caller.actor.can(Permission::ReadReviewQueue);
    Ok(AccountView {
        single_keys: sees_queue.then_some(scope.single_keys),
        ..view
    })
}

/// Ends another session of the caller's; where there is none of that name, nothing is left to end.
///
/// # Errors
/// [`ApiError::Unauthenticated`].
#[server(name = EndSession, client = PageClient, output = Postcard, prefix = "/api", endpoint = "account/end-session")]
pub async fn end_session(#[server(default)] session: String) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::ViewDashboard)?;
    let ended = auth::end_session(&scope.services, &caller, &SessionId::new(session)).await;
    respond::answer(ended.map(drop))
}

/// Ends all sessions of the caller's but the one that asks.
///
/// # Errors
/// [`ApiError::Unauthenticated`].
#[server(name = EndOtherSessions, client = PageClient, output = Postcard, prefix = "/api", endpoint = "account/end-others")]
pub async fn end_others() -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::ViewDashboard)?;
    respond::answer(auth::end_other_sessions(&scope.services, &caller).await.map(drop))
}

/// Keeps in this browser whether single keys lead through the queue: `off`, or on.
///
/// # Errors
/// [`ApiError::Forbidden`] for those who see no queue.
#[server(name = SetKeys, client = PageClient, output = Postcard, prefix = "/api", endpoint = "account/set-keys")]
pub async fn set_keys(#[server(default)] keys: String) -> Result<(), ApiError> {
    let (scope, _) = guard::require(Permission::ReadReviewQueue)?;
    let keys = if keys == "off" { "off" } else { "on" };
    let secure = if scope.cookie.secure { "; Secure" } else { "" };
    let kept = format!("{SINGLE_KEYS_COOKIE}={keys}; Path=/; SameSite=Lax; Max-Age=31536000{secure}");
    respond::set_cookie(&kept);
    respond::see_other(paths::ACCOUNT);
    Ok(())
}

/// Keeps in this browser whether pages are light or dark, and goes back to the page `back`. Anybody may choose.
///
/// # Errors
/// None.
#[server(name = SetTheme, client = PageClient, output = Postcard, prefix = "/api", endpoint = "account/set-theme")]
pub async fn set_theme(#[server(default)] theme: String, #[server(default)] back: String) -> Result<(), ApiError> {
    let scope = scope()?;
    respond::set_cookie(&Theme::parse(&theme).cookie(scope.cookie.secure));
    respond::see_other(paths::own_page(&back).unwrap_or(paths::HOME));
    Ok(())
}
