//! One request: where it stands, what happens next and by when, what was asked, and what happened.

use domain::prior_auth::status::Status;
use domain::reference::Reference;
use leptos::prelude::*;

use super::api::{CopyCase, show};
use super::case_acts::CaseActs;
use super::expedite::{AskExpedited, Expediting};
use super::messages::{Messages, Messaging};
use super::withdraw::{ConfirmWithdrawal, Withdrawing};
use crate::error::ApiError;
use crate::place::{path_parameter, query_parameter};
use crate::ui::{
    Breadcrumb, Button, CaseChecklist, CaseDocuments, CaseHeading, CaseLines, CaseNote, CaseNotice, CaseRuling,
    CaseSummary, CaseTimeline, CaseView, ClockLine, ErrorSummary, FormAction, FormGroup, FormState, IconName, OneForm,
    PageForm, PageTitle, Panel, PrintButton, WhatChanged, ask, loaded, without_key,
};
use crate::{copy, live, paths};

/// The page of one request; it follows every change of it.
#[component]
pub fn CasePage() -> impl IntoView {
    let reference = path_parameter("reference");
    move || view! { <OneCase reference=reference.get() /> }
}

/// The forms of the page.
#[derive(Clone, Copy)]
struct Doing {
    copy: FormAction<CopyCase>,
    expediting: Expediting,
    withdrawing: Withdrawing,
    messaging: Messaging,
    /// The same together.
    all: FormGroup,
}

impl Doing {
    fn new() -> Self {
        let copy = FormAction::new();
        let (expediting, withdrawing, messaging) = (Expediting::new(), Withdrawing::new(), Messaging::new());
        let copying = OneForm::of(copy, FormState::of(copy));
        Self {
            copy,
            expediting,
            withdrawing,
            messaging,
            all: FormGroup::new(vec![copying, expediting.one(), withdrawing.one(), messaging.one()]),
        }
    }

    /// Moves with every answer after which the case is another.
    fn answers(&self) -> usize {
        self.expediting.answers() + self.withdrawing.answers() + self.messaging.answers()
    }

    /// Why the last change of the case was refused.
    fn refused(&self) -> Signal<Option<ApiError>> {
        let (expediting, withdrawing) = (self.expediting.form.error(), self.withdrawing.form.error());
        Signal::derive(move || expediting.get().or_else(|| withdrawing.get()))
    }
}

#[component]
fn OneCase(reference: String) -> impl IntoView {
    let changes = live::use_live().about(reference.clone());
    let doing = Doing::new();
    let part = query_parameter(paths::MESSAGES);
    let case = ask(
        move || (changes.get(), doing.answers(), part.get()),
        move |(_, _, part)| show(reference.clone(), part),
    );
    loaded(case, move |case| view! { <CaseBody case=case doing=doing /> })
}

#[component]
fn CaseBody(case: Signal<CaseView>, doing: Doing) -> impl IntoView {
    let reference = case.with_untracked(|case| case.row.reference.clone());
    let refused = doing.refused();
    let Doing {
        copy,
        expediting,
        withdrawing,
        messaging,
        all,
    } = doing;
    let shown = without_key(case);
    view! {
        <PageTitle title=reference.clone() has_error=all.has_error() />
        <Breadcrumb above=vec![(paths::PRIOR_AUTH, "Prior authorization")] current=reference />
        <ErrorSummary error=all.error() />
        <WhatChanged case=case error=refused />
        {move || view! { <Heading case=shown.get() copy=copy /> }}
        <Submitted case=case />
        <CaseNotice case=case />
        <Panel id="next-step" title="What happens next">
            {move || view! { <NextStep case=shown.get() /> }}
            <CaseActs case=case />
            <AskExpedited case=case doing=expediting />
            <ConfirmWithdrawal case=case doing=withdrawing />
        </Panel>
        <div class="columns">
            <div class="column-main">
                <CaseRuling case=case for_practice=true />
                <CaseChecklist case=case />
                <CaseLines case=case />
                <CaseNote case=case />
                <CaseDocuments case=case />
                <Messages case=case doing=messaging />
                <CaseTimeline case=case />
            </div>
            <div class="column-side">
                <CaseSummary case=case />
            </div>
        </div>
    }
}

/// The heading, with the button that begins a new request like this one.
#[component]
fn Heading(case: CaseView, copy: FormAction<CopyCase>) -> impl IntoView {
    let reference = case.row.reference.clone();
    let may_copy = case.may_copy;
    let actions = move || {
        may_copy.then(|| {
            view! {
                <PageForm action=copy>
                    <input type="hidden" name="reference" value=reference />
                    <Button icon=IconName::Plus pending=copy.pending()>"Copy to a new request"</Button>
                </PageForm>
            }
        })
    };
    view! { <CaseHeading case=case actions=actions /> }
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
        <p>{copy::next_step(row.status)}</p>
        {authorization}
        {case.clock.map(|clock| view! { <ClockLine clock=clock /> })}
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
            <PrintButton />
        </section>
    }
}
