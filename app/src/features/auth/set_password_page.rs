//! "Choose a password": the page behind a one-time link. It runs no WASM: a plain form that posts to itself.

use leptos::prelude::*;

use super::PasswordLinkView;
use super::api::{SetPassword, password_link};
use crate::copy;
use crate::error::ApiError;
use crate::paths;
use crate::place::query_value;
use crate::ui::plan_words::{SupportLine, plan_words};
use crate::ui::{
    Button, ButtonKind, ErrorSummary, FormAction, FormState, LinkButton, PageForm, PageTitle, PasswordField, Problem,
    ask,
};

/// The content of the page; its frame is `ui::LogInFrame`.
#[component]
pub fn SetPasswordPage() -> impl IntoView {
    let set = FormAction::<SetPassword>::new();
    let form = FormState::of(set);
    let token = form
        .typed("token")
        .or_else(|| query_value(paths::TOKEN))
        .unwrap_or_default();
    let wanted = token.clone();
    let link = ask(|| (), move |()| password_link(wanted.clone()));
    view! {
        <Suspense>
            {move || {
                let token = token.clone();
                Suspend::new(async move {
                    match link.await {
                        Ok(link) => view! { <ChoosePassword link=link token=token set=set form=form /> }.into_any(),
                        Err(ApiError::NotFound) => view! { <LinkGone /> }.into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

#[component]
fn ChoosePassword(
    link: PasswordLinkView,
    token: String,
    set: FormAction<SetPassword>,
    form: FormState,
) -> impl IntoView {
    let PasswordLinkView { user_id, min_length } = link;
    view! {
        <PageTitle title="Choose a password" has_error=form.has_error() />
        <ErrorSummary error=form.error() />
        <h1>"Choose a password"</h1>
        <p class="lead">"For the User ID " <strong>{user_id.clone()}</strong> ". You log in with both."</p>
        <PageForm action=set class="stack">
            <input type="hidden" name="token" value=token />
            <input type="text" autocomplete="username" value=user_id readonly=true hidden=true />
            <PasswordField
                field=form.field("new_password", "New password").hint(GUIDANCE)
                autocomplete="new-password"
                min_length=min_length
            />
            <Button kind=ButtonKind::Primary>"Set password"</Button>
        </PageForm>
    }
}

/// What makes a password good, said before anything is typed.
const GUIDANCE: &str = "Make it long and use it nowhere else: 15 characters or more, for example several words that do not \
belong together. Letters, numbers, symbols and spaces are all welcome, and none is needed. A password manager may \
choose it for you.";

/// One answer for a link that was used, replaced, mistyped, or is too old.
#[component]
fn LinkGone() -> impl IntoView {
    view! {
        <PageTitle title=copy::LINK_GONE />
        <h1>{copy::LINK_GONE}</h1>
        <p class="lead">"Each link works once, and for 72 hours. A newer link takes the place of an older one."</p>
        <ul>
            <li>"Did you set your password with it already? Then log in."</li>
            <li>"Is the address complete? Copy all of the link, up to its last character."</li>
            <li>"Otherwise call the provider line for a new link: " <SupportLine plan=plan_words() /> "."</li>
        </ul>
        <div class="actions">
            <LinkButton href=paths::LOGIN kind=ButtonKind::Primary external=true>"Log in"</LinkButton>
            <LinkButton href=paths::help::LINK kind=ButtonKind::Quiet external=true>"Help"</LinkButton>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use domain::auth::{PasswordPolicy, password_link};

    use super::*;

    #[test]
    fn the_guidance_names_the_rule_and_the_link_its_time() {
        let min = PasswordPolicy::only_factor().min_length();
        assert!(GUIDANCE.contains(&format!("{min} characters or more")), "{GUIDANCE}");
        assert_eq!(password_link::FIRST_PASSWORD.num_hours(), 72);
    }
}
