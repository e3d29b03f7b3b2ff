//! "Check your answers": everything once more, what is missing, and the button that sends it.

use domain::prior_auth::step::Step;
use leptos::prelude::*;

use super::api::{Submit, show_check};
use super::head::{DraftTop, Saved};
use super::overview::{DueIfSent, Sections};
use super::view::CheckView;
use crate::ui::{Button, ButtonKind, ErrorSummary, FormState, LinkButton, PageForm, PageHeading, ask, loaded};
use crate::{copy, paths};

/// The last step of a draft.
#[component]
pub fn CheckPage(id: String) -> impl IntoView {
    let submit = ServerAction::<Submit>::new();
    let form = FormState::of(submit);
    let tries = submit.version();
    // After a refusal, the page shows the draft as it is now.
    let shown = ask(move || tries.get(), move |_| show_check(id.clone()));
    loaded(
        shown,
        move |shown| view! { <CheckBody shown=shown submit=submit form=form /> },
    )
}

#[component]
fn CheckBody(shown: Signal<CheckView>, submit: ServerAction<Submit>, form: FormState) -> impl IntoView {
    let head = shown.with_untracked(|shown| shown.head.clone());
    let facts = {
        let head = head.clone();
        move || view! { <Saved head=head /> }
    };
    view! {
        <DraftTop head=head page=copy::step(Step::Check) has_error=form.has_error() />
        <ErrorSummary error=form.error() />
        <PageHeading title=copy::step(Step::Check) facts=facts />
        <div class="columns">
            <div class="column-main">
                {move || view! { <Sections shown=shown.get() /> }}
                <Send shown=shown submit=submit />
            </div>
            <div class="column-side">{move || view! { <DueIfSent shown=shown.get() /> }}</div>
        </div>
    }
}

/// The button that sends it.
#[component]
fn Send(shown: Signal<CheckView>, submit: ServerAction<Submit>) -> impl IntoView {
    let (id, plan) = shown.with_untracked(|shown| (shown.head.id.clone(), shown.plan.clone()));
    let version = move || shown.with(|shown| shown.version);
    view! {
        <PageForm action=submit class="send">
            <h2>"Send to " {plan}</h2>
            <p>"To change the service or the dates after sending, withdraw the request and make a new one."</p>
            <input type="hidden" name="draft" value=id.clone() />
            <input type="hidden" name="version" value=version />
            <div class="actions">
                <Button kind=ButtonKind::Primary pending=submit.pending()>"Submit request"</Button>
                <LinkButton href=paths::draft(&id)>"Back to the task list"</LinkButton>
            </div>
        </PageForm>
    }
}
