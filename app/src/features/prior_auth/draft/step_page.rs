//! One step of a draft: a plain form that keeps whatever is typed, and goes on when nothing is missing.

use domain::prior_auth::step::Step;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{FindMember, SaveStep, UseMember, show_step};
use super::head::{DraftTop, Saved};
use super::service_step::ServiceStep;
use super::step_form::StepForm;
use super::steps::{ClinicalStep, DiagnosisStep, MemberStep, ProvidersStep};
use super::view::StepView;
use crate::place::query_parameter;
use crate::ui::{ErrorSummary, FormAction, FormState, PageHeading, ask, loaded};
use crate::{copy, paths};

/// The page of a step. Each service is a page of its own.
#[component]
pub fn StepPage(id: String, step: Step) -> impl IntoView {
    let line = query_parameter(paths::LINE);
    move || view! { <OnePage id=id.clone() step=step line=line.get().parse().unwrap_or_default() /> }
}

#[component]
fn OnePage(id: String, step: Step, line: u32) -> impl IntoView {
    let save = FormAction::<SaveStep>::new();
    let form = FormState::with_buttons(save, &[FindMember::PATH, UseMember::PATH]);
    let saves = save.version();
    // The services beside the one on the page change with every save.
    let news = move || if step == Step::Service { saves.get() } else { 0 };
    let shown = ask(news, move |_| show_step(id.clone(), step.code().to_owned(), line));
    loaded(
        shown,
        move |shown| view! { <StepBody shown=shown save=save form=form /> },
    )
}

#[component]
fn StepBody(shown: Signal<StepView>, save: FormAction<SaveStep>, form: FormState) -> impl IntoView {
    // A form is filled once: what is typed belongs to the browser from then on.
    let kept = shown.get_untracked();
    let (step, head) = (kept.step, kept.head.clone());
    let facts = {
        let head = head.clone();
        move || view! { <Saved head=head /> }
    };
    let fields = match step {
        Step::Member => view! { <MemberStep form=form shown=kept.clone() /> }.into_any(),
        Step::Providers => view! { <ProvidersStep form=form shown=kept.clone() /> }.into_any(),
        Step::Service => view! { <ServiceStep form=form shown=shown /> }.into_any(),
        Step::Diagnosis => view! { <DiagnosisStep form=form kept=kept.fields.clone() /> }.into_any(),
        Step::Clinical | Step::Documents | Step::Check => {
            view! { <ClinicalStep form=form kept=kept.fields.clone() /> }.into_any()
        }
    };
    view! {
        <DraftTop head=head page=copy::step(step) has_error=form.has_error() />
        <ErrorSummary error=form.error() />
        <PageHeading title=copy::step(step) facts=facts />
        <StepForm shown=kept save=save>{fields}</StepForm>
    }
}
