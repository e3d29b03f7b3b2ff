//! What the practice can do with a request that was sent: links to the pages and questions where it is done.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use super::expedite::OpenExpedite;
use super::withdraw::OpenWithdrawal;
use crate::ui::{ButtonKind, CaseView, LinkButton};
use crate::{copy, paths};

/// The links of what is allowed now.
#[component]
pub fn CaseActs(case: Signal<CaseView>) -> impl IntoView {
    let reference = case.with_untracked(|case| case.row.reference.clone());
    let (answer, add) = (paths::answer(&reference), paths::add_documents(&reference));
    view! {
        <div class="actions">
            <Act case=case action=Action::AnswerInformation href=answer kind=ButtonKind::Primary />
            <Act case=case action=Action::AddDocument href=add kind=ButtonKind::Plain />
            <OpenExpedite case=case />
            <OpenWithdrawal case=case />
        </div>
    }
}

#[component]
fn Act(case: Signal<CaseView>, action: Action, href: String, kind: ButtonKind) -> impl IntoView {
    let may = Memo::new(move |_| case.with(|case| case.allows(action)));
    move || {
        let href = href.clone();
        may.get()
            .then(|| view! { <LinkButton href=href kind=kind>{copy::action(action)}</LinkButton> })
    }
}
