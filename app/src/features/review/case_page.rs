//! A case as the reviewer sees it: the facts at the left, what may be decided at the right.

use leptos::prelude::*;

use super::api::show;
use super::beside::{Criteria, Earlier};
use super::decision::{Decision, Doing};
use super::find_text::{FindInDocuments, Finding};
use super::handed_on::HandedOnNote;
use super::join_document::JoinDocument;
use super::keys::CaseKeys;
use super::messages::{Messages, Notes};
use super::view::ReviewView;
use crate::place::{path_parameter, query_parameter};
use crate::ui::{
    Breadcrumb, CaseChecklist, CaseDocuments, CaseHeading, CaseLines, CaseNote, CaseNotice, CaseRuling, CaseSummary,
    CaseTimeline, CaseView, ErrorSummary, PageTitle, WhatChanged, ask, loaded, without_key,
};
use crate::{live, paths};

/// The page of one case; it follows every change of it.
#[component]
pub fn ReviewCasePage() -> impl IntoView {
    let reference = path_parameter("reference");
    move || view! { <OneCase reference=reference.get() /> }
}

#[component]
fn OneCase(reference: String) -> impl IntoView {
    let changes = live::use_live().about(reference.clone());
    let (doing, finding) = (Doing::new(), Finding::new(reference.clone()));
    let (messages, notes) = (query_parameter(paths::MESSAGES), query_parameter(paths::NOTES));
    let case = ask(
        move || (changes.get(), doing.all.answers(), messages.get(), notes.get()),
        move |(_, _, messages, notes)| show(reference.clone(), messages, notes),
    );
    loaded(
        case,
        move |view| view! { <ReviewBody view=view doing=doing finding=finding /> },
    )
}

#[component]
fn ReviewBody(view: Signal<ReviewView>, doing: Doing, finding: Finding) -> impl IntoView {
    let case: Signal<CaseView> = Signal::from(Memo::new(move |_| view.with(|view| view.case.clone())));
    let reference = case.with_untracked(|case| case.row.reference.clone());
    let shown = without_key(case);
    view! {
        <PageTitle title=reference.clone() has_error=doing.all.has_error() />
        <Breadcrumb above=vec![(paths::REVIEW, "Work queue")] current=reference />
        <CaseKeys case=case />
        <ErrorSummary error=doing.all.error() />
        <WhatChanged case=case error=doing.all.error() />
        {move || view! { <CaseHeading case=shown.get() with_practice=true /> }}
        <CaseNotice case=case />
        <div class="columns">
            <div class="column-main">
                <CaseRuling case=case />
                <HandedOnNote view=view />
                <CaseChecklist case=case />
                <CaseNote case=case />
                <CaseLines case=case />
                <Criteria view=view />
                <CaseDocuments case=case />
                <FindInDocuments view=view finding=finding />
                <JoinDocument case=case />
                <Earlier view=view />
                <Messages case=case form=doing.message />
                <Notes view=view case=case form=doing.note />
                <CaseTimeline case=case />
            </div>
            <div class="column-side">
                <Decision view=view case=case doing=doing />
                <CaseSummary case=case />
            </div>
        </div>
    }
}
