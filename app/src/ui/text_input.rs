//! One line of text, and a date. Values are set once and then belong to the browser: what is typed is never overwritten.

use domain::form::FormErrors;
use leptos::prelude::*;

use super::field::{Field, control_id, described_by, error_of, is_invalid};

/// How wide a control is: about as wide as what goes into it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// As wide as its column.
    #[default]
    Full,
    /// A number.
    Short,
    /// A code or a date.
    Medium,
    /// An identifier.
    Long,
}

impl Width {
    /// The class of a control of this width.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Full => "input",
            Self::Short => "input input-short",
            Self::Medium => "input input-medium",
            Self::Long => "input input-long",
        }
    }
}

/// A text field.
#[component]
pub fn TextField(
    /// The field's name, as posted.
    name: &'static str,
    /// Its label.
    label: &'static str,
    /// A hint under the label.
    #[prop(optional)]
    hint: &'static str,
    /// All errors of the form; the field picks its own.
    errors: Signal<FormErrors>,
    /// What it shows first.
    #[prop(into)]
    value: String,
    /// `autocomplete`, where the browser knows the value.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// `inputmode`: which keyboard a phone shows.
    #[prop(default = "text")]
    inputmode: &'static str,
    /// Its width.
    #[prop(optional)]
    width: Width,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let error = error_of(name, errors);
    view! {
        <Field name=name label=label hint=hint optional=optional error=error>
            <input
                class=width.class()
                type="text"
                id=control_id(name)
                name=name
                value=value
                autocomplete=autocomplete
                autocapitalize="off"
                spellcheck="false"
                inputmode=inputmode
                aria-describedby=described_by(name, !hint.is_empty(), error)
                aria-invalid=is_invalid(error)
            />
        </Field>
    }
}

/// A date, typed or picked; posted as `YYYY-MM-DD`.
#[component]
pub fn DateField(
    /// The field's name, as posted.
    name: &'static str,
    /// Its label.
    label: &'static str,
    /// A hint under the label.
    #[prop(optional)]
    hint: &'static str,
    /// All errors of the form; the field picks its own.
    errors: Signal<FormErrors>,
    /// What it shows first: `YYYY-MM-DD` or nothing.
    #[prop(into)]
    value: String,
    /// `autocomplete`, where the browser knows the value.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let error = error_of(name, errors);
    view! {
        <Field name=name label=label hint=hint optional=optional error=error>
            <input
                class=Width::Medium.class()
                type="date"
                id=control_id(name)
                name=name
                value=value
                autocomplete=autocomplete
                aria-describedby=described_by(name, !hint.is_empty(), error)
                aria-invalid=is_invalid(error)
            />
        </Field>
    }
}
