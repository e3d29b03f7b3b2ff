//! The question as a plain form that gets its own page again: everything that was asked stands in the address.

use domain::codes::CodeSet;
use domain::coverage::LineOfBusiness;
use domain::prior_auth::submission::InquiryInput;
use leptos::prelude::*;

use super::answer::{AnswerPanel, Kept};
use super::api::{KeepProof, inquire};
use super::view::InquiryView;
use crate::error::ApiError;
use crate::place::{query, query_value};
use crate::request::search_codes;
use crate::ui::{
    Breadcrumb, Button, ButtonKind, DateField, ErrorSummary, Field, FormAction, FormState, PageHeading, PageTitle,
    Panel, SelectField, TypeAhead, Width, ask, loaded,
};
use crate::{copy, paths};

/// The title and the heading.
pub(super) const TITLE: &str = "Does this need authorization?";

/// The page; each question is one of its own.
#[component]
pub fn InquiryPage() -> impl IntoView {
    let question = query();
    move || {
        question.track();
        view! { <OneInquiry /> }
    }
}

#[component]
fn OneInquiry() -> impl IntoView {
    let keep = FormAction::<KeepProof>::new();
    let form = FormState::of(keep);
    let (is_asked, question) = asked();
    let typed = question.clone();
    let shown = ask(|| (), move |()| inquire(is_asked, question.clone()));
    loaded(shown, move |shown| {
        view! { <InquiryBody shown=shown typed=typed.clone() keep=keep form=form /> }
    })
}

/// Whether the address asks something, and what.
fn asked() -> (bool, InquiryInput) {
    let of = |name| query_value(name);
    let (code, line) = (of("procedure_code"), of("line_of_business"));
    let (place, date) = (of("place_of_service"), of("service_date"));
    let is_asked = [&code, &line, &place, &date].into_iter().any(Option::is_some);
    let question = InquiryInput {
        procedure_code: code.unwrap_or_default(),
        line_of_business: line.unwrap_or_default(),
        place_of_service: place.unwrap_or_default(),
        service_date: date.unwrap_or_default(),
    };
    (is_asked, question)
}

#[component]
fn InquiryBody(
    shown: Signal<InquiryView>,
    typed: InquiryInput,
    keep: FormAction<KeepProof>,
    form: FormState,
) -> impl IntoView {
    let InquiryView {
        key,
        today,
        answer,
        may_request,
        proofs,
        ..
    } = shown.get_untracked();
    let refused = Signal::derive(move || {
        let errors = shown.with(|shown| shown.errors.clone());
        if errors.is_empty() {
            form.error().get()
        } else {
            Some(ApiError::Form(errors))
        }
    });
    let has_error = Signal::derive(move || refused.with(Option::is_some));
    let answer = answer.map(|answer| {
        let question = typed.clone();
        view! { <AnswerPanel answer=answer question=question key=key keep=keep may_request=may_request /> }
    });
    view! {
        <PageTitle title=TITLE has_error=has_error />
        <Breadcrumb above=vec![(paths::PRIOR_AUTH, "Prior authorization")] current=TITLE />
        <ErrorSummary error=refused />
        <PageHeading title=TITLE />
        <div class="columns">
            <div class="column-main">
                {answer} <Question shown=shown typed=typed today=today />
            </div>
            <div class="column-side">
                <Kept proofs=proofs />
            </div>
        </div>
    }
}

/// The form. The browser sends it.
#[component]
fn Question(shown: Signal<InquiryView>, typed: InquiryInput, today: String) -> impl IntoView {
    let errors = Signal::derive(move || shown.with(|shown| shown.errors.clone()));
    let field = move |name, label, typed| Field::new(name, label, Some(typed), errors);
    let code = field("procedure_code", "Procedure code", typed.procedure_code)
        .hint("HCPCS or CPT, for example L1832, or words like knee brace");
    let line = field("line_of_business", "Line of business", typed.line_of_business)
        .hint("On the member’s card. The rules can differ between them");
    let place = field("place_of_service", "Place of service", typed.place_of_service)
        .hint("Two digits, for example 11 for office or 12 for home");
    let is_new = typed.service_date.is_empty() && errors.with_untracked(domain::form::FormErrors::is_empty);
    let date = if is_new { today } else { typed.service_date };
    let services = |text| search_codes(CodeSet::Procedure, text);
    let places = |text| search_codes(CodeSet::PlaceOfService, text);
    let lines = LineOfBusiness::ALL
        .iter()
        .map(|&line| (line.code(), copy::line_of_business(line)));
    let options = std::iter::once(("", "Choose one")).chain(lines);
    view! {
        <Panel id="question" title="What is planned">
            <form class="form" method="get" action=paths::INQUIRY novalidate=true>
                <TypeAhead field=code source=services width=Width::Medium />
                <SelectField field=line options=options.collect() width=Width::Long />
                <TypeAhead field=place source=places width=Width::Short />
                <DateField field=field("service_date", "Date of service", date) />
                <div class="actions">
                    <Button kind=ButtonKind::Primary>"Check"</Button>
                </div>
            </form>
        </Panel>
    }
}
