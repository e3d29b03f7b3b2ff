//! A choice between a few options, all of them visible.

use leptos::prelude::*;

use super::field::{Field, FieldNotes};

/// One option of a [`RadioGroup`].
#[derive(Clone, Copy, Debug)]
pub struct RadioOption {
    /// The value posted.
    pub value: &'static str,
    /// Its words.
    pub label: &'static str,
    /// A second line; empty for none.
    pub hint: &'static str,
}

/// A group of radio buttons. The first one carries the field's id, so that the error summary leads to it.
#[component]
pub fn RadioGroup(
    /// Its names, error, and the value chosen at first.
    field: Field,
    /// The options.
    options: Vec<RadioOption>,
) -> impl IntoView {
    let (name, value) = (field.name, field.value());
    let options = options
        .into_iter()
        .enumerate()
        .map(|(index, option)| {
            let id = if index == 0 {
                field.id()
            } else {
                format!("{}-{}", field.id(), index + 1)
            };
            let is_chosen = option.value == value;
            view! { <Radio id=id name=name option=option is_chosen=is_chosen /> }
        })
        .collect_view();
    view! {
        <fieldset class="field" class:field-bad=field.is_bad() aria-describedby=field.described_by()>
            <legend class="field-label">{field.label}</legend>
            <FieldNotes field=field.clone() />
            <div class="radios">{options}</div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Radio(id: String, name: &'static str, option: RadioOption, is_chosen: bool) -> impl IntoView {
    let note = format!("{id}-note");
    let described_by = (!option.hint.is_empty()).then(|| note.clone());
    view! {
        <div class="radio">
            <input type="radio" id=id.clone() name=name value=option.value checked=is_chosen aria-describedby=described_by />
            <label for=id>{option.label}</label>
            {(!option.hint.is_empty()).then(|| view! { <p class="field-hint" id=note>{option.hint}</p> })}
        </div>
    }
}
