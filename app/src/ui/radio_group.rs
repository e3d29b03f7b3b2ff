//! A choice between a few options, all of them visible.

use domain::form::FormErrors;
use leptos::prelude::*;

use super::field::{FieldNotes, control_id, described_by, error_of};

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
    /// The field's name, as posted.
    name: &'static str,
    /// What is asked.
    legend: &'static str,
    /// A hint under the legend.
    #[prop(optional)]
    hint: &'static str,
    /// All errors of the form; the group picks its own.
    errors: Signal<FormErrors>,
    /// The value chosen at first.
    #[prop(into)]
    value: String,
    /// The options.
    options: Vec<RadioOption>,
) -> impl IntoView {
    let error = error_of(name, errors);
    let options = options
        .into_iter()
        .enumerate()
        .map(|(index, option)| {
            let id = if index == 0 {
                control_id(name)
            } else {
                format!("{}-{}", control_id(name), index + 1)
            };
            let is_chosen = option.value == value;
            view! { <Radio id=id name=name option=option is_chosen=is_chosen /> }
        })
        .collect_view();
    view! {
        <fieldset
            class="field"
            class:field-bad=move || error.with(Option::is_some)
            aria-describedby=described_by(name, !hint.is_empty(), error)
        >
            <legend class="field-label">{legend}</legend>
            <FieldNotes name=name hint=hint error=error />
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
