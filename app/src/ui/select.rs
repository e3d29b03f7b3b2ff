//! A choice from a list.

use domain::form::FormErrors;
use leptos::prelude::*;

use super::field::{Field, control_id, described_by, error_of, is_invalid};
use super::text_input::Width;

/// A select field. Give an option with an empty value where nothing is chosen at first.
#[component]
pub fn SelectField(
    /// The field's name, as posted.
    name: &'static str,
    /// Its label.
    label: &'static str,
    /// A hint under the label.
    #[prop(optional)]
    hint: &'static str,
    /// All errors of the form; the field picks its own.
    errors: Signal<FormErrors>,
    /// The value chosen at first.
    #[prop(into)]
    value: String,
    /// Values and their words.
    options: Vec<(String, String)>,
    /// Its width.
    #[prop(optional)]
    width: Width,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let error = error_of(name, errors);
    let options = options
        .into_iter()
        .map(|(code, words)| {
            let is_chosen = code == value;
            view! { <option value=code selected=is_chosen>{words}</option> }
        })
        .collect_view();
    view! {
        <Field name=name label=label hint=hint optional=optional error=error>
            <select
                class=format!("{} select", width.class())
                id=control_id(name)
                name=name
                aria-describedby=described_by(name, !hint.is_empty(), error)
                aria-invalid=is_invalid(error)
            >
                {options}
            </select>
        </Field>
    }
}
