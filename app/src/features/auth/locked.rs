//! The log in page while the User ID is locked: until when, and what to do meanwhile.
//!
//! It takes the place of the error summary and behaves like it: said aloud, focused, headed "There is a problem".

use leptos::prelude::*;

use crate::copy;
use crate::error::ApiError;
use crate::paths::{self, help};
use crate::ui::plan_words::plan_words;
use crate::ui::{Icon, IconName};

/// Whether the form was refused because the User ID is locked.
pub(super) fn is_locked(error: &ApiError) -> bool {
    matches!(error, ApiError::Locked { .. } | ApiError::LockedBySupport)
}

/// The lock, where there is one.
#[component]
pub(super) fn Locked(
    /// Why the form was refused: `FormState::error`.
    error: Signal<Option<ApiError>>,
) -> impl IntoView {
    move || {
        let error = error.get().filter(is_locked)?;
        Some(view! {
            <div class="locked" tabindex="-1" autofocus=true>
                <div class="locked-words" role="alert">
                    <span class="timeline-pin tone-amber">
                        <Icon name=IconName::Lock class="icon-small" />
                    </span>
                    <div>
                        <h2>"There is a problem"</h2>
                        <p>
                            <strong>{copy::refusal(&error)}</strong>
                        </p>
                        <p>"There were too many tries with a wrong password. None of them got in, and no draft is lost."</p>
                    </div>
                </div>
                <Meanwhile />
            </div>
        })
    }
}

/// The help that needs no call gets its place here when it exists.
#[component]
fn Meanwhile() -> impl IntoView {
    let plan = plan_words();
    view! {
        <section aria-labelledby="while-locked">
            <h3 id="while-locked">"What you can do meanwhile"</h3>
            <ul>
                <Advice icon=IconName::Hourglass>"Wait: until then not even the right password opens it."</Advice>
                <Advice icon=IconName::Phone>
                    "Call " <strong class="phone-number">{plan.support_phone}</strong> ", " {plan.support_hours}
                    ": support can open it at once, and takes urgent requests by phone."
                </Advice>
                <Advice icon=IconName::User>"Ask a colleague to send what is due today."</Advice>
                <Advice icon=IconName::Pencil>
                    "Not sure of the password? " <a href=paths::RECOVER_PASSWORD>"See how to get a new one"</a> "."
                </Advice>
                <Advice icon=IconName::TriangleAlert>
                    "If you did not try to log in, tell support: someone else may be trying. "
                    <a href=help::LOCKED>"More about the lock"</a>
                </Advice>
            </ul>
        </section>
    }
}

#[component]
fn Advice(icon: IconName, children: Children) -> impl IntoView {
    view! {
        <li>
            <Icon name=icon class="icon-small" />
            <span>{children()}</span>
        </li>
    }
}
