//! The forms of the page and what became of them: of several, the one sent last says what is wrong.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::error::ApiError;
use crate::features::review::api::{Approve, Assign, Release};
use crate::ui::FormState;

/// All forms of the page. Make it at the top of the page.
#[derive(Clone, Copy)]
pub struct Doing {
    /// Takes the case.
    pub assign: ServerAction<Assign>,
    /// Puts it back.
    pub release: ServerAction<Release>,
    /// Approves it.
    pub approve: ServerAction<Approve>,
    forms: StoredValue<Vec<OneForm>>,
}

/// What all forms have in common.
#[derive(Clone, Copy)]
struct OneForm {
    state: FormState,
    pending: Memo<bool>,
    answers: RwSignal<usize>,
}

impl OneForm {
    fn of<F>(action: ServerAction<F>) -> Self
    where
        F: ServerFn<Error = ApiError> + Clone + Send + Sync + 'static,
        F::Output: Send + Sync + 'static,
    {
        Self {
            state: FormState::of(action),
            pending: action.pending(),
            answers: action.version(),
        }
    }
}

impl Doing {
    /// The forms of one page.
    pub fn new() -> Self {
        let (assign, release, approve) = (ServerAction::new(), ServerAction::new(), ServerAction::new());
        let forms = vec![OneForm::of(assign), OneForm::of(release), OneForm::of(approve)];
        one_at_a_time(forms.clone());
        Self {
            assign,
            release,
            approve,
            forms: StoredValue::new(forms),
        }
    }

    /// Moves with every answer, so that the case is read again.
    pub fn answers(&self) -> usize {
        self.forms
            .with_value(|forms| forms.iter().map(|form| form.answers.get()).sum())
    }

    /// Why the last thing tried was refused.
    pub fn error(&self) -> Signal<Option<ApiError>> {
        let forms = self.forms;
        Signal::derive(move || forms.with_value(|forms| forms.iter().find_map(|form| form.state.error().get())))
    }

    /// Whether the title of the page starts with "Error: ".
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
