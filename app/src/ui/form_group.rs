//! Several forms on one page: of these, the one sent last says what is wrong.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::form_action::FormAction;
use super::page_form::FormState;
use crate::error::ApiError;

/// What all forms have in common.
#[derive(Clone, Copy)]
pub struct OneForm {
    state: FormState,
    pending: Memo<bool>,
    answers: RwSignal<usize>,
}

impl OneForm {
    /// The form that calls `F` through `action`.
    #[must_use]
    pub fn of<F>(action: FormAction<F>, state: FormState) -> Self
    where
        F: ServerFn,
        F::Output: Send + Sync + 'static,
    {
        Self {
            state,
            pending: action.pending(),
            answers: action.version(),
        }
    }
}

/// All forms of a page.
#[derive(Clone, Copy)]
pub struct FormGroup(StoredValue<Vec<OneForm>>);

impl FormGroup {
    /// These. Make it at the top of the page.
    #[must_use]
    pub fn new(forms: Vec<OneForm>) -> Self {
        one_at_a_time(forms.clone());
        Self(StoredValue::new(forms))
    }

    /// Moves with every answer, so that what is shown is read again.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.0
            .with_value(|forms| forms.iter().map(|form| form.answers.get()).sum())
    }

    /// Why the last thing tried was refused.
    #[must_use]
    pub fn error(&self) -> Signal<Option<ApiError>> {
        let forms = self.0;
        Signal::derive(move || forms.with_value(|forms| forms.iter().find_map(|form| form.state.error().get())))
    }

    /// Whether the title of the page starts with "Error: ".
    #[must_use]
    pub fn has_error(&self) -> Signal<bool> {
        let error = self.error();
        Signal::derive(move || error.with(Option::is_some))
    }
}

/// While one form is on its way, nothing is said of the others any more.
fn one_at_a_time(forms: Vec<OneForm>) {
    Effect::new(move |_| {
        let on_its_way: Vec<bool> = forms.iter().map(|form| form.pending.get()).collect();
        if on_its_way.contains(&true) {
            let others = forms.iter().zip(on_its_way).filter(|(_, sent)| !sent);
            others.for_each(|(form, _)| form.state.set_aside());
        }
    });
}
