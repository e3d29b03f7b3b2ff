//! One box to tick.

use leptos::prelude::*;

use super::field::{Field, FieldNotes};

/// A check box; posts `on` when it is ticked, and nothing otherwise. The label may be a whole sentence.
#[component]
pub fn CheckboxField(
    /// Its names and error; the label stands beside the box.
    field: Field,
    /// What is agreed to, above the box; empty for nothing.
    #[prop(optional, into)]
    text: String,
) -> impl IntoView {
    let is_ticked = field.value() == "on";
    view! {
        <div class="field" class:field-bad=field.is_bad()>
            {(!text.is_empty()).then(|| view! { <p class="checkbox-text">{text}</p> })}
            <FieldNotes field=field.clone() />
            <div class="checkbox">
                <input
                    type="checkbox"
                    id=field.id()
                    name=field.name
                    value="on"
                    checked=is_ticked
                    aria-describedby=field.described_by()
                    aria-invalid=field.aria_invalid()
                />
                <label for=field.id()>{field.label}</label>
            </div>
        </div>
    }
    .into_any()
}
