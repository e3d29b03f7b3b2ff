//! The fields of the steps that are one page each.

use domain::codes::CodeSet;
use domain::prior_auth::draft::StepFields;
use leptos::prelude::*;

use super::view::{MemberView, StepView};
use crate::request::search_codes;
use crate::ui::{Banner, DateField, Field, FormState, TextAreaField, TextField, Tone, TypeAhead, Width};

/// Who the request is for.
#[component]
pub fn MemberStep(form: FormState, shown: StepView) -> impl IntoView {
    let kept = shown.fields;
    let member_id = form.field("member_id", "Member ID").hint("As on the card");
    let last_name = form.field("last_name", "Last name");
    view! {
        {shown.member.map(|member| view! { <Found member=member /> })}
        <TextField field=member_id.holding(&kept.member_id) width=Width::Long />
        <DateField field=form.field("birth_date", "Date of birth").holding(&kept.birth_date) />
        <TextField field=last_name.holding(&kept.last_name) />
    }
}

/// The member that the plan has found.
#[component]
fn Found(member: MemberView) -> impl IntoView {
    let tone = if member.is_covered { Tone::Green } else { Tone::Amber };
    view! {
        <Banner tone=tone title=member.name>
            {member.number} ", " {member.coverage}
        </Banner>
    }
}

/// An NPI, with the providers that the practice is likely to name.
fn npi(field: Field, likely: Vec<(String, String)>) -> impl IntoView {
    view! { <TextField field=field inputmode="numeric" width=Width::Long likely=likely /> }
}

/// Who asks, who will do it, and where.
#[component]
pub fn ProvidersStep(form: FormState, shown: StepView) -> impl IntoView {
    let StepView {
        fields: kept,
        providers,
        ..
    } = shown;
    let requesting = form
        .field("requesting_npi", "Requesting provider NPI")
        .hint("10 digits");
    let rendering = form
        .field("rendering_npi", "Rendering provider NPI")
        .hint("10 digits; may be the same");
    let place = form
        .field("place_of_service", "Place of service")
        .hint("Two digits, for example 11 for office or 12 for home")
        .holding(&kept.place_of_service);
    let places = |text| search_codes(CodeSet::PlaceOfService, text);
    view! {
        {npi(requesting.holding(&kept.requesting_npi), providers.clone())}
        {npi(rendering.holding(&kept.rendering_npi), providers)}
        <TypeAhead field=place source=places width=Width::Short />
    }
}

/// Of what illness.
#[component]
pub fn DiagnosisStep(form: FormState, kept: StepFields) -> impl IntoView {
    let diagnosis = form.field("diagnosis_code", "Diagnosis code").hint(
        "ICD-10-CM, for example M17.11. Up to 12 with commas or blanks between them, the principal one first; a list can be pasted",
    );
    view! { <TextField field=diagnosis.holding(&kept.diagnosis_code) /> }
}

/// Why it is needed.
#[component]
pub fn ClinicalStep(form: FormState, kept: StepFields) -> impl IntoView {
    let summary = form
        .field("clinical_summary", "Clinical summary")
        .hint("Findings, what was tried before, and why this is needed now");
    view! { <TextAreaField field=summary.holding(&kept.clinical_summary) /> }
}
