//! Taking a case, and giving it to somebody.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use super::parts::{Forms, Seen, may};
use crate::copy;
use crate::features::review::api::{Assign, AssignMany};
use crate::features::review::queue_work::choices;
use crate::features::review::view::ReviewView;
use crate::ui::{Button, ButtonKind, CaseView, PageForm, SelectField};

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

/// To whom the lead gives the case. The queue says what became of it, as it does of several at once.
#[component]
pub fn Giving(view: Signal<ReviewView>, case: Signal<CaseView>, form: Forms<AssignMany>) -> impl IntoView {
    let reviewers = Memo::new(move |_| view.with(|view| view.desk.reviewers.clone()));
    let may = Memo::new(move |_| !reviewers.with(Vec::is_empty));
    let picked = move || case.with(|case| format!("{}:{}", case.row.reference, case.row.version));
    let field = form.state.field("assignee", "Assign to");
    let shown = move || {
        let field = field.clone();
        view! {
            <PageForm action=form.action class="form">
                <input type="hidden" name="cases[]" value=picked />
                <SelectField field=field options=choices(reviewers.get_untracked()) />
                <Button pending=form.action.pending()>"Assign"</Button>
            </PageForm>
        }
        .into_any()
    };
    view! { <Show when=move || may.get()>{shown()}</Show> }
}
