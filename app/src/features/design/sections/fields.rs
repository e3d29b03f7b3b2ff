//! Fields of forms in all of their states, and the summary of what is wrong.

use domain::form::{FieldCode, FormErrors};
use domain::prior_auth::Need;
use leptos::prelude::*;

use super::super::specimen::{Specimen, State};
use crate::error::ApiError;
use crate::ui::{
    CheckOption, CheckboxField, Checkboxes, Choice, DateField, ErrorSummary, Field, NumberField, PasswordField,
    RadioGroup, RadioOption, SelectField, TextAreaField, TextField, TypeAhead, Width,
};

/// A field that shows `value` first.
pub(super) fn plain(name: &'static str, label: &'static str, value: &str) -> Field {
    Field::new(
        name,
        label,
        Some(value.to_owned()),
        Signal::stored(FormErrors::default()),
    )
}

/// A field with an error.
pub(super) fn refused(name: &'static str, label: &'static str, code: FieldCode) -> Field {
    Field::new(name, label, None, Signal::stored(FormErrors::one(name, code)))
}

/// Fields, choices and the error summary.
#[component]
pub fn Fields() -> impl IntoView {
    view! {
        <TextFields />
        <Suggestions />
        <Choices />
        <Summary />
    }
}

#[component]
fn TextFields() -> impl IntoView {
    view! {
        <Specimen id="text-fields" title="Text fields" parts=&["field", "text_input", "text_area", "password_input"]>
            <TextField field=plain("member_id", "Member ID", "LHP100200301").hint("On the card") width=Width::Long />
            <TextField field=plain("reference_number", "Your own reference", "").optional() width=Width::Medium />
            <TextField field=refused("quantity", "Quantity", FieldCode::Required) inputmode="numeric" width=Width::Short />
            <DateField field=plain("from", "From", "2026-12-03") />
            <PasswordField field=plain("password", "Password", "") />
            <TextAreaField field=plain("clinical_summary", "Clinical summary", "Unstable knee.\nBrace since October.") />
            <TextAreaField field=refused("reason", "Reason", FieldCode::Required) />
        </Specimen>
    }
}

#[component]
fn Suggestions() -> impl IntoView {
    let choice = |code: &str, words: &str, need| Choice {
        code: code.to_owned(),
        words: words.to_owned(),
        need: Some(need),
    };
    let open = vec![
        choice("L1832", "Knee orthosis, adjustable joints", Need::Needed),
        choice("L1843", "Knee orthosis, single upright", Need::Needed),
        choice("L1830", "Knee orthosis, immobilizer", Need::NotNeeded),
    ];
    view! {
        <Specimen id="type-ahead" title="Codes and numbers" parts=&["type_ahead", "number_field"]>
            <State name="While it is typed">
                <TypeAhead field=plain("service_code", "Service code", "knee orth") source=nobody open=open />
            </State>
            <State name="With a code that is known">
                <TypeAhead field=plain("place_code", "Place of service", "12") source=nobody width=Width::Short meaning="Home" />
            </State>
            <NumberField field=plain("visits", "How much", "12") unit="visits" />
            <NumberField field=refused("visits_again", "How much", FieldCode::NotANumber) />
        </Specimen>
    }
}

/// Nothing is asked for on this page: it has no client.
async fn nobody(_text: String) -> Result<Vec<Choice>, ApiError> {
    Ok(Vec::new())
}

#[component]
fn Choices() -> impl IntoView {
    let urgencies = || {
        let option = |value, label, hint| RadioOption { value, label, hint };
        vec![
            option("standard", "Standard", "Decision in 7 days"),
            option("expedited", "Expedited", "Waiting could harm the member; 72 hours"),
        ]
    };
    let copies = |value: &str, label: &str, hint: &str| CheckOption {
        value: value.to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
    };
    let copies = vec![
        copies("member", "Member", ""),
        copies("provider", "Referring provider", "By fax"),
    ];
    let places = vec![("", "Choose a place"), ("11", "Office (11)"), ("12", "Home (12)")];
    view! {
        <Specimen id="choices" title="Choices" parts=&["radio_group", "checkbox", "checkboxes", "select"]>
            <RadioGroup field=plain("urgency", "Urgency", "standard") options=urgencies() />
            <State name="With an error">
                <RadioGroup field=refused("urgency_again", "How urgent is it?", FieldCode::UrgencyUnknown) options=urgencies() />
            </State>
            <Checkboxes field=plain("copies", "Send a copy to", "") options=copies chosen=Signal::stored(vec!["member".to_owned()]) />
            <CheckboxField field=plain("attest", "I have read the request and it is right", "") text="Said by a clinician, once." />
            <SelectField field=plain("place_of_service", "Place of service", "11") options=places.clone() width=Width::Long />
            <SelectField field=refused("place_again", "Place of service", FieldCode::Required) options=places width=Width::Long />
        </Specimen>
    }
}

#[component]
fn Summary() -> impl IntoView {
    let error = ApiError::Form(FormErrors::one("quantity", FieldCode::Required));
    view! {
        <Specimen id="error-summary" title="Error summary" parts=&["error_summary"]>
            <ErrorSummary error=Signal::stored(Some(error)) />
            <ErrorSummary error=Signal::stored(Some(ApiError::WrongCredentials)) />
        </Specimen>
    }
}
