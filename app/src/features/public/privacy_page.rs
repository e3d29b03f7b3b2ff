//! What the portal keeps about members and about the people who use it, where, and for how long.

use domain::access::Side;
use domain::auth::session::Policy;
use leptos::prelude::*;
use services::auth::LATE_FORM_KEPT;

use super::article::Article;
use crate::request::{CookieStyle, SINGLE_KEYS_COOKIE, scope};
use crate::ui::plan_words::{SupportLine, plan_words};
use crate::ui::theme;

/// `/privacy`
#[component]
pub fn PrivacyPage() -> impl IntoView {
    view! {
        <Article title="Privacy" heading="Privacy">
            <p class="lead">"The portal holds what a request needs, records who opened it, and shows it to nobody else."</p>
            <h2>"About members"</h2>
            <p>
                "From the plan: name, member ID, date of birth and coverage. From the practice, with a request: what is asked for and when, diagnoses, providers and clinical notes. From the plan’s reviewers: questions and decisions with their reasons."
            </p>
            <p>
                "A practice sees the requests it sent, and no other practice’s. At the plan, those see them who review, answer questions about them or check the records."
            </p>
            <h2>"About you"</h2>
            <p>
                "Your User ID, your name, your practices and your roles. Your password is not stored: only a one-way value that a password can be checked against. For as long as the lock after wrong passwords needs it, how many tries failed."
            </p>
            <h2>"What is on record"</h2>
            <p>
                "Logging in and out, refused tries, and every time somebody opens, changes, lists or decides a request: who, what, when, from which network address, and whether it was allowed. The portal itself never deletes an entry; health plans have to keep such records for at least six years."
            </p>
            <p>
                "A technical log has a line for each page: time, address of the page, answer, and a number that an error page shows as its reference. It has no names, and nothing of what was typed. The plan’s technicians decide how long it is kept."
            </p>
            <h2>"In your browser"</h2>
            <p>"Cookies of the portal alone, none for advertising or counting visits. Nothing is loaded from other companies."</p>
            <Cookies />
            <p>
                "Styles, the font and the portal’s program may stay in the browser’s cache; they are the same for everybody. Pages about members are never kept there."
            </p>
            <h2>"How long requests are kept"</h2>
            <p>
                "Requests, decisions and drafts stay until the plan removes them: the portal deletes none by itself. The law says for how long the plan must keep them."
            </p>
            <h2>"Questions"</h2>
            <p>
                "Call the provider line: " <SupportLine plan=plan_words() />
                ". Members turn to the plan with the number on their card; its notice of privacy practices says what rights they have."
            </p>
            <p class="sub">"Last reviewed November 25, 2026."</p>
        </Article>
    }
}

/// Each cookie that can be set: its name, what for, how long.
#[component]
fn Cookies() -> impl IntoView {
    let session = scope().map_or_else(|_| CookieStyle::secure(), |scope| scope.cookie);
    let form = session.for_form();
    let [practice, plan] = [Side::Provider, Side::Plan].map(Policy::for_side);
    let session_ends = format!(
        "Until you log out, close the browser, do nothing for {} minutes, or {} hours after logging in ({} for the plan’s staff).",
        practice.idle.num_minutes(),
        practice.absolute.num_hours(),
        plan.absolute.num_hours(),
    );
    view! {
        <dl class="summary-list">
            <div>
                <dt><span class="reference">{session.name}</span></dt>
                <dd>
                    "Keeps you logged in. A random number: nothing about you or a member can be read from it."
                    <span class="sub">{session_ends}</span>
                </dd>
            </div>
            <div>
                <dt><span class="reference">{form.name}</span></dt>
                <dd>
                    "Only after a form was sent when the session was over: the key with which that form, which is kept sealed, can be opened once you are back."
                    <span class="sub">{format!("{} minutes, or until it was used.", LATE_FORM_KEPT.num_minutes())}</span>
                </dd>
            </div>
            <div>
                <dt><span class="reference">{theme::COOKIE}</span></dt>
                <dd>"Only after you chose how the portal looks: your choice." <span class="sub">"One year."</span></dd>
            </div>
            <div>
                <dt><span class="reference">{SINGLE_KEYS_COOKIE}</span></dt>
                <dd>
                    "Only for the plan’s staff, after they switched single keys off or on: that choice."
                    <span class="sub">"One year."</span>
                </dd>
            </div>
        </dl>
    }
}
