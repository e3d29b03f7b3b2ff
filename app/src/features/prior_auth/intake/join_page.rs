//! "Add a received document": first to which request it belongs and how it came, then the document itself.

use domain::form::FormErrors;
use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use super::api::{FindCase, show_join};
use super::entered::Facts;
use super::fields::ArrivalFields;
use super::view::JoinView;
use crate::features::prior_auth::uploads::{AddFiles, Target, UploadRows, Uploads, WhatWentWrong};
use crate::place::query_value;
use crate::ui::{
    Banner, Breadcrumb, Button, ButtonKind, ErrorSummary, Field, FileList, FileRow, FormAction, FormState, LinkButton,
    PageForm, PageHeading, PageTitle, Panel, TextField, Tone, Width, ask, loaded,
};
use crate::{copy, live, paths};

/// The page; each request is one of its own.
#[component]
pub fn JoinPage() -> impl IntoView {
    let find = FormAction::<FindCase>::new();
    let form = FormState::of(find);
    let of = |name| query_value(name).unwrap_or_default();
    let (case, channel, received) = (of(paths::CASE), of(paths::CHANNEL), of(paths::RECEIVED));
    let changes = live::use_live().about(case.clone());
    let settled = RwSignal::default();
    let target = Target::Joined(case.clone(), channel.clone(), received.clone());
    let uploads = Uploads::new(target, settled);
    let named = case.clone();
    let shown = ask(
        move || (changes.get(), settled.get()),
        move |_| show_join(case.clone(), channel.clone(), received.clone()),
    );
    loaded(shown, move |shown| {
        let parts = (find, form);
        view! { <Body shown=shown parts=parts named=named.clone() uploads=uploads /> }
    })
}

#[component]
fn Body(
    shown: Signal<JoinView>,
    parts: (FormAction<FindCase>, FormState),
    named: String,
    uploads: Uploads,
) -> impl IntoView {
    let (find, form) = parts;
    let title = copy::action(Action::JoinDocument);
    let is_found = shown.with_untracked(|shown| shown.request.is_some());
    let body = if is_found {
        view! { <Documents shown=shown uploads=uploads /> }.into_any()
    } else {
        view! { <FindForm shown=shown find=find form=form named=named /> }.into_any()
    };
    view! {
        <PageTitle title=title has_error=form.has_error() />
        <Breadcrumb above=vec![(paths::REVIEW, "Work queue")] current=title />
        <ErrorSummary error=form.error() />
        <WhatWentWrong />
        <PageHeading title=title />
        <div class="intake">{body}</div>
    }
}

/// Which request, and how and when the document came.
#[component]
fn FindForm(shown: Signal<JoinView>, find: FormAction<FindCase>, form: FormState, named: String) -> impl IntoView {
    let JoinView { today, clock, .. } = shown.get_untracked();
    let reference = form
        .field("reference", "Reference")
        .hint("On the document or its cover sheet, like PA-7K3Q-9XM2");
    view! {
        <PageForm action=find class="form">
            <fieldset>
                <legend>"Request"</legend>
                <TextField field=reference.holding(&named) width=Width::Long />
            </fieldset>
            <ArrivalFields form=form usual=today clock=clock />
            <div class="actions">
                <Button kind=ButtonKind::Primary pending=find.pending()>"Find the request"</Button>
            </div>
        </PageForm>
    }
}

/// The request, and the documents themselves.
#[component]
fn Documents(shown: Signal<JoinView>, uploads: Uploads) -> impl IntoView {
    let request = Memo::new(move |_| shown.with(|shown| shown.request.clone()));
    let arrived = shown.with_untracked(|shown| shown.arrived.clone());
    let is_open = Memo::new(move |_| request.with(|request| request.as_ref().is_some_and(|request| request.is_open)));
    let reference = request.with_untracked(|request| request.as_ref().map(|one| one.reference.clone()));
    let reference = reference.unwrap_or_default();
    let (back, again) = (paths::review_case(&reference), paths::join_document(&reference, "", ""));
    let none = Signal::derive(FormErrors::default);
    let files = Field::new("file", copy::ADD_DOCUMENTS, None, none).hint(copy::FILES_TAKEN);
    let rows = move || {
        let documents = shown.with(|shown| shown.documents.clone());
        uploads.others(documents, |document| {
            let state = document.file_state();
            view! { <FileRow name=document.name state=state /> }.into_any()
        })
    };
    view! {
        <Panel id="request" title="Is this the request?">
            {move || request.get().map(|request| view! { <Facts request=request /> })}
        </Panel>
        <p class="page-text">{arrived} ". " <a href=again>"Change"</a></p>
        <Show when=move || is_open.get() fallback=closed>
            <p class="page-text">"Practice and reviewers see a document as soon as it is received here. It cannot be taken back then."</p>
            <AddFiles field=files.clone() photo=copy::TAKE_PHOTO uploads=uploads />
        </Show>
        <FileList label="Documents joined to the request" news=uploads.news()>
            {rows}
            <UploadRows uploads=uploads />
        </FileList>
        <div class="actions">
            <LinkButton href=back>"Open the request"</LinkButton>
        </div>
    }
}

fn closed() -> impl IntoView {
    view! {
        <Banner tone=Tone::Amber title="Nothing can be added.">
            {copy::JOIN_CLOSED}
        </Banner>
    }
}
