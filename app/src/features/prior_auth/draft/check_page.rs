//! "Check your answers": everything once more, what is missing, and the button that sends it.

use domain::prior_auth::step::Step;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{AskAttestation, Attest, Submit, show_check};
use super::attestation::{AttestBox, AttestationPanel};
use super::head::{DraftTop, Saved};
use super::overview::{DueIfSent, Sections};
use super::view::{AttestationView, CheckView, DuplicateView};
use crate::ui::page_form::post_target;
use crate::ui::{
    Banner, Button, ButtonKind, ErrorSummary, FormAction, FormState, LinkButton, PageForm, PageHeading, Tone, ask,
    loaded,
};
use crate::{copy, paths};

/// The last step of a draft.
#[component]
pub fn CheckPage(id: String) -> impl IntoView {
    let submit = FormAction::<Submit>::new();
    let ask_clinician = FormAction::<AskAttestation>::new();
    let forms = Forms {
        submit,
        send: FormState::with_buttons(submit, &[Attest::PATH]),
        ask_clinician,
        asking: FormState::of(ask_clinician),
    };
    let (tries, questions) = (submit.version(), ask_clinician.version());
    // After a refusal, and after a question, the page shows the draft as it is now.
    let shown = ask(move || (tries.get(), questions.get()), move |_| show_check(id.clone()));
    loaded(shown, move |shown| view! { <CheckBody shown=shown forms=forms /> })
}

/// The two forms of the page.
#[derive(Clone, Copy)]
struct Forms {
    submit: FormAction<Submit>,
    send: FormState,
    ask_clinician: FormAction<AskAttestation>,
    asking: FormState,
}

#[component]
fn CheckBody(shown: Signal<CheckView>, forms: Forms) -> impl IntoView {
    let head = shown.with_untracked(|shown| shown.head.clone());
    let facts = {
        let head = head.clone();
        move || view! { <Saved head=head /> }
    };
    let id = head.id.clone();
    let attestation = Memo::new(move |_| shown.with(|shown| shown.attestation.clone()));
    view! {
        <DraftTop head=head page=copy::step(Step::Check) has_error=forms.send.has_error() />
        <ErrorSummary error=forms.send.error() />
        <PageHeading title=copy::step(Step::Check) facts=facts />
        <div class="columns">
            <div class="column-main">
                <Duplicates shown=shown />
                {move || view! { <Sections shown=shown.get() /> }}
                {move || {
                    view! {
                        <AttestationPanel
                            id=id.clone()
                            attestation=attestation.get()
                            ask=forms.ask_clinician
                            form=forms.asking
                        />
                    }
                }}
                <Send shown=shown forms=forms />
            </div>
            <div class="column-side">{move || view! { <DueIfSent shown=shown.get() /> }}</div>
        </div>
    }
}

/// Warns of requests that ask for the same, and leads to them. Sending another is nobody's to forbid.
#[component]
fn Duplicates(shown: Signal<CheckView>) -> impl IntoView {
    let duplicates = Memo::new(move |_| shown.with(|shown| shown.duplicates.clone()));
    let item = |one: DuplicateView| {
        view! {
            <li>
                <a class="reference" href=paths::case(&one.reference)>{one.reference.clone()}</a>
                ": "
                {one.words}
            </li>
        }
    };
    move || {
        let duplicates = duplicates.get();
        (!duplicates.is_empty()).then(|| {
            view! {
                <Banner tone=Tone::Amber title="Your practice has asked for this already.">
                    "Same member, provider and service on the same days. If you mean another one, send it anyway."
                    <ul>{duplicates.into_iter().map(item).collect_view()}</ul>
                </Banner>
            }
        })
    }
}

/// The button that sends it; for a clinician whose word is needed, the box above it.
#[component]
fn Send(shown: Signal<CheckView>, forms: Forms) -> impl IntoView {
    let (id, plan) = shown.with_untracked(|shown| (shown.head.id.clone(), shown.plan.clone()));
    let version = move || shown.with(|shown| shown.version);
    let documents = move || shown.with(|shown| shown.documents.clone());
    let asked_by = Memo::new(move |_| {
        shown.with(|shown| match &shown.attestation {
            AttestationView::Yours { asked_by } => Some(asked_by.clone()),
            _ => None,
        })
    });
    let attest = post_target::<Attest>();
    let give_back = move || {
        let by = asked_by.get().filter(|by| !by.is_empty())?;
        Some(view! { <Button formaction=attest>"Attest and give back to " {by}</Button> })
    };
    view! {
        <PageForm action=forms.submit class="send">
            <h2>"Send to " {plan}</h2>
            <p>"To change the service or the dates after sending, withdraw the request and make a new one."</p>
            <input type="hidden" name="draft" value=id.clone() />
            <input type="hidden" name="version" value=version />
            <input type="hidden" name="documents" value=documents />
            {move || asked_by.get().map(|_| view! { <AttestBox form=forms.send /> })}
            <div class="actions">
                <Button kind=ButtonKind::Primary pending=forms.submit.pending()>"Submit request"</Button>
                {give_back}
                <LinkButton href=paths::draft(&id)>"Back to the task list"</LinkButton>
            </div>
        </PageForm>
    }
}
