//! One request: where it stands, what happens next and by when, what was asked, and what happened.

use domain::prior_auth::status::Status;
use domain::reference::Reference;
use leptos::prelude::*;

use super::api::show;
use crate::place::{path_parameter, query_parameter};
use crate::ui::{
    Breadcrumb, CaseDocuments, CaseHeading, CaseLines, CaseNote, CaseSummary, CaseTimeline, CaseView, ClockLine,
    PageTitle, Panel, ask, loaded,
};
use crate::{copy, live, paths};

/// The page of one request; it follows every change of it.
#[component]
pub fn CasePage() -> impl IntoView {
    let reference = path_parameter("reference");
    move || view! { <OneCase reference=reference.get() /> }
}

#[component]
fn OneCase(reference: String) -> impl IntoView {
    let changes = live::use_live().about(reference.clone());
    let case = ask(move || changes.get(), move |_| show(reference.clone()));
    loaded(case, |case| view! { <CaseBody case=case /> })
}

#[component]
fn CaseBody(case: Signal<CaseView>) -> impl IntoView {
    let reference = case.with_untracked(|case| case.row.reference.clone());
    view! {
        <PageTitle title=reference.clone() />
        <Breadcrumb above=vec![(paths::PRIOR_AUTH, "Prior authorization")] current=reference />
        {move || view! { <CaseHeading case=case.get() /> }}
        <Submitted case=case />
        {move || view! { <NextStep case=case.get() /> }}
        <div class="columns">
            <div class="column-main">
                <CaseLines case=case />
                <CaseNote case=case />
                <CaseDocuments case=case />
                <CaseTimeline case=case />
            </div>
            <div class="column-side">
                <CaseSummary case=case />
            </div>
        </div>
    }
}

/// What happens next, and by when.
#[component]
fn NextStep(case: CaseView) -> impl IntoView {
    let row = case.row;
    let authorization = row.authorization.map(|number| {
        view! {
            <p>
                "Authorization number " <strong class="reference">{number}</strong>
                {row.valid.map(|valid| format!(", valid {valid}"))}
            </p>
        }
    });
    view! {
        <Panel id="next-step" title="What happens next">
            <p>{copy::next_step(row.status)}</p>
            {authorization}
            {case.clock.map(|clock| view! { <ClockLine clock=clock /> })}
        </Panel>
    }
}

/// The confirmation, right after submitting.
#[component]
fn Submitted(case: Signal<CaseView>) -> impl IntoView {
    let submitted = query_parameter("submitted");
    move || {
        submitted
            .with(|submitted| !submitted.is_empty())
            .then(|| view! { <Confirmation case=case /> })
    }
}

#[component]
fn Confirmation(case: Signal<CaseView>) -> impl IntoView {
    let (reference, status) = case.with_untracked(|case| (case.row.reference.clone(), case.row.status));
    let spoken = Reference::parse(&reference)
        .map(|reference| reference.spoken())
        .unwrap_or_default();
    let words = match status {
        Status::NotRequired => "This service needs no authorization. Keep the reference as proof.",
        _ => "The plan has received it. You can follow it on this page, which updates by itself.",
    };
    view! {
        <section class="confirmation" aria-labelledby="confirmation-title">
            <h2 id="confirmation-title">"Request submitted"</h2>
            <p>"Your reference is " <strong class="reference">{reference}</strong></p>
            <p>"On the phone: " {spoken}</p>
            <p>{words}</p>
        </section>
    }
}
