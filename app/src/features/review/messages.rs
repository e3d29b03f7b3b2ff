//! Messages between the practice and the plan's reviewers, and what these note for themselves.

use domain::prior_auth::MessageKind;
use leptos::prelude::*;

use super::api::{WriteMessage, WriteNote};
use super::decision::{Forms, kept};
use super::view::ReviewView;
use crate::ui::{CaseMessages, CaseView, WriteForm};
use crate::{copy, paths};

/// What the practice reads, too.
#[component]
pub fn Messages(case: Signal<CaseView>, form: Forms<WriteMessage>) -> impl IntoView {
    let messages = Signal::derive(move || case.with(|case| case.messages.clone()));
    let part = Signal::derive(move || case.with(|case| case.messages_part.clone()));
    view! {
        <CaseMessages id=paths::MESSAGES title=copy::MESSAGES readers=copy::PRACTICE_READS nothing=copy::NO_MESSAGES kind=MessageKind::Message messages=messages part=part>
            <WriteForm case=case kind=MessageKind::Message action=form.action state=form.state keep=kept() />
        </CaseMessages>
    }
}

/// What stays within the plan.
#[component]
pub fn Notes(view: Signal<ReviewView>, case: Signal<CaseView>, form: Forms<WriteNote>) -> impl IntoView {
    let notes = Signal::derive(move || view.with(|view| view.desk.notes.clone()));
    let part = Signal::derive(move || view.with(|view| view.desk.notes_part.clone()));
    view! {
        <CaseMessages id=paths::NOTES title=copy::NOTES readers=copy::STAFF_READS nothing=copy::NO_NOTES kind=MessageKind::Note messages=notes part=part>
            <WriteForm case=case kind=MessageKind::Note action=form.action state=form.state keep=kept() />
        </CaseMessages>
    }
}
