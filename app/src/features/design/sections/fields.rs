//! Fields of forms in all of their states, and the summary of what is wrong.

use domain::form::{FieldCode, FormErrors};
use leptos::prelude::*;

use super::super::specimen::{Specimen, State};
use crate::error::ApiError;
use crate::ui::{
    DateField, ErrorSummary, Field, PasswordField, RadioGroup, RadioOption, SelectField, TextAreaField, TextField,
    Width,
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
fn Choices() -> impl IntoView {
    let urgencies = || {
        let option = |value, label, hint| RadioOption { value, label, hint };
        vec![
            option("standard", "Standard", "Decision in 7 days"),
            option("expedited", "Expedited", "Waiting could harm the member; 72 hours"),
        ]
    };
    let places = vec![("", "Choose a place"), ("11", "Office (11)"), ("12", "Home (12)")];
    view! {
        <Specimen id="choices" title="Choices" parts=&["radio_group", "select"]>
            <RadioGroup field=plain("urgency", "Urgency", "standard") options=urgencies() />
            <State name="With an error">
                <RadioGroup field=refused("urgency_again", "How urgent is it?", FieldCode::UrgencyUnknown) options=urgencies() />
            </State>
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
