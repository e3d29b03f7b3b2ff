//! What to do without a User ID or a password: the plan's support helps by phone.

use leptos::prelude::*;

use super::article::Article;
use crate::paths::{self, help};
use crate::ui::plan_words::{SupportLine, plan_words};
use crate::ui::{ButtonKind, LinkButton};

/// `/recover/user-id`
#[component]
pub fn RecoverUserIdPage() -> impl IntoView {
    view! {
        <Article title="Forgot User ID" heading="Forgot User ID?">
            <p class="lead">"Support finds it with you on the phone."</p>
            <ol>
                <li>"Look first: letters from the plan and your password manager often hold it. It looks like Front.Desk1, and capital letters count."</li>
                <li>"Ask an administrator of your practice: they know the User IDs of their people."</li>
                <li>"Or call the provider line: " <SupportLine plan=plan_words() /> ". Have your practice’s tax ID at hand."</li>
            </ol>
            <Back />
        </Article>
    }
}

/// `/recover/password`
#[component]
pub fn RecoverPasswordPage() -> impl IntoView {
    view! {
        <Article title="Forgot password" heading="Forgot password?">
            <p class="lead">"Support helps you to a new one on the phone."</p>
            <ol>
                <li>"Check your password manager. Capital letters count, and spaces are part of a password."</li>
                <li>"Call the provider line: " <SupportLine plan=plan_words() /> ". Have your User ID and your practice’s tax ID at hand."</li>
                <li>"Support checks who you are before anything is changed."</li>
            </ol>
            <p>"Support never asks for your password, and you need not tell it to anybody."</p>
            <Back />
        </Article>
    }
}

#[component]
fn Back() -> impl IntoView {
    view! {
        <div class="actions">
            <LinkButton href=paths::LOGIN kind=ButtonKind::Primary external=true>"Log in"</LinkButton>
            <LinkButton href=help::LOG_IN kind=ButtonKind::Quiet external=true>"Help"</LinkButton>
        </div>
    }
}
