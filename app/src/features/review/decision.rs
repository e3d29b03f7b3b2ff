//! What the reviewer may do with the case now. Only what the domain allows is offered; the server asks it again.
//!
//! Each action has a file of its own. What is decided is a link that opens the form below it, so it works without
//! JavaScript, and no single click decides. Every form carries the version of the case one has seen.

mod approve;
mod assign;
mod doing;
mod parts;
mod release;

use leptos::prelude::*;

pub use doing::Doing;

use crate::ui::{CaseView, DueTime, Panel};

/// The panel with what may be done.
#[component]
pub fn Decision(case: Signal<CaseView>, doing: Doing) -> impl IntoView {
    let nothing = move || case.with(|case| case.allowed.is_empty());
    view! {
        <Panel id="decision" title="Decision">
            <div class="decision">
                {move || case.with(|case| case.row.due.clone()).map(|due| view! { <DueTime due=due with_rule=true /> })}
                <assign::Assigning case=case form=doing.assign />
                <approve::Approving case=case form=doing.approve />
                <release::Releasing case=case form=doing.release />
                <Show when=nothing>
                    <p>"There is nothing for you to decide here now."</p>
                </Show>
            </div>
        </Panel>
    }
}
