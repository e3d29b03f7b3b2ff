//! A choice from a list.

use leptos::prelude::*;

use super::field::{Field, Labelled};
use super::text_input::Width;

/// A select field. Give an option with an empty value where nothing is chosen at first.
#[component]
pub fn SelectField(
    /// Its names, error, and the value chosen at first.
    field: Field,
    /// Values and their words.
    options: Vec<(&'static str, &'static str)>,
    /// Its width.
    #[prop(optional)]
    width: Width,
) -> impl IntoView {
    let value = field.value();
    let options = options
        .into_iter()
        .map(|(code, words)| view! { <option value=code selected=code == value>{words}</option> })
        .collect_view();
    view! {
        <Labelled field=field.clone()>
            <select
                class=format!("{} select", width.class())
                id=field.id()
                name=field.name
                aria-describedby=field.described_by()
                aria-invalid=field.aria_invalid()
            >
                {options}
            </select>
        </Labelled>
    }
}
