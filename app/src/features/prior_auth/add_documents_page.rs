//! "Add documents": what comes after a request was sent. The plan has each as soon as it is received.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use super::api::{RemoveAnswerDocument, show};
use super::uploads::{AddFiles, Target, UploadRows, Uploads, WhatWentWrong};
use crate::place::path_parameter;
use crate::ui::{
    Breadcrumb, CaseView, FileList, FileRow, FormAction, FormState, LinkButton, PageHeading, PageTitle, ask, loaded,
};
use crate::{copy, live, paths};

const TITLE: &str = copy::ADD_DOCUMENTS;

/// The page.
#[component]
pub fn AddDocumentsPage() -> impl IntoView {
    let reference = path_parameter("reference");
    move || view! { <OneCase reference=reference.get() /> }
}

#[component]
fn OneCase(reference: String) -> impl IntoView {
    let changes = live::use_live().about(reference.clone());
    let settled = RwSignal::default();
    let uploads = Uploads::new(Target::Case(reference.clone()), settled);
    let form = FormState::of(FormAction::<RemoveAnswerDocument>::new());
    let case = ask(
        move || (changes.get(), settled.get()),
        move |_| show(reference.clone(), String::new()),
    );
    loaded(case, move |case| view! { <Body case=case uploads=uploads form=form /> })
}

#[component]
fn Body(case: Signal<CaseView>, uploads: Uploads, form: FormState) -> impl IntoView {
    let (reference, about) = case.with_untracked(|case| (case.row.reference.clone(), case.title()));
    let back = paths::case(&reference);
    let files = form.field("file", TITLE).hint(copy::FILES_TAKEN);
    let may = Memo::new(move |_| case.with(|case| case.allows(Action::AddDocument)));
    let rows = move || {
        let documents = case.with(|case| case.added_later.clone());
        uploads.others(documents, |document| {
            let state = document.file_state();
            view! { <FileRow name=document.name state=state /> }.into_any()
        })
    };
    view! {
        <PageTitle title=format!("{TITLE} – {reference}") />
        <Breadcrumb
            above=vec![(paths::PRIOR_AUTH, "Prior authorization")]
            under=(back.clone(), reference)
            current=TITLE
        />
        <WhatWentWrong />
        <PageHeading title=TITLE facts=move || view! { <span>{about}</span> } />
        <Show
            when=move || may.get()
            fallback=|| view! { <p>"This request is closed. Nothing can be added to it any more."</p> }
        >
            <p class="page-text">"The plan sees a document as soon as it is received here. It cannot be taken back then."</p>
            <AddFiles field=files.clone() photo=copy::TAKE_PHOTO uploads=uploads />
        </Show>
        <FileList label="Documents added later" news=uploads.news()>
            {rows}
            <UploadRows uploads=uploads />
        </FileList>
        <div class="actions answer-end">
            <LinkButton href=back>"Back to the request"</LinkButton>
        </div>
    }
}
