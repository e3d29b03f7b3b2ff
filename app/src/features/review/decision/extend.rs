//! Giving the plan more time for a case.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use super::parts::{Forms, NotNow, Opens, Seen, StillPossible, kept, opened};
use crate::copy;
use crate::features::review::api::Extend;
use crate::ui::{Button, ButtonKind, CaseView, NumberField, PageForm, TextAreaField};

const ACT: &str = "extend";

/// The way to the form, or the form.
#[component]
pub fn Extending(case: Signal<CaseView>, form: Forms<Extend>) -> impl IntoView {
    let opened = opened(case, Action::ExtendClock, ACT, form.state);
    view! {
        <Opens case=case action=Action::ExtendClock act=ACT />
        <Show when=move || opened.get()>
            <ExtendForm case=case form=form />
        </Show>
    }
}

#[component]
fn ExtendForm(case: Signal<CaseView>, form: Forms<Extend>) -> impl IntoView {
    let days = form
        .state
        .field("days", "Days")
        .hint("As many in all as the rule of its clock allows");
    let reason = form
        .state
        .field("reason", "Reason")
        .hint("Why the decision needs more time. The practice reads these words as its notice.");
    view! {
        <section class="confirm" aria-labelledby="confirm-title">
            <h3 id="confirm-title">"Extend the time to decide?"</h3>
            <PageForm action=form.action class="confirm-form" keep=kept()>
                <Seen case=case />
                <NumberField field=days unit="days" />
                <TextAreaField field=reason />
                <div class="actions">
                    <StillPossible case=case action=Action::ExtendClock>
                        <Button kind=ButtonKind::Primary pending=form.action.pending()>
                            {copy::action(Action::ExtendClock)}
                        </Button>
                    </StillPossible>
                    <NotNow case=case />
                </div>
            </PageForm>
        </section>
    }
}
