//! Pages that say one thing: what happened, what was kept, and what to do.

use leptos::prelude::*;
use services::practices;

use crate::copy;
use crate::error::{ApiError, SessionLoss};
use crate::paths::{self, help};
use crate::place::query_value;
use crate::request::scope;
use crate::ui::plan_words::{SupportLine, plan_words};
use crate::ui::problem::answer_with;
use crate::ui::{ButtonKind, IconName, LinkButton, Message, PublicFrame};

/// `/session-expired`
#[component]
pub fn SessionExpiredPage() -> impl IntoView {
    let words = copy::problem(&ApiError::Unauthenticated(SessionLoss::Expired));
    let note = if next_page().is_empty() {
        ""
    } else {
        "You come back to the same page after logging in."
    };
    view! {
        <PublicFrame>
            <Message icon=IconName::Hourglass words=words note=note>
                <LogInButton />
                <LinkButton href=paths::HOME kind=ButtonKind::Quiet external=true>"Home"</LinkButton>
                <LinkButton href=help::EXPIRED kind=ButtonKind::Quiet external=true>"Help"</LinkButton>
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
    view! {
        <PublicFrame>
            <Message icon=IconName::LogOut words=copy::problem(&ApiError::Unauthenticated(loss)) more=Call>
                <LogInButton />
                <LinkButton href=help::SIGNED_OUT kind=ButtonKind::Quiet external=true>"Help"</LinkButton>
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
            <Message icon=IconName::Lock words=copy::problem(&ApiError::Forbidden) more=WhomToAsk>
                <LinkButton href=paths::DASHBOARD kind=ButtonKind::Primary external=true>"Dashboard"</LinkButton>
                <LinkButton href=help::DENIED kind=ButtonKind::Quiet external=true>"Help"</LinkButton>
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
            <Message icon=IconName::Search words=copy::problem(&ApiError::NotFound) more=Call>
                <LinkButton href=paths::HOME kind=ButtonKind::Primary external=true>"Home"</LinkButton>
                <LinkButton href=paths::HELP kind=ButtonKind::Quiet external=true>"Help"</LinkButton>
            </Message>
        </PublicFrame>
    }
}

/// Whom one may call.
#[component]
fn Call() -> impl IntoView {
    view! { <p>"Provider line: " <SupportLine plan=plan_words() /></p> }
}

/// The people of the reader's own practice who give roles.
#[component]
fn WhomToAsk() -> impl IntoView {
    view! { <Suspense>{Suspend::new(administrators())}</Suspense> }
}

async fn administrators() -> Option<impl IntoView> {
    let scope = scope().ok()?;
    let actor = scope.session.as_ref().ok()?;
    // Without the names the page says all the rest; the log has the reason.
    let known = practices::administrators(&scope.services, actor.practice.as_ref()?).await;
    let known = known
        .inspect_err(|error| tracing::error!(%error, "whom to ask for a role"))
        .ok()?;
    let names = joined(&known)?;
    let practice = actor.practice_name.clone().unwrap_or_default();
    Some(view! { <p>"At " {practice} ", ask " <strong>{names}</strong> "."</p> })
}

/// `A`, `A or B`, `A, B or C`
fn joined(names: &[String]) -> Option<String> {
    let (last, others) = names.split_last()?;
    Some(if others.is_empty() {
        last.clone()
    } else {
        format!("{} or {last}", others.join(", "))
    })
}

/// "Log in", back to the page one came from.
#[component]
fn LogInButton() -> impl IntoView {
    view! {
        <LinkButton href=paths::with_next(paths::LOGIN, &next_page()) kind=ButtonKind::Primary external=true>
            "Log in"
        </LinkButton>
    }
}

/// The page of ours one came from, if any.
fn next_page() -> String {
    query_value("next")
        .filter(|next| paths::own_path(next).is_some())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn names_are_joined_as_one_says_them() {
        let names = ["Ada".to_owned(), "Bo".to_owned(), "Cy".to_owned()];
        assert_eq!(joined(&names[..0]), None);
        assert_eq!(joined(&names[..1]).as_deref(), Some("Ada"));
        assert_eq!(joined(&names[..2]).as_deref(), Some("Ada or Bo"));
        assert_eq!(joined(&names).as_deref(), Some("Ada, Bo or Cy"));
    }
}
