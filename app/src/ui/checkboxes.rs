//! Several boxes to tick, under one question.

use leptos::prelude::*;

use super::field::{Field, FieldNotes, Optional};

/// One option of [`Checkboxes`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckOption {
    /// The value posted.
    pub value: String,
    /// Its words.
    pub label: String,
    /// A second line; empty for none.
    pub hint: String,
}

/// A group of boxes. The first one carries the field's id, so that the error summary leads to it.
#[component]
pub fn Checkboxes(
    /// Its names and error.
    field: Field,
    /// The options.
    options: Vec<CheckOption>,
    /// The values ticked at first, for forms; on a list, those that its address names.
    #[prop(optional, into)]
    chosen: Signal<Vec<String>>,
    /// The name of the boxes, where it is not the field's: a function takes a list as `copies[]`.
    #[prop(optional)]
    posted_as: &'static str,
) -> impl IntoView {
    let name = if posted_as.is_empty() { field.name } else { posted_as };
    let options = options
        .into_iter()
        .enumerate()
        .map(|(index, option)| {
            let id = if index == 0 {
                field.id()
            } else {
                format!("{}-{}", field.id(), index + 1)
            };
            view! { <Check id=id name=name option=option chosen=chosen /> }
        })
        .collect_view();
    view! {
        <fieldset class="field" class:field-bad=field.is_bad() aria-describedby=field.described_by()>
            <legend class="field-label">{field.label} <Optional field=field.clone() /></legend>
            <FieldNotes field=field.clone() />
            <div class="checkboxes">{options}</div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Check(id: String, name: &'static str, option: CheckOption, chosen: Signal<Vec<String>>) -> impl IntoView {
    let CheckOption { value, label, hint } = option;
    let note = (!hint.is_empty()).then(|| format!("{id}-note"));
    let own = value.clone();
    view! {
        <div class="checkbox">
            <input
                type="checkbox"
                id=id.clone()
                name=name
                value=value
                checked=move || chosen.with(|chosen| chosen.contains(&own))
                aria-describedby=note.clone()
            />
            <label for=id>{label}</label>
            {note.map(|note| view! { <p class="field-hint" id=note>{hint}</p> })}
        </div>
    }
}
