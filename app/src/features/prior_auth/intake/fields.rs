//! The fields of both forms: how and when something came, and of a request all that the practice would have typed.

use domain::prior_auth::arrival::{CHANNEL, CHANNELS, RECEIVED_DATE, RECEIVED_TIME};
use domain::prior_auth::draft::Unit;
use domain::prior_auth::intake::{LINES, MAX_LINES, SAID_BY_CLINICIAN};
use domain::prior_auth::{Channel, Urgency};
use leptos::prelude::*;

use crate::copy;
use crate::ui::{
    CheckboxField, DateField, FormState, NumberField, RadioGroup, RadioOption, SelectField, TextAreaField, TextField,
    Width,
};

/// How and when something came; `usual` is the day that is proposed.
#[component]
pub fn ArrivalFields(form: FormState, usual: String, clock: String) -> impl IntoView {
    let option = |channel: &Channel| RadioOption {
        value: channel.code(),
        label: copy::channel(*channel),
        hint: "",
    };
    let options = CHANNELS.iter().map(option).collect();
    let time = form
        .field(RECEIVED_TIME, "Time of receipt")
        .hint("For example 14:05 or 2:05 PM");
    view! {
        <fieldset>
            <legend>"Receipt"</legend>
            <RadioGroup field=form.field(CHANNEL, "How did it come?") options=options />
            <p class="page-text">{clock}</p>
            <DateField field=form.field(RECEIVED_DATE, "Day of receipt").holding(&usual) />
            <TextField field=time width=Width::Short />
        </fieldset>
    }
    .into_any()
}

/// Whom the request is for.
#[component]
pub fn MemberFields(form: FormState) -> impl IntoView {
    let number = form.field("member_id", "Member ID").hint("As on the member’s card");
    view! {
        <fieldset>
            <legend>"Member"</legend>
            <TextField field=number width=Width::Long />
            <DateField field=form.field("birth_date", "Date of birth") />
            <TextField field=form.field("last_name", "Last name") width=Width::Long />
        </fieldset>
    }
    .into_any()
}

/// Who asks, who will do it, and where.
#[component]
pub fn ProviderFields(form: FormState) -> impl IntoView {
    let place = form
        .field("place_of_service", "Place of service")
        .hint("Two digits, for example 11 for office or 12 for home");
    view! {
        <fieldset>
            <legend>"Providers"</legend>
            <TextField field=form.field("requesting_npi", "Requesting provider NPI") inputmode="numeric" width=Width::Medium />
            <TextField field=form.field("rendering_npi", "Rendering provider NPI") inputmode="numeric" width=Width::Medium />
            <TextField field=place inputmode="numeric" width=Width::Short />
        </fieldset>
    }
    .into_any()
}

/// The services: the first in sight, the others folded unless something is typed there.
#[component]
pub fn ServiceFields(form: FormState, today: String) -> impl IntoView {
    let has_more = LINES[1..]
        .iter()
        .any(|names| form.typed(names.procedure_code).is_some_and(|typed| !typed.is_empty()));
    let more = (1..MAX_LINES).map(|index| service(form, index, &today)).collect_view();
    view! {
        {service(form, 0, &today)}
        <details class="more-services" open=has_more>
            <summary>"More services"</summary>
            {more}
        </details>
    }
    .into_any()
}

fn service(form: FormState, index: usize, today: &str) -> AnyView {
    let (names, labels) = (LINES[index], copy::SERVICE_LABELS[index]);
    let code = form
        .field(names.procedure_code, labels.procedure_code)
        .hint("HCPCS or CPT, for example L1832");
    let modifiers = form.field(names.modifiers, labels.modifiers).optional();
    let units = Unit::ALL.iter().map(|&unit| (unit.code(), copy::unit_choice(unit)));
    let unit = form.field(names.unit, labels.unit).holding(Unit::Each.code());
    view! {
        <fieldset>
            <legend>{labels.title}</legend>
            <TextField field=code width=Width::Medium />
            <TextField field=modifiers width=Width::Medium />
            <NumberField field=form.field(names.quantity, labels.quantity) />
            <SelectField field=unit options=units.collect() width=Width::Medium />
            <DateField field=form.field(names.from_date, labels.from_date).holding(today) />
            <DateField field=form.field(names.to_date, labels.to_date).holding(today) />
        </fieldset>
    }
    .into_any()
}

/// Of what illness, how fast, and why.
#[component]
pub fn ClinicalFields(form: FormState) -> impl IntoView {
    let diagnoses = form
        .field("diagnosis_code", "Diagnosis code")
        .hint("ICD-10-CM, the principal one first, for example M17.11");
    let option = |urgency: Urgency| RadioOption {
        value: urgency.code(),
        label: copy::urgency(urgency),
        hint: "",
    };
    let options = Urgency::ALL.iter().map(|&urgency| option(urgency)).collect();
    let reason = form
        .field("urgency_reason", "Reason for expedited review")
        .hint("Only for an expedited request")
        .optional();
    let said = form
        .field(
            SAID_BY_CLINICIAN,
            "A physician or other clinician asked for expedited review or supports it",
        )
        .hint("With it the request stays expedited");
    let summary = form
        .field("clinical_summary", "Clinical summary")
        .hint("What the practice says of why the service is needed");
    view! {
        <fieldset>
            <legend>"Diagnosis and urgency"</legend>
            <TextField field=diagnoses />
            <RadioGroup field=form.field("urgency", "Urgency") options=options />
            <TextField field=reason />
            <CheckboxField field=said />
            <TextAreaField field=summary />
        </fieldset>
    }
    .into_any()
}
