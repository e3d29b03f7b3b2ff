//! One line of text, and a date. Values are set once and then belong to the browser: what is typed is never overwritten.

use leptos::prelude::*;

use super::field::{Field, Labelled};

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
    /// Its names, first value and error.
    field: Field,
    /// `autocomplete`, where the browser knows the value.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// `inputmode`: which keyboard a phone shows.
    #[prop(default = "text")]
    inputmode: &'static str,
    /// Its width.
    #[prop(optional)]
    width: Width,
) -> impl IntoView {
    view! {
        <Labelled field=field.clone()>
            <input
                class=width.class()
                type="text"
                id=field.id()
                name=field.name
                value=field.value()
                autocomplete=autocomplete
                autocapitalize="off"
                spellcheck="false"
                inputmode=inputmode
                aria-describedby=field.described_by()
                aria-invalid=field.aria_invalid()
            />
        </Labelled>
    }
}

/// A date, typed or picked; its first value and what is posted are `YYYY-MM-DD` or nothing.
#[component]
pub fn DateField(
    /// Its names, first value and error.
    field: Field,
) -> impl IntoView {
    view! {
        <Labelled field=field.clone()>
            <input
                class=Width::Medium.class()
                type="date"
                id=field.id()
                name=field.name
                value=field.value()
                autocomplete="off"
                aria-describedby=field.described_by()
                aria-invalid=field.aria_invalid()
            />
        </Labelled>
    }
}
