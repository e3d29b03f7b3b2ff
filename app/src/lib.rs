//! Pages and server functions of the portal: a thin skin over `domain` (rules) and `services` (transactions).
//!
//! The crate is built twice: with `ssr` into the server, with `hydrate` into the browser. Every address and its page stand
//! in [`paths::ADDRESSES`]. Public pages are never hydrated, so the browser's side does not have them.
#![recursion_limit = "256"]

pub mod copy;
pub mod error;
pub mod features;
mod lazy;
pub mod live;
pub mod paths;
pub mod place;
#[cfg(feature = "ssr")]
mod public_pages;
pub mod request;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod ui;

use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;

use features::auth::SignedIn;
use features::dashboard::DashboardPage;
use features::{account, notification, prior_auth, review, search};
use paths::{
    ACCOUNT_CHUNK, CASE_CHUNK, DRAFT_CHUNK, INQUIRY_CHUNK, INTAKE_CHUNK, NOTIFICATION_CHUNK, PRIOR_AUTH_CHUNK, Page,
    QUEUE_CHUNK, REVIEW_CHUNK, SEARCH_CHUNK,
};
use ui::lazy_part::LazyParts;
use ui::{Sprite, Ticker};

/// The application: what all pages share, and the page of the address.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Sprite(sprite_address()));
    provide_context(Ticker::start());
    provide_context(LazyParts {
        notifications: notification::panel,
        palette: search::palette,
    });
    let page = place::provide().page();
    #[cfg(feature = "ssr")]
    if !page.get_untracked().is_some_and(Page::is_signed_in) {
        return public_pages::here();
    }
    view! { <SignedIn>{each_anew(page)}</SignedIn> }.into_any()
}

/// Shows the page, and never makes it out of the one before: two kinds of view take turns.
fn each_anew(page: Memo<Option<Page>>) -> impl FnMut() -> Either<AnyView, AnyView> {
    let mut is_first = false;
    move || {
        is_first = !is_first;
        let view = page.get().map_or_else(|| ().into_any(), signed_in_page);
        if is_first {
            Either::Left(view)
        } else {
            Either::Right(view)
        }
    }
}

/// A page that stands in the frame.
fn signed_in_page(page: Page) -> AnyView {
    match page.chunk() {
        Some(ACCOUNT_CHUNK) => lazy::fetched(account::show(page)),
        Some(NOTIFICATION_CHUNK) => lazy::fetched(notification::show(page)),
        Some(SEARCH_CHUNK) => lazy::fetched(search::show(page)),
        Some(CASE_CHUNK) => lazy::fetched(prior_auth::show_case(page)),
        Some(DRAFT_CHUNK) => lazy::fetched(prior_auth::show_draft(page)),
        Some(INQUIRY_CHUNK) => lazy::fetched(prior_auth::show_inquiry(page)),
        Some(INTAKE_CHUNK) => lazy::fetched(prior_auth::show_intake(page)),
        Some(PRIOR_AUTH_CHUNK) => lazy::fetched(prior_auth::show(page)),
        Some(QUEUE_CHUNK) => lazy::fetched(review::show_queue(page)),
        Some(REVIEW_CHUNK) => lazy::fetched(review::show(page)),
        _ => match page {
            Page::Dashboard => view! { <DashboardPage /> }.into_any(),
            _ => ().into_any(),
        },
    }
}

/// Fetches what the page at `path` needs beside the first one: its code, if that comes in a file of its own, and the style sheet
/// of such pages. `false` where that cannot be had: then the page can neither be hydrated nor be gone to without loading it
/// as a whole.
pub async fn fetch_page(path: &str) -> bool {
    let Some(chunk) = Page::parse(path).and_then(Page::chunk) else {
        return true;
    };
    let styles = place::fetch_styles();
    fetch_chunk(chunk).await && styles.await
}

async fn fetch_chunk(chunk: &str) -> bool {
    match chunk {
        ACCOUNT_CHUNK => account::fetch().await.is_ok(),
        NOTIFICATION_CHUNK => notification::fetch().await.is_ok(),
        SEARCH_CHUNK => search::fetch().await.is_ok(),
        CASE_CHUNK => prior_auth::fetch_case().await.is_ok(),
        DRAFT_CHUNK => prior_auth::fetch_draft().await.is_ok(),
        INQUIRY_CHUNK => prior_auth::fetch_inquiry().await.is_ok(),
        INTAKE_CHUNK => prior_auth::fetch_intake().await.is_ok(),
        PRIOR_AUTH_CHUNK => prior_auth::fetch().await.is_ok(),
        QUEUE_CHUNK => review::fetch_queue().await.is_ok(),
        REVIEW_CHUNK => review::fetch().await.is_ok(),
        _ => true,
    }
}

/// The address of the icon sprite: known to the server, and written into `<html data-sprite>` for the browser.
#[cfg(feature = "ssr")]
fn sprite_address() -> String {
    use_context::<request::RequestScope>()
        .map(|scope| scope.assets.sprite.clone())
        .unwrap_or_default()
}

#[cfg(not(feature = "ssr"))]
fn sprite_address() -> String {
    document()
        .document_element()
        .and_then(|html| html.get_attribute("data-sprite"))
        .unwrap_or_default()
}
