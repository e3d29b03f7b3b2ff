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
    /// Values that are likely, each with words for it: the browser offers them.
    #[prop(optional)]
    likely: Vec<(String, String)>,
    /// Its width.
    #[prop(optional)]
    width: Width,
) -> impl IntoView {
    let list = format!("{}-likely", field.id());
    let list_id = (!likely.is_empty()).then(|| list.clone());
    let options = likely
        .into_iter()
        .map(|(value, words)| view! { <option value=value>{words}</option> });
    let options = list_id
        .is_some()
        .then(|| view! { <datalist id=list>{options.collect_view()}</datalist> });
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
                list=list_id
                aria-describedby=field.described_by()
                aria-invalid=field.aria_invalid()
            />
            {options}
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
