//! A choice from a list.

use leptos::prelude::*;

use super::field::{Field, Labelled};
use super::text_input::Width;

/// A select field. Give an option with an empty value where nothing is chosen at first.
#[component]
pub fn SelectField<S>(
    /// Its names, error, and the value chosen at first.
    field: Field,
    /// Values and their words.
    options: Vec<(S, S)>,
    /// Its width.
    #[prop(optional)]
    width: Width,
) -> impl IntoView
where
    S: Into<std::borrow::Cow<'static, str>>,
{
    let value = field.value();
    let options = options
        .into_iter()
        .map(|(code, words)| (code.into(), words.into()))
        .map(|(code, words)| view! { <option selected=code == value value=code>{words}</option> })
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
