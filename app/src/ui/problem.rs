//! A page that cannot show what was asked for: says what happened, what was kept and what to do next.
//!
//! On the server it also sets the answer's status, so a page that ends here never answers 200.

use leptos::prelude::*;

use super::button::{ButtonKind, LinkButton};
use super::icon::{Icon, IconName};
use super::page::PageTitle;
use crate::copy;
use crate::error::{ApiError, SessionLoss};
use crate::paths;

/// What a page says that has nothing else to say; it stands inside a frame.
#[component]
pub fn Message(
    /// Its icon.
    icon: IconName,
    /// Title and text.
    words: copy::Words,
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
            <div class="actions">{children()}</div>
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
    let is_session_over = matches!(error, ApiError::Unauthenticated(_));
    view! {
        <Message icon=icon words=copy::problem(&error)>
            {if is_session_over {
                view! { <LinkButton href=paths::LOGIN kind=ButtonKind::Primary external=true>"Log in"</LinkButton> }
            } else {
                view! { <LinkButton href=paths::DASHBOARD kind=ButtonKind::Primary>"Dashboard"</LinkButton> }
            }}
            <LinkButton href=paths::HELP kind=ButtonKind::Quiet external=true>"Help"</LinkButton>
        </Message>
    }
    .into_any()
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
