//! What all form fields share: ids derived from the field's name, the label, the hint, the first value, and the error
//! beside the field.
//!
//! Order and ties are GOV.UK's: label, hint, error, control; hint and error are tied to the control by
//! `aria-describedby`; the error summary links to the control's id.

use std::borrow::Cow;

use domain::form::FormErrors;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use crate::copy;

/// The id of the control of the field `name`; links of the error summary point at it.
#[must_use]
pub fn control_id(name: &str) -> String {
    format!("field-{name}")
}

/// The id of the hint of the field `name`.
#[must_use]
pub fn hint_id(name: &str) -> String {
    format!("field-{name}-hint")
}

/// The id of the error of the field `name`.
#[must_use]
pub fn error_id(name: &str) -> String {
    format!("field-{name}-error")
}

/// The id of the note of the field `name`: what stands beside its control.
#[must_use]
pub fn note_id(name: &str) -> String {
    format!("field-{name}-note")
}

/// One field of a form: what it is called, what it shows first, and what is wrong with it.
///
/// A form's field comes from `FormState::field`, which fills in what was typed and the errors.
#[derive(Clone, Debug)]
pub struct Field {
    /// The field's name, as posted.
    pub name: &'static str,
    /// Its label; of a group of choices, what is asked.
    pub label: &'static str,
    hint: &'static str,
    is_optional: bool,
    has_note: bool,
    typed: Option<String>,
    error: Signal<Option<Cow<'static, str>>>,
}

impl Field {
    /// A required field without a hint that shows `typed` first; it picks its own from all `errors` of the form.
    #[must_use]
    pub fn new(name: &'static str, label: &'static str, typed: Option<String>, errors: Signal<FormErrors>) -> Self {
        let error = Signal::derive(move || {
            let code = errors.with(|errors| errors.for_field(name));
            code.map(|code| copy::field_error(name, code))
        });
        Self {
            name,
            label,
            hint: "",
            is_optional: false,
            has_note: false,
            typed,
            error,
        }
    }

    /// The field with a hint under its label.
    #[must_use]
    pub fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// The field, which may stay empty and says so after its label.
    #[must_use]
    pub fn optional(self) -> Self {
        Self {
            is_optional: true,
            ..self
        }
    }

    /// The field, beside whose control stands a note that belongs to it: [`note_id`].
    #[must_use]
    pub(super) fn noted(self) -> Self {
        Self { has_note: true, ..self }
    }

    /// The field, showing `kept` first unless something else was typed and refused.
    #[must_use]
    pub fn holding(self, kept: &str) -> Self {
        Self {
            typed: self.typed.or_else(|| Some(kept.to_owned())),
            ..self
        }
    }

    /// What it shows first.
    #[must_use]
    pub fn value(&self) -> String {
        self.typed.clone().unwrap_or_default()
    }

    /// The id of its control.
    #[must_use]
    pub fn id(&self) -> String {
        control_id(self.name)
    }

    /// Whether there is an error now.
    pub fn is_bad(&self) -> impl Fn() -> bool + Copy + Send + Sync + use<> {
        let error = self.error;
        move || error.with(Option::is_some)
    }

    /// The value of `aria-invalid`: set only while there is an error.
    pub fn aria_invalid(&self) -> impl Fn() -> Option<&'static str> + Copy + Send + Sync + use<> {
        let is_bad = self.is_bad();
        move || is_bad().then_some("true")
    }

    /// The value of `aria-describedby`: hint, error and note, whichever are there.
    pub fn described_by(&self) -> impl Fn() -> Option<String> + Copy + Send + Sync + use<> {
        let (name, has_hint, has_note, is_bad) = (self.name, !self.hint.is_empty(), self.has_note, self.is_bad());
        move || {
            let ids = [
                has_hint.then(|| hint_id(name)),
                is_bad().then(|| error_id(name)),
                has_note.then(|| note_id(name)),
            ];
            let ids: Vec<String> = ids.into_iter().flatten().collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    }
}

/// Label, hint, error and the control below them.
#[component]
pub fn Labelled(
    /// The field.
    field: Field,
    /// The control.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field" class:field-bad=field.is_bad()>
            <label class="field-label" for=field.id()>
                {field.label}
                <Optional field=field.clone() />
            </label>
            <FieldNotes field=field.clone() />
            {children()}
        </div>
    }
    .into_any()
}

/// Says that a field may stay empty, behind its label.
#[component]
pub fn Optional(
    /// The field.
    field: Field,
) -> impl IntoView {
    field
        .is_optional
        .then(|| view! { <span class="field-optional">" (optional)"</span> })
}

/// The hint and the error of a field, for fields and for groups of choices.
#[component]
pub fn FieldNotes(
    /// The field.
    field: Field,
) -> impl IntoView {
    let Field { name, hint, error, .. } = field;
    view! {
        {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=hint_id(name)>{hint}</p> })}
        {move || {
            error
                .get()
                .map(|words| {
                    view! {
                        <p class="field-error" id=error_id(name)>
                            <Icon name=IconName::CircleAlert class="icon-small" />
                            <span class="visually-hidden">"Error: "</span>
                            <span>{words}</span>
                        </p>
                    }
                })
        }}
    }
    .into_any()
}
