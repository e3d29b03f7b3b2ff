//! A page that cannot show what was asked for: says what happened, what was kept and what to do next.
//!
//! On the server it also sets the answer's status, so a page that ends here never answers 200.

use leptos::prelude::*;

use super::button::{ButtonKind, LinkButton};
use super::icon::{Icon, IconName};
use super::page::PageTitle;
use crate::copy;
use crate::error::{ApiError, SessionLoss};
use crate::paths::{self, help};

/// What a page says that has nothing else to say; it stands inside a frame.
#[component]
pub fn Message(
    /// Its icon.
    icon: IconName,
    /// Title and text.
    words: copy::Words,
    /// More to say, below the text.
    #[prop(optional, into)]
    more: ViewFnOnce,
    /// A last word, below the buttons; empty for none.
    #[prop(optional)]
    note: &'static str,
    /// What one may do next: links that look like buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <PageTitle title=words.title />
        <div class="message-page">
            <span class="icon-tile">
                <Icon name=icon class="icon-large" />
            </span>
            <h1>{words.title}</h1>
            <p>{words.text}</p>
            {more.run()}
            <div class="actions">{children()}</div>
            {(!note.is_empty()).then(|| view! { <p class="sub">{note}</p> })}
        </div>
    }
    .into_any()
}

/// The problem instead of the page's content; stands inside a frame.
#[component]
pub fn Problem(
    /// What went wrong.
    error: ApiError,
) -> impl IntoView {
    answer_with(error.http_status());
    let icon = match &error {
        ApiError::Unauthenticated(SessionLoss::Expired) => IconName::Hourglass,
        ApiError::Unauthenticated(_) => IconName::LogOut,
        ApiError::Forbidden | ApiError::Locked { .. } => IconName::Lock,
        ApiError::NotFound => IconName::Search,
        _ => IconName::CircleAlert,
    };
    let (next, external, words) = match &error {
        ApiError::Unauthenticated(_) => (paths::LOGIN, true, "Log in"),
        // The address of this very page.
        ApiError::Unavailable | ApiError::Busy { .. } | ApiError::Internal { .. } => ("", true, "Try again"),
        _ => (paths::DASHBOARD, false, "Dashboard"),
    };
    view! {
        <Message icon=icon words=copy::problem(&error)>
            <LinkButton href=next kind=ButtonKind::Primary external=external>{words}</LinkButton>
            <LinkButton href=question(&error) kind=ButtonKind::Quiet external=true>"Help"</LinkButton>
        </Message>
    }
    .into_any()
}

/// Where the help page says more about a problem.
fn question(error: &ApiError) -> &'static str {
    match error {
        ApiError::Unauthenticated(SessionLoss::Expired) => help::EXPIRED,
        ApiError::Unauthenticated(_) => help::SIGNED_OUT,
        ApiError::Forbidden => help::DENIED,
        ApiError::Unavailable => help::UNAVAILABLE,
        ApiError::Internal { .. } => help::BROKEN,
        _ => paths::HELP,
    }
}

/// Sets the status of the page being rendered.
#[cfg(feature = "ssr")]
pub fn answer_with(status: u16) {
    if let (Some(response), Ok(status)) = (
        use_context::<leptos_axum::ResponseOptions>(),
        http::StatusCode::from_u16(status),
    ) {
        response.set_status(status);
    }
}

/// In the browser there is no answer to set a status on.
#[cfg(not(feature = "ssr"))]
pub fn answer_with(_status: u16) {}
