//! "Log in". This page runs no WASM: a plain form that posts to itself.

use leptos::prelude::*;

use super::api::LogIn;
use super::cookies_off::CookiesOff;
use super::locked::{Locked, is_locked};
use crate::error::ApiError;
use crate::paths::{self, help};
use crate::place::query_value;
use crate::ui::plan_words::plan_words;
use crate::ui::{
    Banner, Button, ButtonKind, ErrorSummary, FormAction, FormState, PageForm, PageTitle, PasswordField, TextField,
    Tone,
};

/// The content of the log in page; its frame is `ui::LogInFrame`.
#[component]
pub fn LogInPage() -> impl IntoView {
    let log_in = FormAction::<LogIn>::new();
    let form = FormState::of(log_in);
    // A lock is not said twice.
    let other = Signal::derive(move || form.error().get().filter(|error| !is_locked(error)));
    let lead = format!("One User ID for every {} tool.", plan_words().short_name);
    view! {
        <PageTitle title="Log in" has_error=form.has_error() />
        <h1>"Log in"</h1>
        {move || (!form.has_error().get()).then(|| view! { <p class="lead">{lead.clone()}</p> })}
        <ErrorSummary error=other />
        <WhatToLookAt error=other />
        <Locked error=form.error() />
        <CookiesOff />
        <PasswordIsSet form=form />
        <LogInForm log_in=log_in form=form />
        <p class="log-in-links">
            <a href=paths::RECOVER_USER_ID>"Forgot User ID?"</a>
            <a href=paths::RECOVER_PASSWORD>"Forgot password?"</a>
        </p>
        <p class="log-in-new">"No account? " <a href=help::NO_ACCOUNT>"How to get one"</a></p>
    }
}

/// Comes after `/set-password`, until something was typed here.
#[component]
fn PasswordIsSet(form: FormState) -> impl IntoView {
    let notice = query_value(paths::NOTICE);
    let is_news = notice.as_deref() == Some(paths::PASSWORD_SET) && !form.has_error().get_untracked();
    is_news.then(|| view! { <Banner tone=Tone::Green title="Your password is set." announce=true>"Log in."</Banner> })
}

/// What to look at when the form was refused, and where help says more.
#[component]
fn WhatToLookAt(error: Signal<Option<ApiError>>) -> impl IntoView {
    move || {
        let (at, words) = match error.get()? {
            ApiError::WrongCredentials => (help::WRONG, "What to look at when it is not right"),
            ApiError::TooMany { .. } | ApiError::Busy { .. } => (help::TOO_MANY, "Why is that?"),
            ApiError::Unavailable => (help::UNAVAILABLE, "Is it me or the portal?"),
            ApiError::Internal { .. } => (help::BROKEN, "What to do with the reference"),
            _ => return None,
        };
        Some(view! { <p class="log-in-more"><a href=at>{words}</a></p> })
    }
}

#[component]
fn LogInForm(log_in: FormAction<LogIn>, form: FormState) -> impl IntoView {
    let next = form.typed("next").or_else(|| query_value("next"));
    view! {
        <PageForm action=log_in class="stack">
            <input type="hidden" name="next" value=next.unwrap_or_default() />
            <TextField field=form.field("user_id", "User ID") autocomplete="username" />
            <PasswordField field=form.field("password", "Password") />
            <Button kind=ButtonKind::Primary>"Log in"</Button>
        </PageForm>
    }
}
