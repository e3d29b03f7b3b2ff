//! Putting a case back into the queue.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use super::parts::{Forms, Seen, may};
use crate::copy;
use crate::features::review::api::Release;
use crate::ui::{Button, CaseView, PageForm};

/// The button "Release".
#[component]
pub fn Releasing(case: Signal<CaseView>, form: Forms<Release>) -> impl IntoView {
    let may = may(case, Action::Release);
    view! {
        <Show when=move || may.get()>
            <PageForm action=form.action>
                <Seen case=case />
                <Button pending=form.action.pending()>{copy::action(Action::Release)}</Button>
            </PageForm>
        </Show>
    }
}
