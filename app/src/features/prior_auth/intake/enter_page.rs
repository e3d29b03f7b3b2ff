//! "Enter a request": one form for all that came by phone, fax or mail. What was entered takes its place.

use domain::form::FieldCode;
use domain::prior_auth::intake::{CONFIRMED, PRACTICE_NPI};
use domain::prior_auth::transition::Action;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;

use super::api::{Enter, KeepTyped, show_enter};
use super::checking::{Checking, Names};
use super::entered::Entered;
use super::fields::{ArrivalFields, ClinicalFields, MemberFields, ProviderFields, ServiceFields};
use super::view::EnterView;
use crate::error::ApiError;
use crate::place::query_value;
use crate::ui::page_form::post_target;
use crate::ui::{
    Breadcrumb, Button, ButtonKind, CheckboxField, ErrorSummary, FormAction, FormState, PageForm, PageHeading,
    PageTitle, TextField, Width, ask, loaded,
};
use crate::{copy, paths};

/// The page; each request is one of its own (`Page::is_made_anew`).
#[component]
pub fn EnterPage() -> impl IntoView {
    let enter = FormAction::<Enter>::new();
    let form = FormState::with_buttons(enter, &[KeepTyped::PATH]);
    let checking = Checking::new(enter, form);
    let entered = query_value(paths::ENTERED).unwrap_or_default();
    let shown = ask(|| (), move |()| show_enter(entered.clone()));
    loaded(
        shown,
        move |shown| view! { <EnterBody shown=shown parts=(enter, form, checking) /> },
    )
}

/// The form, what became of it, and whom it names.
type Parts = (FormAction<Enter>, FormState, Checking);

#[component]
fn EnterBody(shown: Signal<EnterView>, parts: Parts) -> impl IntoView {
    let title = copy::action(Action::Enter);
    let problem = parts.2.problem();
    let has_problem = Signal::derive(move || problem.with(Option::is_some));
    let view = shown.get_untracked();
    let body = match view.entered.clone() {
        Some(entered) => view! { <Entered entered=entered /> }.into_any(),
        None => view! { <EnterForm view=view parts=parts /> }.into_any(),
    };
    view! {
        <PageTitle title=title has_error=has_problem />
        <Breadcrumb above=vec![(paths::REVIEW, "Work queue")] current=title />
        <ErrorSummary error=problem />
        <PageHeading title=title />
        <div class="intake">{body}</div>
    }
}

#[component]
fn EnterForm(view: EnterView, parts: Parts) -> impl IntoView {
    let (enter, form, checking) = parts;
    let words = checking.words();
    let EnterView { key, today, clock, .. } = view;
    let keep = post_target::<KeepTyped>();
    let practice = form
        .field(PRACTICE_NPI, "Practice NPI")
        .hint("The practice’s own NPI, on the head of its letters. The practice sees the request as its own");
    view! {
        <p class="page-text">
            "For what a practice phoned, faxed or mailed. Its time to be answered runs from the receipt, not from now."
        </p>
        <PageForm action=enter class="form" keep=keep>
            <input type="hidden" name="key" value=key />
            <ArrivalFields form=form usual=today.clone() clock=clock />
            <fieldset>
                <legend>"Practice"</legend>
                <TextField field=practice inputmode="numeric" width=Width::Medium />
            </fieldset>
            <MemberFields form=form />
            <ProviderFields form=form />
            <ServiceFields form=form today=today />
            <ClinicalFields form=form />
            <Confirmation form=form />
            <Names checking=checking />
            <div class="actions">
                <Button kind=ButtonKind::Primary pending=enter.pending()>{move || words.get()}</Button>
            </div>
        </PageForm>
    }
}

/// Only where the practice has asked for the same already.
#[component]
fn Confirmation(form: FormState) -> impl IntoView {
    let error = form.error();
    let is_asked = Memo::new(move |_| {
        error.with(|error| match error {
            Some(ApiError::Form(errors)) => errors.for_field(CONFIRMED) == Some(FieldCode::Duplicate),
            _ => false,
        })
    });
    let field = form.field(CONFIRMED, "This is another request, not the same again");
    move || {
        let field = field.clone();
        is_asked.get().then(|| view! { <CheckboxField field=field /> })
    }
}
