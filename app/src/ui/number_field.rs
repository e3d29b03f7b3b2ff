//! A number that is typed, with its unit behind it.

use leptos::prelude::*;

use super::field::{Field, Labelled, note_id};
use super::text_input::Width;

/// A number field. Phones show digits; no arrows and no wheel change the number by accident.
#[component]
pub fn NumberField(
    /// Its names, first value and error.
    field: Field,
    /// Its width.
    #[prop(default = Width::Short)]
    width: Width,
    /// What is counted, behind the number.
    #[prop(optional)]
    unit: &'static str,
) -> impl IntoView {
    let field = if unit.is_empty() { field } else { field.noted() };
    view! {
        <Labelled field=field.clone()>
            <div class="number-field">
                <input
                    class=width.class()
                    type="text"
                    inputmode="numeric"
                    id=field.id()
                    name=field.name
                    value=field.value()
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby=field.described_by()
                    aria-invalid=field.aria_invalid()
                />
                {(!unit.is_empty()).then(|| view! { <span id=note_id(field.name)>{unit}</span> })}
            </div>
        </Labelled>
    }
}
