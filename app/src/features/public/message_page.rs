//! Pages that say one thing: what happened, what was kept, and what to do.

use leptos::prelude::*;

use crate::copy;
use crate::error::{ApiError, SessionLoss};
use crate::paths;
use crate::place::query_value;
use crate::ui::plan_words::plan_words;
use crate::ui::problem::answer_with;
use crate::ui::{ButtonKind, IconName, LinkButton, Message, PublicFrame};

/// `/session-expired`
#[component]
pub fn SessionExpiredPage() -> impl IntoView {
    let words = copy::problem(&ApiError::Unauthenticated(SessionLoss::Expired));
    view! {
        <PublicFrame>
            <Message icon=IconName::Hourglass words=words>
                <LogInButton />
                <LinkButton href=paths::HOME kind=ButtonKind::Quiet external=true>"Home"</LinkButton>
            </Message>
        </PublicFrame>
    }
}

/// `/signed-out`
#[component]
pub fn SignedOutPage() -> impl IntoView {
    let is_revoked = query_value("because").as_deref() == Some("revoked");
    let loss = if is_revoked {
        SessionLoss::Revoked
    } else {
        SessionLoss::Ended
    };
    let plan = plan_words();
    view! {
        <PublicFrame>
            <Message icon=IconName::LogOut words=copy::problem(&ApiError::Unauthenticated(loss))>
                <p>"Provider line: " <strong>{plan.support_phone}</strong> ", " {plan.support_hours}</p>
                <LogInButton />
                <LinkButton href=paths::HELP kind=ButtonKind::Quiet external=true>"Help"</LinkButton>
            </Message>
        </PublicFrame>
    }
}

/// `/access-denied`
#[component]
pub fn AccessDeniedPage() -> impl IntoView {
    answer_with(ApiError::Forbidden.http_status());
    view! {
        <PublicFrame>
            <Message icon=IconName::Lock words=copy::problem(&ApiError::Forbidden)>
                <LinkButton href=paths::DASHBOARD kind=ButtonKind::Primary external=true>"Dashboard"</LinkButton>
                <LinkButton href=paths::HELP kind=ButtonKind::Quiet external=true>"Help"</LinkButton>
            </Message>
        </PublicFrame>
    }
}

/// Every address that leads nowhere.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    answer_with(ApiError::NotFound.http_status());
    view! {
        <PublicFrame>
            <Message icon=IconName::Search words=copy::problem(&ApiError::NotFound)>
                <LinkButton href=paths::HOME kind=ButtonKind::Primary external=true>"Home"</LinkButton>
                <LinkButton href=paths::HELP kind=ButtonKind::Quiet external=true>"Help"</LinkButton>
            </Message>
        </PublicFrame>
    }
}

/// "Log in", back to the page one came from.
#[component]
fn LogInButton() -> impl IntoView {
    let next = query_value("next").unwrap_or_default();
    view! {
        <LinkButton href=paths::with_next(paths::LOGIN, &next) kind=ButtonKind::Primary external=true>
            "Log in"
        </LinkButton>
    }
}
