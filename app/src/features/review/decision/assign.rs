//! Taking a case.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use super::parts::{Forms, Seen, may};
use crate::copy;
use crate::features::review::api::Assign;
use crate::ui::{Button, ButtonKind, CaseView, PageForm};

/// The button "Assign to me".
#[component]
pub fn Assigning(case: Signal<CaseView>, form: Forms<Assign>) -> impl IntoView {
    let may = may(case, Action::Assign);
    view! {
        <Show when=move || may.get()>
            <PageForm action=form.action>
                <Seen case=case />
                <Button kind=ButtonKind::Primary pending=form.action.pending()>{copy::action(Action::Assign)}</Button>
            </PageForm>
        </Show>
    }
}
