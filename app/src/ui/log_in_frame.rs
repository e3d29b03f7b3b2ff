//! The frame of the log in page: the form on one side, what helps with logging in on the other. No script of the client.

use leptos::prelude::*;

use super::arches::Arches;
use super::brand::Brand;
use super::frame::SkipLink;
use super::icon::{Icon, IconName};
use super::plan_words::plan_words;
use crate::paths;

/// The frame around the log in form.
#[component]
pub fn LogInFrame(
    /// The form.
    children: Children,
) -> impl IntoView {
    let plan = plan_words();
    view! {
        <div class="log-in">
            <SkipLink />
            <header class="log-in-header">
                <Brand href=paths::HOME name=plan.name.clone() external=true />
            </header>
            <main id="main" class="log-in-main" tabindex="-1">{children()}</main>
            <aside class="log-in-side" aria-label="Help with logging in">
                <Arches />
                <ul class="log-in-notes">
                    <Note icon=IconName::Phone title=format!("Help with logging in: {}", plan.support_phone)>
                        {plan.support_hours}
                    </Note>
                    <Note icon=IconName::Lock title="Your password stays yours".to_owned()>
                        "Nobody at the plan asks for it. Look at the address before you type it."
                    </Note>
                </ul>
            </aside>
            <footer class="log-in-footer">
                <nav aria-label="About">
                    <a href=paths::HELP rel="external">"Help"</a>
                    <a href=paths::PRIVACY rel="external">"Privacy"</a>
                    <a href=paths::ACCESSIBILITY rel="external">"Accessibility"</a>
                </nav>
            </footer>
        </div>
    }
    .into_any()
}

#[component]
fn Note(icon: IconName, title: String, children: Children) -> impl IntoView {
    view! {
        <li>
            <span class="timeline-pin tone-violet">
                <Icon name=icon class="icon-tiny" />
            </span>
            <div>
                <strong>{title}</strong>
                <span class="sub">{children()}</span>
            </div>
        </li>
    }
}
