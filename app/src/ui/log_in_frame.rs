//! The frame of the log in page: the form on one side, what helps with logging in on the other. No script of the client.

use leptos::prelude::*;

use super::arches::Arches;
use super::brand::Brand;
use super::frame::SkipLink;
use super::icon::{Icon, IconName};
use super::plan_words::plan_words;
use super::tag::Tone;
use crate::paths::{self, help};

/// The frame around the log in form.
#[component]
pub fn LogInFrame(
    /// Whether the portal works, as a [`LogInNote`].
    #[prop(optional, into)]
    health: ViewFnOnce,
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
                    {health.run()}
                    <LogInNote icon=IconName::Phone title=format!("Help with logging in: {}", plan.support_phone)>
                        {plan.support_hours} " · " <a href=help::LOG_IN>"What keeps people out"</a>
                    </LogInNote>
                    <LogInNote icon=IconName::Lock title="Your password stays yours">
                        "Nobody at the plan asks for it. Look at the address before you type it."
                    </LogInNote>
                </ul>
            </aside>
            <footer class="log-in-footer">
                <nav aria-label="About">
                    <a href=paths::STATUS rel="external">"Status"</a>
                    <a href=paths::PRIVACY rel="external">"Privacy"</a>
                    <a href=paths::ACCESSIBILITY rel="external">"Accessibility"</a>
                    <a href=paths::HELP rel="external">"Help"</a>
                </nav>
            </footer>
        </div>
    }
    .into_any()
}

/// One thing to know before logging in.
#[component]
pub fn LogInNote(
    /// Its icon.
    icon: IconName,
    /// The colours of the icon.
    #[prop(default = Tone::Violet)]
    tone: Tone,
    /// In a few words.
    #[prop(into)]
    title: String,
    /// In a few more.
    children: Children,
) -> impl IntoView {
    view! {
        <li>
            <span class=format!("timeline-pin {}", tone.class())>
                <Icon name=icon class="icon-tiny" />
            </span>
            <div>
                <strong>{title}</strong>
                <span class="sub">{children()}</span>
            </div>
        </li>
    }
}
