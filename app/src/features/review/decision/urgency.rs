//! Changing how fast an answer to a case is needed.

use domain::prior_auth::Urgency;
use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use super::parts::{Forms, NotNow, Opens, Seen, StillPossible, kept, opened};
use crate::copy;
use crate::features::review::api::ChangeUrgency;
use crate::ui::{Button, ButtonKind, CaseView, PageForm, TextAreaField};

/// The way to the form that changes the urgency to the other one, or the form.
#[component]
pub fn ChangingUrgency(case: Signal<CaseView>, form: Forms<ChangeUrgency>) -> impl IntoView {
    view! {
        <Changing case=case form=form to=Urgency::Expedited />
        <Changing case=case form=form to=Urgency::Standard />
    }
}

const fn action_to(urgency: Urgency) -> Action {
    match urgency {
        Urgency::Expedited => Action::Expedite,
        Urgency::Standard => Action::MakeStandard,
    }
}

#[component]
fn Changing(case: Signal<CaseView>, form: Forms<ChangeUrgency>, to: Urgency) -> impl IntoView {
    let (action, act) = (action_to(to), to.code());
    let opened = opened(case, action, act, form.state);
    view! {
        <Opens case=case action=action act=act />
        <Show when=move || opened.get()>
            <ChangeForm case=case form=form to=to />
        </Show>
    }
}

#[component]
fn ChangeForm(case: Signal<CaseView>, form: Forms<ChangeUrgency>, to: Urgency) -> impl IntoView {
    let action = action_to(to);
    let reason = form
        .state
        .field("reason", "Reason")
        .hint("Why the urgency changes. The practice reads these words as its notice.");
    view! {
        <section class="confirm" aria-labelledby="confirm-title">
            <h3 id="confirm-title">{copy::urgency_question(to)}</h3>
            <p>{move || case.with(CaseView::due_if_changed_in_words)}</p>
            <PageForm action=form.action class="confirm-form" keep=kept()>
                <Seen case=case decides=form.state />
                <input type="hidden" name="urgency" value=to.code() />
                <TextAreaField field=reason />
                <div class="actions">
                    <StillPossible case=case action=action>
                        <Button kind=ButtonKind::Primary pending=form.action.pending()>{copy::action(action)}</Button>
                    </StillPossible>
                    <NotNow case=case />
                </div>
            </PageForm>
        </section>
    }
}
