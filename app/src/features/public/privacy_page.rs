//! What the portal keeps about people who use it.

use leptos::prelude::*;

use super::article::Article;
use crate::ui::plan_words::{SupportLine, plan_words};

/// `/privacy`
#[component]
pub fn PrivacyPage() -> impl IntoView {
    view! {
        <Article title="Privacy" heading="Privacy">
            <p class="lead">"The portal holds what a request needs, records who opened it, and shows it to nobody else."</p>
            <h2>"About members"</h2>
            <p>
                "A practice sees the requests it sent, the plan’s reviewers see the requests they work on. Every time somebody opens or changes a request, the portal records who, when and from where."
            </p>
            <h2>"About you"</h2>
            <p>
                "Your User ID, your name, your practice and your roles. Your password is not stored: only a one-way value that a password can be checked against."
            </p>
            <h2>"In your browser"</h2>
            <p>
                "One cookie that keeps you logged in. It holds a random number and nothing about you or a member, and it ends with your session. There are no advertisements, no trackers, and nothing is loaded from other companies."
            </p>
            <h2>"Questions"</h2>
            <p>"Call the provider line: " <SupportLine plan=plan_words() /> "."</p>
        </Article>
    }
}
