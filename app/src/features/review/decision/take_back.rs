//! Taking back what was entered by mistake: the practice sees nothing of it from then on.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use super::parts::{Forms, NotNow, Opens, Seen, StillPossible, opened};
use crate::features::review::api::TakeBack;
use crate::ui::{Button, ButtonKind, CaseView, PageForm, TextAreaField};
use crate::{copy, paths};

/// The way to the question, or the question.
#[component]
pub fn TakingBack(case: Signal<CaseView>, form: Forms<TakeBack>) -> impl IntoView {
    let opened = opened(case, Action::TakeBack, paths::TAKE_BACK, form.state);
    view! {
        <Opens case=case action=Action::TakeBack act=paths::TAKE_BACK />
        <Show when=move || opened.get()>
            <TakeBackForm case=case form=form />
        </Show>
    }
}

#[component]
fn TakeBackForm(case: Signal<CaseView>, form: Forms<TakeBack>) -> impl IntoView {
    let (title, practice) = case.with_untracked(|case| (case.title(), case.row.practice.clone()));
    let reason = form
        .state
        .field("reason", "Reason")
        .hint("What was wrong: the practice, the member, entered twice. Only the plan reads it");
    view! {
        <section class="confirm" aria-labelledby="confirm-title">
            <h3 id="confirm-title">"Was this request entered by mistake?"</h3>
            <p>{copy::taking_back(&title, &practice)}</p>
            <PageForm action=form.action class="confirm-form">
                <Seen case=case decides=form.state />
                <TextAreaField field=reason />
                <div class="actions">
                    <StillPossible case=case action=Action::TakeBack>
                        <Button kind=ButtonKind::Danger pending=form.action.pending()>{copy::action(Action::TakeBack)}</Button>
                    </StillPossible>
                    <NotNow case=case />
                </div>
            </PageForm>
        </section>
    }
}
