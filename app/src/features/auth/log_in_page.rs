//! "Log in". This page runs no WASM: a plain form that posts to itself.

use leptos::prelude::*;

use super::api::LogIn;
use super::cookies_off::CookiesOff;
use crate::error::ApiError;
use crate::paths;
use crate::place::query_value;
use crate::ui::plan_words::plan_words;
use crate::ui::{
    Banner, Button, ButtonKind, ErrorSummary, FormState, PageForm, PageTitle, PasswordField, TextField, Tone,
};

/// The content of the log in page; its frame is `ui::LogInFrame`.
#[component]
pub fn LogInPage() -> impl IntoView {
    let log_in = ServerAction::<LogIn>::new();
    let form = FormState::of(log_in);
    let lead = format!("One User ID for every {} tool.", plan_words().short_name);
    view! {
        <PageTitle title="Log in" has_error=form.has_error() />
        <ErrorSummary error=form.error() />
        <CookiesOff />
        <WhileLocked error=form.error() />
        <PasswordIsSet form=form />
        <h1>"Log in"</h1>
        <p class="lead">{lead}</p>
        <LogInForm log_in=log_in form=form />
        <p class="log-in-links">
            <a href=paths::RECOVER_USER_ID>"Forgot User ID?"</a>
            <a href=paths::RECOVER_PASSWORD>"Forgot password?"</a>
        </p>
        <p class="sub">"No account? Your practice administrator can invite you."</p>
    }
}

/// Comes after `/set-password`, until something was typed here.
#[component]
fn PasswordIsSet(form: FormState) -> impl IntoView {
    let notice = query_value(paths::NOTICE);
    let is_news = notice.as_deref() == Some(paths::PASSWORD_SET) && !form.has_error().get_untracked();
    is_news.then(|| view! { <Banner tone=Tone::Green title="Your password is set." announce=true>"Log in."</Banner> })
}

/// What to do while the User ID is locked. The help that needs no call gets its place here when it exists.
#[component]
fn WhileLocked(error: Signal<Option<ApiError>>) -> impl IntoView {
    let is_locked = move || matches!(error.get(), Some(ApiError::Locked { .. } | ApiError::LockedBySupport));
    let plan = plan_words();
    move || {
        is_locked().then(|| {
            view! {
                <section class="while-locked" aria-labelledby="while-locked">
                    <h2 id="while-locked">"What you can do meanwhile"</h2>
                    <ul>
                        <li>"Wait: until then not even the right password opens it."</li>
                        <li>"Call " <strong>{plan.support_phone.clone()}</strong> ", " {plan.support_hours.clone()} ": support can open it at once."</li>
                        <li>"Not sure of the password? " <a href=paths::RECOVER_PASSWORD>"See how to get a new one"</a> "."</li>
                        <li>"If you did not try to log in, tell support: someone else may be trying."</li>
                    </ul>
                </section>
            }
        })
    }
}

#[component]
fn LogInForm(log_in: ServerAction<LogIn>, form: FormState) -> impl IntoView {
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
