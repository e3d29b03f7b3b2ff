//! The forms of the page and what became of them: of several, the one sent last says what is wrong.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::parts::Forms;
use crate::error::ApiError;
use crate::features::review::api::{Approve, Ask, Assign, Decide, Extend, Release, SendOn};
use crate::ui::FormState;

/// All forms of the page. Make it at the top of the page.
#[derive(Clone, Copy)]
pub struct Doing {
    /// Takes the case.
    pub assign: Forms<Assign>,
    /// Puts it back.
    pub release: Forms<Release>,
    /// Sends it on to a physician.
    pub send_on: Forms<SendOn>,
    /// Decides against it.
    pub decide: Forms<Decide>,
    /// Approves it.
    pub approve: Forms<Approve>,
    /// Asks the practice for something.
    pub ask: Forms<Ask>,
    /// Gives the plan more time.
    pub extend: Forms<Extend>,
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
    fn of<F>(form: Forms<F>) -> Self
    where
        F: ServerFn<Error = ApiError> + Clone + Send + Sync + 'static,
        F::Output: Send + Sync + 'static,
    {
        Self {
            state: form.state,
            pending: form.action.pending(),
            answers: form.action.version(),
        }
    }
}

impl Doing {
    /// The forms of one page.
    pub fn new() -> Self {
        let (assign, release, send_on) = (Forms::new(), Forms::new(), Forms::keeping());
        let (decide, approve) = (Forms::keeping(), Forms::new());
        let (ask, extend) = (Forms::keeping(), Forms::keeping());
        let forms = vec![
            OneForm::of(assign),
            OneForm::of(release),
            OneForm::of(send_on),
            OneForm::of(decide),
            OneForm::of(approve),
            OneForm::of(ask),
            OneForm::of(extend),
        ];
        one_at_a_time(forms.clone());
        Self {
            assign,
            release,
            send_on,
            decide,
            approve,
            ask,
            extend,
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
