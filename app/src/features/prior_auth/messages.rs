//! Messages to the plan's reviewers, and from them.

use domain::prior_auth::MessageKind;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;

use super::api::{KeepTyped, WriteMessage};
use crate::ui::page_form::post_target;
use crate::ui::{CaseMessages, CaseView, FormAction, FormState, OneForm, WriteForm};
use crate::{copy, paths};

/// The form and what became of it.
#[derive(Clone, Copy)]
pub struct Messaging {
    action: FormAction<WriteMessage>,
    form: FormState,
}

impl Messaging {
    /// The form of one page; make it at the top of the page.
    pub fn new() -> Self {
        let action = FormAction::new();
        Self {
            action,
            form: FormState::with_buttons(action, &[KeepTyped::PATH]),
        }
    }

    /// Moves with every answer, so that the case is read again.
    pub fn answers(&self) -> usize {
        self.action.version().get()
    }

    /// The form among others of its page.
    pub fn one(self) -> OneForm {
        OneForm::of(self.action, self.form)
    }
}

/// The thread, and the form for those who write.
#[component]
pub fn Messages(case: Signal<CaseView>, doing: Messaging) -> impl IntoView {
    let keep = post_target::<KeepTyped>();
    let messages = Signal::derive(move || case.with(|case| case.messages.clone()));
    let part = Signal::derive(move || case.with(|case| case.messages_part.clone()));
    view! {
        <CaseMessages id=paths::MESSAGES title=copy::MESSAGES readers=copy::PLAN_READS nothing=copy::NO_MESSAGES kind=MessageKind::Message messages=messages part=part>
            <WriteForm case=case kind=MessageKind::Message action=doing.action state=doing.form keep=keep />
        </CaseMessages>
    }
}
