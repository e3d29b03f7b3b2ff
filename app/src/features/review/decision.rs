//! What the reviewer may do with the case now. Only what the domain allows is offered; the server asks it again.
//!
//! Each action has a file of its own. What is decided is a link that opens the form below it, so it works without
//! JavaScript, and no single click decides. Every form carries the version of the case one has seen.

mod against;
mod approve;
mod ask;
mod assign;
mod doing;
mod extend;
mod hindered;
mod lines;
mod parts;
mod release;
mod send_on;
mod take_back;
mod urgency;

use domain::prior_auth::transition::Action;
use leptos::prelude::*;

pub use doing::Doing;
pub use parts::{Forms, kept};

use crate::features::review::view::ReviewView;
use crate::ui::{CaseView, DueTime, Panel};

/// The panel with what may be done.
#[component]
pub fn Decision(view: Signal<ReviewView>, case: Signal<CaseView>, doing: Doing) -> impl IntoView {
    let nothing = move || view.with(is_idle);
    view! {
        <Panel id="decision" title="Decision">
            <div class="decision">
                {move || case.with(|case| case.row.due.clone()).map(|due| view! { <DueTime due=due with_rule=true /> })}
                <assign::Assigning case=case form=doing.assign />
                <assign::Giving view=view case=case form=doing.give />
                <approve::Approving view=view case=case form=doing.approve />
                <ask::Asking case=case form=doing.ask />
                <send_on::SendingOn case=case form=doing.send_on />
                <against::DecidingAgainst view=view case=case form=doing.decide />
                <extend::Extending case=case form=doing.extend />
                <urgency::ChangingUrgency case=case form=doing.urgency />
                <hindered::Hindered view=view />
                <take_back::TakingBack case=case form=doing.take_back />
                <release::Releasing case=case form=doing.release />
                <Show when=nothing>
                    <p>"There is nothing for you to decide here now."</p>
                </Show>
            </div>
        </Panel>
    }
}

/// Whether there is nothing to do and nothing to say about it.
fn is_idle(view: &ReviewView) -> bool {
    let decides = |action: &Action| *action != Action::JoinDocument;
    let nothing_allowed = !view.case.allowed.iter().any(decides);
    nothing_allowed && view.desk.hindered.is_empty() && view.desk.reviewers.is_empty()
}
