//! Deciding against a case, wholly or in part: why, on what it rests, and what becomes of each line.

use domain::prior_auth::ruling::Against;
use leptos::prelude::*;

use super::lines::LineFields;
use super::parts::{Forms, NotNow, Opens, Seen, StillPossible, kept, opened};
use crate::copy;
use crate::features::review::api::Decide;
use crate::features::review::view::{Desk, ReviewView};
use crate::ui::{Button, ButtonKind, CaseView, FormState, PageForm, TextAreaField, TextField};

/// What the address says for each, in the order of the page.
const ACTS: [(&str, Against); 3] = [
    ("partial", Against::PartiallyApprove),
    ("modify", Against::Modify),
    ("deny", Against::Deny),
];

/// The ways to the forms, and the one that is open.
#[component]
pub fn DecidingAgainst(view: Signal<ReviewView>, case: Signal<CaseView>, form: Forms<Decide>) -> impl IntoView {
    let each = ACTS.map(|(act, against)| {
        let opened = opened(case, against.action(), act, form.state);
        let kind = if against == Against::Deny {
            ButtonKind::DangerOutline
        } else {
            ButtonKind::Plain
        };
        view! {
            <Opens case=case action=against.action() act=act kind=kind />
            <Show when=move || opened.get()>
                <AgainstForm view=view case=case form=form against=against />
            </Show>
        }
    });
    each.into_iter().collect_view()
}

#[component]
fn AgainstForm(
    view: Signal<ReviewView>,
    case: Signal<CaseView>,
    form: Forms<Decide>,
    against: Against,
) -> impl IntoView {
    let desk = view.with_untracked(|view| view.desk.clone());
    let kind = if against == Against::Deny {
        ButtonKind::Danger
    } else {
        ButtonKind::Primary
    };
    let has_choice = !against.choices().is_empty();
    let lines = has_choice.then(|| view! { <LineFields form=form.state desk=desk.clone() against=against /> });
    view! {
        <section class="confirm" aria-labelledby="confirm-title">
            <h3 id="confirm-title">{copy::ruling_question(against)}</h3>
            <p>"The practice reads all of this at once, with your name and credential."</p>
            <PageForm action=form.action class="confirm-form" keep=kept()>
                <Seen case=case decides=form.state />
                <input type="hidden" name="against" value=against.code() />
                {lines}
                <Why form=form.state desk=desk />
                <div class="actions">
                    <StillPossible case=case action=against.action()>
                        <Button kind=kind pending=form.action.pending()>"Confirm decision"</Button>
                    </StillPossible>
                    <NotNow case=case />
                </div>
            </PageForm>
        </section>
    }
}

#[component]
fn Why(form: FormState, desk: Desk) -> impl IntoView {
    let reason = form.field("reason", "Reason").hint(
        "What in this request does not meet the criterion, in words that the practice can act upon. No code alone.",
    );
    let citation = form
        .field("citation", "Criterion or plan provision")
        .hint("What the decision rests on, as the practice can look it up");
    let would_change = form
        .field("would_change", "What would change the decision")
        .hint("For example what a note would have to show");
    view! {
        <TextAreaField field=reason />
        <TextField field=citation likely=desk.citations />
        <TextAreaField field=would_change />
    }
}
