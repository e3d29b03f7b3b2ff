//! Pages and server functions of the portal: a thin skin over `domain` (rules) and `services` (transactions).
//!
//! The crate is built twice: with `ssr` into the server, with `hydrate` into the browser. The route table is the same
//! on both sides. Public pages are never hydrated, so the browser's side of them is only "load that page".
#![recursion_limit = "256"]

pub mod copy;
pub mod error;
pub mod features;
mod lazy;
pub mod live;
pub mod paths;
pub mod request;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod ui;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{Lazy, SsrMode, path};

use features::auth::SignedIn;
use features::dashboard::DashboardPage;
#[cfg(any(not(feature = "ssr"), debug_assertions))]
use features::design::DesignPage;
/// A release answers as for any address that leads nowhere.
#[cfg(all(feature = "ssr", not(debug_assertions)))]
use features::public::NotFoundPage as DesignPage;
use features::public::{
    AccessDeniedPage, AccessibilityPage, HelpPage, HomePage, NotFoundPage, PrivacyPage, RecoverPasswordPage,
    RecoverUserIdPage, SessionExpiredPage, SignedOutPage, StatusPage,
};
use features::{prior_auth, review};
use ui::{Sprite, Ticker};

/// The application: what all pages share, and the table of routes.
///
/// Every page renders in one piece (`SsrMode::Async`): it works without JavaScript, and keeps its status and cookies.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Sprite(sprite_address()));
    provide_context(Ticker::start());
    #[cfg(feature = "ssr")]
    provide_public_facts();
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=HomePage ssr=SsrMode::Async />
                <Route path=path!("/login") view=LogInPage ssr=SsrMode::Async />
                <Route path=path!("/set-password") view=SetPasswordPage ssr=SsrMode::Async />
                <Route path=path!("/help") view=HelpPage ssr=SsrMode::Async />
                <Route path=path!("/status") view=StatusPage ssr=SsrMode::Async />
                <Route path=path!("/privacy") view=PrivacyPage ssr=SsrMode::Async />
                <Route path=path!("/accessibility") view=AccessibilityPage ssr=SsrMode::Async />
                <Route path=path!("/recover/user-id") view=RecoverUserIdPage ssr=SsrMode::Async />
                <Route path=path!("/recover/password") view=RecoverPasswordPage ssr=SsrMode::Async />
                <Route path=path!("/session-expired") view=SessionExpiredPage ssr=SsrMode::Async />
                <Route path=path!("/signed-out") view=SignedOutPage ssr=SsrMode::Async />
                <Route path=path!("/access-denied") view=AccessDeniedPage ssr=SsrMode::Async />
                <Route path=path!("/design") view=DesignPage ssr=SsrMode::Async />
                <ParentRoute path=path!("") view=SignedIn ssr=SsrMode::Async>
                    <Route path=path!("/dashboard") view=DashboardPage ssr=SsrMode::Async />
                    <Route path=path!("/prior-auth") view={Lazy::<prior_auth::ListRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/prior-auth/new") view={Lazy::<prior_auth::NewRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/prior-auth/drafts/:draft") view={Lazy::<prior_auth::TaskListRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/prior-auth/drafts/:draft/:part") view={Lazy::<prior_auth::PartRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/prior-auth/:reference") view={Lazy::<prior_auth::CaseRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/review") view={Lazy::<review::QueueRoute>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/review/:reference") view={Lazy::<review::CaseRoute>::new()} ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// Fetches the code of the page at `path`, if it comes in a file of its own. `false` where that cannot be had: then the
/// page must not be hydrated, for the router would answer clicks that lead nowhere.
pub async fn fetch_page(path: &str) -> bool {
    use paths::{DRAFT_CHUNK, PRIOR_AUTH_CHUNK, REVIEW_CHUNK};
    match paths::Page::parse(path).and_then(paths::Page::chunk) {
        Some(DRAFT_CHUNK) => prior_auth::fetch_part().await.is_ok(),
        Some(PRIOR_AUTH_CHUNK) => prior_auth::fetch_list().await.is_ok(),
        Some(REVIEW_CHUNK) => review::fetch_queue().await.is_ok(),
        _ => true,
    }
}

/// `/login`: the form of the feature in the public frame that belongs to it.
#[cfg(feature = "ssr")]
#[component]
fn LogInPage() -> impl IntoView {
    view! {
        <ui::LogInFrame>
            <features::auth::LogInPage />
        </ui::LogInFrame>
    }
}

/// `/set-password`: in the same frame.
#[cfg(feature = "ssr")]
#[component]
fn SetPasswordPage() -> impl IntoView {
    view! {
        <ui::LogInFrame>
            <features::auth::SetPasswordPage />
        </ui::LogInFrame>
    }
}

#[cfg(not(feature = "ssr"))]
use ui::{FullLoad as LogInPage, FullLoad as SetPasswordPage};

/// The address of the icon sprite: known to the server, and written into `<html data-sprite>` for the browser.
#[cfg(feature = "ssr")]
fn sprite_address() -> String {
    use_context::<request::RequestScope>()
        .map(|scope| scope.assets.sprite)
        .unwrap_or_default()
}

#[cfg(not(feature = "ssr"))]
fn sprite_address() -> String {
    document()
        .document_element()
        .and_then(|html| html.get_attribute("data-sprite"))
        .unwrap_or_default()
}

/// What public pages say: the plan's name and provider line, and whether the reader is signed in.
#[cfg(feature = "ssr")]
fn provide_public_facts() {
    let Some(scope) = use_context::<request::RequestScope>() else {
        return;
    };
    provide_context(request::wording::plan_words(&scope.services.plan));
    provide_context(ui::public_frame::IsSignedIn(scope.session.is_ok()));
}
