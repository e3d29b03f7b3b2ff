//! "Log in". This page runs no WASM: a plain form that posts to itself.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::LogIn;
use crate::paths;
use crate::ui::plan_words::plan_words;
use crate::ui::{Button, ButtonKind, ErrorSummary, FormState, PageForm, PageTitle, PasswordField, TextField};

/// The content of the log in page; its frame is `ui::LogInFrame`.
#[component]
pub fn LogInPage() -> impl IntoView {
    let log_in = ServerAction::<LogIn>::new();
    let form = FormState::of(log_in);
    let lead = format!("One User ID for every {} tool.", plan_words().short_name);
    view! {
        <PageTitle title="Log in" has_error=form.has_error() />
        <ErrorSummary error=form.error() />
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

#[component]
fn LogInForm(log_in: ServerAction<LogIn>, form: FormState) -> impl IntoView {
    let next = use_query_map()
        .with_untracked(|query| query.get("next"))
        .unwrap_or_default();
    let next = form.value("next", &next);
    view! {
        <PageForm action=log_in class="stack">
            <input type="hidden" name="next" value=next />
            <TextField
                name="user_id"
                label="User ID"
                errors=form.errors()
                value=form.value("user_id", "")
                autocomplete="username"
            />
            <PasswordField name="password" label="Password" errors=form.errors() />
            <Button kind=ButtonKind::Primary>"Log in"</Button>
        </PageForm>
    }
}
