//! The fields of a request, in the order in which they are asked.

use domain::prior_auth::{DraftInput, Unit, Urgency};
use leptos::prelude::*;

use crate::copy;
use crate::ui::{DateField, Field, FormState, RadioGroup, RadioOption, SelectField, TextAreaField, TextField, Width};

/// A number that is typed: its control is as wide as `width`, and phones show digits.
fn number(field: Field, width: Width) -> impl IntoView {
    view! { <TextField field=field width=width inputmode="numeric" /> }
}

/// Who the request is for.
#[component]
pub fn MemberFields(form: FormState, kept: DraftInput) -> impl IntoView {
    let member_id = form
        .field("member_id", "Member ID")
        .hint("On the member’s card, for example LHP100200301")
        .holding(&kept.member_id);
    view! {
        <fieldset>
            <legend>"Member"</legend>
            <TextField field=member_id width=Width::Long />
            <DateField field=form.field("birth_date", "Date of birth").holding(&kept.birth_date) />
            <TextField field=form.field("last_name", "Last name").holding(&kept.last_name) />
        </fieldset>
    }
}

/// Who asks, who will do it, and where.
#[component]
pub fn ProviderFields(form: FormState, kept: DraftInput) -> impl IntoView {
    let requesting = form
        .field("requesting_npi", "Requesting provider NPI")
        .hint("10 digits");
    let rendering = form
        .field("rendering_npi", "Rendering provider NPI")
        .hint("10 digits; may be the same");
    let place = form
        .field("place_of_service", "Place of service")
        .hint("Two digits, for example 11 for office or 12 for home");
    view! {
        <fieldset>
            <legend>"Providers"</legend>
            {number(requesting.holding(&kept.requesting_npi), Width::Medium)}
            {number(rendering.holding(&kept.rendering_npi), Width::Medium)}
            {number(place.holding(&kept.place_of_service), Width::Short)}
        </fieldset>
    }
}

/// What is asked for, how much of it, and when.
#[component]
pub fn ServiceFields(form: FormState, kept: DraftInput) -> impl IntoView {
    let procedure = form
        .field("procedure_code", "Procedure code")
        .hint("HCPCS or CPT, for example L1832")
        .holding(&kept.procedure_code);
    let units = Unit::ALL.iter().map(|&unit| (unit.code(), copy::unit_choice(unit)));
    view! {
        <fieldset>
            <legend>"Service"</legend>
            <TextField field=procedure width=Width::Medium />
            {number(form.field("quantity", "Quantity").holding(&kept.quantity), Width::Short)}
            <SelectField field=form.field("unit", "Unit").holding(&kept.unit) options=units.collect() width=Width::Medium />
            <DateField field=form.field("from_date", "From").holding(&kept.from_date) />
            <DateField field=form.field("to_date", "To").holding(&kept.to_date) />
            <UrgencyFields form=form kept=kept />
        </fieldset>
    }
}

#[component]
fn UrgencyFields(form: FormState, kept: DraftInput) -> impl IntoView {
    let option = |urgency: Urgency, label, hint| RadioOption {
        value: urgency.code(),
        label,
        hint,
    };
    let options = vec![
        option(Urgency::Standard, "Standard", ""),
        option(
            Urgency::Expedited,
            "Expedited",
            "Waiting could harm the member’s life, health or ability to regain function",
        ),
    ];
    let reason = form
        .field("urgency_reason", "Reason for expedited review")
        .hint("Only for an expedited request")
        .optional();
    view! {
        <RadioGroup field=form.field("urgency", "Urgency").holding(&kept.urgency) options=options />
        <TextField field=reason.holding(&kept.urgency_reason) />
    }
}

/// Why it is needed.
#[component]
pub fn ClinicalFields(form: FormState, kept: DraftInput) -> impl IntoView {
    let diagnosis = form
        .field("diagnosis_code", "Diagnosis code")
        .hint("ICD-10-CM, for example M17.11; several with commas between them, the principal one first");
    let summary = form
        .field("clinical_summary", "Clinical summary")
        .hint("Findings, what was tried before, and why this is needed now");
    view! {
        <fieldset>
            <legend>"Diagnosis"</legend>
            <TextField field=diagnosis.holding(&kept.diagnosis_code) width=Width::Long />
        </fieldset>
        <fieldset>
            <legend>"Clinical information"</legend>
            <TextAreaField field=summary.holding(&kept.clinical_summary) />
        </fieldset>
    }
}
