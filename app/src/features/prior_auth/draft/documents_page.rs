//! The step "Documents": files are chosen or dropped, each says what became of it, and is taken out again.
//!
//! The form with the files is a plain one and posts to an address that takes them; it leads back here. Where the client runs,
//! files are sent as soon as they are chosen, see `uploads`.

use domain::prior_auth::step::Step;
use leptos::prelude::*;

use super::api::{RemoveDocument, SaveStep, show_documents};
use super::head::{DraftTop, Saved};
use super::step_form::StepForm;
use super::view::DocumentsView;
use crate::copy;
use crate::features::prior_auth::uploads::{AddFiles, Target, UploadRows, Uploads, WhatWentWrong, removable};
use crate::ui::{EmptyState, ErrorSummary, FileList, FormAction, FormState, IconName, PageHeading, ask, loaded};

/// The page of the step.
#[component]
pub fn DocumentsPage(id: String) -> impl IntoView {
    let (save, remove) = (FormAction::<SaveStep>::new(), FormAction::<RemoveDocument>::new());
    let forms = Forms {
        save,
        saving: FormState::of(save),
        remove,
        removing: FormState::of(remove),
    };
    let settled = RwSignal::default();
    let uploads = Uploads::new(Target::Draft(id.clone()), settled);
    let shown = ask(
        move || (remove.version().get(), settled.get()),
        move |_| show_documents(id.clone()),
    );
    loaded(
        shown,
        move |shown| view! { <DocumentsBody shown=shown forms=forms uploads=uploads /> },
    )
}

/// The forms of the page beside the one with the files.
#[derive(Clone, Copy)]
struct Forms {
    save: FormAction<SaveStep>,
    saving: FormState,
    remove: FormAction<RemoveDocument>,
    removing: FormState,
}

#[component]
fn DocumentsBody(shown: Signal<DocumentsView>, forms: Forms, uploads: Uploads) -> impl IntoView {
    let step = shown.with_untracked(|shown| shown.step.clone());
    let head = step.head.clone();
    let draft = head.id.clone();
    let facts = {
        let head = head.clone();
        move || view! { <Saved head=head /> }
    };
    let rows = move || {
        let documents = shown.with(|shown| shown.documents.clone());
        uploads.others(documents, |document| {
            removable(document, forms.remove, ("draft", &draft))
        })
    };
    let files = forms.saving.field("file", copy::ADD_DOCUMENTS).hint(copy::FILES_TAKEN);
    let is_empty = Memo::new(move |_| shown.with(|shown| shown.documents.is_empty()) && uploads.is_empty());
    view! {
        <DraftTop head=head.clone() page=copy::step(Step::Documents) has_error=forms.saving.has_error() />
        <ErrorSummary error=forms.saving.error() />
        <ErrorSummary error=forms.removing.error() />
        <WhatWentWrong />
        <PageHeading title=copy::step(Step::Documents) facts=facts />
        <AddFiles field=files photo=copy::TAKE_PHOTO uploads=uploads />
        {move || is_empty.get().then(nothing_yet)}
        <FileList label="Documents" news=uploads.news()>
            {rows}
            <UploadRows uploads=uploads />
        </FileList>
        <StepForm shown=step save=forms.save>
            <p class="field-hint">"You can go on without documents."</p>
        </StepForm>
    }
}

fn nothing_yet() -> impl IntoView {
    view! {
        <EmptyState
            icon=IconName::Inbox
            title="No documents yet"
            text="Documents are optional. Clinical notes and images help the plan to decide the first time."
        />
    }
}
