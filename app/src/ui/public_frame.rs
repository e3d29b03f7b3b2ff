//! The frame of pages anybody may read: header with "Log in" at the top right, content, footer. No script.

use leptos::prelude::*;

use super::brand::{Brand, PaperHead};
use super::button::{ButtonKind, LinkButton};
use super::frame::SkipLink;
use super::plan_words::{SupportLine, plan_words};
use super::theme::ThemeChoice;
use crate::paths;

/// Whether the reader of a public page is signed in; provided by the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IsSignedIn(pub bool);

/// The public frame.
#[component]
pub fn PublicFrame(
    /// The page.
    children: Children,
) -> impl IntoView {
    let plan = plan_words();
    let is_signed_in = use_context::<IsSignedIn>().unwrap_or_default().0;
    view! {
        <div class="public">
            <SkipLink />
            <PaperHead plan=plan.name.clone() />
            <header class="public-header">
                <Brand href=paths::HOME name=plan.name.clone() external=true />
                <nav aria-label="Public pages">
                    <a href=paths::STATUS rel="external">"Status"</a>
                    <a href=paths::HELP rel="external">"Help"</a>
                </nav>
                {if is_signed_in {
                    view! { <LinkButton href=paths::DASHBOARD kind=ButtonKind::Primary external=true>"Dashboard"</LinkButton> }
                } else {
                    view! { <LinkButton href=paths::LOGIN kind=ButtonKind::Primary external=true>"Log in"</LinkButton> }
                }}
            </header>
            <main id="main" tabindex="-1">{children()}</main>
            <PublicFooter />
        </div>
    }
    .into_any()
}

/// The footer: the pages one looks for down there, and the provider line.
#[component]
pub fn PublicFooter() -> impl IntoView {
    let plan = plan_words();
    view! {
        <footer class="public-footer">
            <div>
                <span>{plan.name.clone()}</span>
                <nav aria-label="About">
                    <a href=paths::HELP rel="external">"Help"</a>
                    <a href=paths::STATUS rel="external">"Status"</a>
                    <a href=paths::PRIVACY rel="external">"Privacy"</a>
                    <a href=paths::ACCESSIBILITY rel="external">"Accessibility"</a>
                </nav>
                <ThemeChoice />
                <span class="public-footer-line">"Provider line " <SupportLine plan=plan /></span>
            </div>
        </footer>
    }
}
