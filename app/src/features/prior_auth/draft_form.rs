//! The fields of a request, in the order in which they are asked.

use domain::form::FormErrors;
use domain::prior_auth::draft::DraftInput;
use leptos::prelude::*;

use crate::ui::{DateField, FormState, RadioGroup, RadioOption, SelectField, TextAreaField, TextField, Width};

/// What the fields need: what was typed, and what is wrong with it.
#[derive(Clone)]
pub struct Filled {
    form: FormState,
    input: DraftInput,
}

impl Filled {
    /// The draft as it is kept; what was typed and refused goes before it.
    pub fn new(form: FormState, input: DraftInput) -> Self {
        Self { form, input }
    }

    fn errors(&self) -> Signal<FormErrors> {
        self.form.errors()
    }

    fn value(&self, name: &str, kept: &str) -> String {
        self.form.value(name, kept)
    }
}

/// Who the request is for.
#[component]
pub fn MemberFields(filled: Filled) -> impl IntoView {
    let (errors, kept) = (filled.errors(), &filled.input);
    view! {
        <fieldset>
            <legend>"Member"</legend>
            <TextField
                name="member_id"
                label="Member ID"
                hint="On the member’s card, for example LHP100200301"
                errors=errors
                value=filled.value("member_id", &kept.member_id)
                width=Width::Long
            />
            <DateField name="birth_date" label="Date of birth" errors=errors value=filled.value("birth_date", &kept.birth_date) />
            <TextField name="last_name" label="Last name" errors=errors value=filled.value("last_name", &kept.last_name) />
        </fieldset>
    }
}

/// Who asks, who will do it, and where.
#[component]
pub fn ProviderFields(filled: Filled) -> impl IntoView {
    let (errors, kept) = (filled.errors(), &filled.input);
    view! {
        <fieldset>
            <legend>"Providers"</legend>
            <TextField
                name="requesting_npi"
                label="Requesting provider NPI"
                hint="10 digits"
                errors=errors
                value=filled.value("requesting_npi", &kept.requesting_npi)
                inputmode="numeric"
                width=Width::Medium
            />
            <TextField
                name="rendering_npi"
                label="Rendering provider NPI"
                hint="10 digits; may be the same"
                errors=errors
                value=filled.value("rendering_npi", &kept.rendering_npi)
                inputmode="numeric"
                width=Width::Medium
            />
            <TextField
                name="place_of_service"
                label="Place of service"
                hint="Two digits, for example 11 for office or 12 for home"
                errors=errors
                value=filled.value("place_of_service", &kept.place_of_service)
                inputmode="numeric"
                width=Width::Short
            />
        </fieldset>
    }
}

/// What is asked for, how much of it, and when.
#[component]
pub fn ServiceFields(filled: Filled) -> impl IntoView {
    let (errors, kept) = (filled.errors(), &filled.input);
    view! {
        <fieldset>
            <legend>"Service"</legend>
            <TextField
                name="procedure_code"
                label="Procedure code"
                hint="HCPCS or CPT, for example L1832"
                errors=errors
                value=filled.value("procedure_code", &kept.procedure_code)
                width=Width::Medium
            />
            <TextField
                name="quantity"
                label="Quantity"
                errors=errors
                value=filled.value("quantity", &kept.quantity)
                inputmode="numeric"
                width=Width::Short
            />
            <SelectField
                name="unit"
                label="Unit"
                errors=errors
                value=filled.value("unit", &kept.unit)
                options=units()
                width=Width::Medium
            />
            <DateField name="from_date" label="From" errors=errors value=filled.value("from_date", &kept.from_date) />
            <DateField name="to_date" label="To" errors=errors value=filled.value("to_date", &kept.to_date) />
            <UrgencyFields filled=filled />
        </fieldset>
    }
}

#[component]
fn UrgencyFields(filled: Filled) -> impl IntoView {
    let (errors, kept) = (filled.errors(), &filled.input);
    view! {
        <RadioGroup
            name="urgency"
            legend="Urgency"
            errors=errors
            value=filled.value("urgency", &kept.urgency)
            options=vec![
                RadioOption { value: "standard", label: "Standard", hint: "" },
                RadioOption {
                    value: "expedited",
                    label: "Expedited",
                    hint: "Waiting could harm the member’s life, health or ability to regain function",
                },
            ]
        />
        <TextField
            name="urgency_reason"
            label="Reason for expedited review"
            hint="Only for an expedited request"
            errors=errors
            value=filled.value("urgency_reason", &kept.urgency_reason)
            optional=true
        />
    }
}

/// Why it is needed.
#[component]
pub fn ClinicalFields(filled: Filled) -> impl IntoView {
    let (errors, kept) = (filled.errors(), &filled.input);
    view! {
        <fieldset>
            <legend>"Diagnosis"</legend>
            <TextField
                name="diagnosis_code"
                label="Diagnosis code"
                hint="ICD-10-CM, for example M17.11; several with commas between them, the principal one first"
                errors=errors
                value=filled.value("diagnosis_code", &kept.diagnosis_code)
                width=Width::Long
            />
        </fieldset>
        <fieldset>
            <legend>"Clinical information"</legend>
            <TextAreaField
                name="clinical_summary"
                label="Clinical summary"
                hint="Findings, what was tried before, and why this is needed now"
                errors=errors
                value=filled.value("clinical_summary", &kept.clinical_summary)
            />
        </fieldset>
    }
}

fn units() -> Vec<(String, String)> {
    [
        ("each", "Each"),
        ("days", "Days"),
        ("visits", "Visits"),
        ("hours", "Hours"),
        ("months", "Months"),
    ]
    .map(|(code, words)| (code.to_owned(), words.to_owned()))
    .into()
}
