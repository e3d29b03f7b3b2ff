//! The way to add a document that reached the plan by phone, fax or mail.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use crate::ui::{CaseView, IconName, LinkButton};
use crate::{copy, paths};

/// The link, while the request takes documents and the reader may add them.
#[component]
pub fn JoinDocument(case: Signal<CaseView>) -> impl IntoView {
    let href = case.with_untracked(|case| paths::join_document(&case.row.reference, "", ""));
    let may = Memo::new(move |_| case.with(|case| case.allows(Action::JoinDocument)));
    move || {
        let href = href.clone();
        may.get().then(|| {
            view! {
                <div class="actions">
                    <LinkButton href=href icon=IconName::Paperclip>
                        {copy::action(Action::JoinDocument)}
                    </LinkButton>
                </div>
            }
        })
    }
}
