//! What all form fields share: ids derived from the field's name, the label, the hint, and the error beside the field.
//!
//! Order and ties are GOV.UK's: label, hint, error, control; hint and error are tied to the control by
//! `aria-describedby`; the error summary links to the control's id.

use std::borrow::Cow;

use domain::form::FormErrors;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use crate::copy;

/// The id of the control of the field `name`; links of the error summary point at it.
#[must_use]
pub fn control_id(name: &str) -> String {
    format!("field-{name}")
}

/// The id of the hint of the field `name`.
#[must_use]
pub fn hint_id(name: &str) -> String {
    format!("field-{name}-hint")
}

/// The id of the error of the field `name`.
#[must_use]
pub fn error_id(name: &str) -> String {
    format!("field-{name}-error")
}

/// The first error of the field `name`, in words.
#[must_use]
pub fn error_of(name: &'static str, errors: Signal<FormErrors>) -> Signal<Option<Cow<'static, str>>> {
    Signal::derive(move || {
        errors.with(|errors| {
            errors
                .0
                .iter()
                .find(|error| error.field == name)
                .map(|error| copy::field_error(name, error.code))
        })
    })
}

/// The value of `aria-describedby`: hint and error, whichever are there.
pub fn described_by(
    name: &'static str,
    has_hint: bool,
    error: Signal<Option<Cow<'static, str>>>,
) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
    move || match (has_hint, error.with(Option::is_some)) {
        (false, false) => None,
        (true, false) => Some(hint_id(name)),
        (false, true) => Some(error_id(name)),
        (true, true) => Some(format!("{} {}", hint_id(name), error_id(name))),
    }
}

/// The value of `aria-invalid`: set only while there is an error.
pub fn is_invalid(
    error: Signal<Option<Cow<'static, str>>>,
) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + 'static {
    move || error.with(Option::is_some).then_some("true")
}

/// Label, hint, error and the control between them.
#[component]
pub fn Field(
    /// The field's name, as posted.
    name: &'static str,
    /// Its label.
    label: &'static str,
    /// A hint under the label; empty for none.
    hint: &'static str,
    /// Whether it may stay empty; says so after the label.
    optional: bool,
    /// Its error in words.
    error: Signal<Option<Cow<'static, str>>>,
    /// The control.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field" class:field-bad=move || error.with(Option::is_some)>
            <label class="field-label" for=control_id(name)>
                {label}
                {optional.then(|| view! { <span class="field-optional">" (optional)"</span> })}
            </label>
            <FieldNotes name=name hint=hint error=error />
            {children()}
        </div>
    }
    .into_any()
}

/// The hint and the error of a field, for fields and for groups of choices.
#[component]
pub fn FieldNotes(
    /// The field's name.
    name: &'static str,
    /// The hint; empty for none.
    hint: &'static str,
    /// The error in words.
    error: Signal<Option<Cow<'static, str>>>,
) -> impl IntoView {
    view! {
        {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=hint_id(name)>{hint}</p> })}
        {move || {
            error
                .get()
                .map(|words| {
                    view! {
                        <p class="field-error" id=error_id(name)>
                            <Icon name=IconName::CircleAlert class="icon-small" />
                            <span class="visually-hidden">"Error: "</span>
                            <span>{words}</span>
                        </p>
                    }
                })
        }}
    }
    .into_any()
}
