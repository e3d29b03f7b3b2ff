//! Asking the practice for something: items, how each is to be answered, and the last day to answer.

use domain::prior_auth::information::{ANSWER_BY, ItemKind, KINDS, MAX_ITEMS, NEEDS};
use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use super::parts::{Forms, NotNow, Opens, Seen, StillPossible, kept, opened};
use crate::copy;
use crate::features::review::api::Ask;
use crate::ui::{
    AskingView, Button, ButtonKind, CaseView, DateField, FormState, PageForm, SelectField, TextAreaField, Width,
};

const ACT: &str = "ask";
/// So many items are in sight; the others are folded.
const IN_SIGHT: usize = 2;

/// The way to the form, or the form.
#[component]
pub fn Asking(case: Signal<CaseView>, form: Forms<Ask>) -> impl IntoView {
    let opened = opened(case, Action::AskForInformation, ACT, form.state);
    view! {
        <Opens case=case action=Action::AskForInformation act=ACT />
        <Show when=move || opened.get()>
            <Questions case=case form=form />
        </Show>
    }
}

#[component]
fn Questions(case: Signal<CaseView>, form: Forms<Ask>) -> impl IntoView {
    let usual = case.with_untracked(|case| case.asking.as_ref().map(|asking| asking.answer_by.clone()));
    let asking = Memo::new(move |_| case.with(|case| case.asking.clone()));
    let state = form.state;
    let has_more = NEEDS[IN_SIGHT..]
        .iter()
        .any(|name| state.typed(name).is_some_and(|typed| !typed.is_empty()));
    let answer_by = state.field(ANSWER_BY, "Answer by").holding(&usual.unwrap_or_default());
    let until = move || {
        let AskingView { between, clock, .. } = asking.get()?;
        Some(view! { <p>{between} ". " {clock}</p> })
    };
    view! {
        <section class="confirm" aria-labelledby="confirm-title">
            <h3 id="confirm-title">"What do you need from the practice?"</h3>
            <p>"Up to 10 items. Leave those empty that you do not need."</p>
            <PageForm action=form.action class="confirm-form" keep=kept()>
                <Seen case=case />
                {(0..IN_SIGHT).map(|index| item(state, index)).collect_view()}
                <details class="more-items" open=has_more>
                    <summary>"More items"</summary>
                    {(IN_SIGHT..MAX_ITEMS).map(|index| item(state, index)).collect_view()}
                </details>
                <DateField field=answer_by />
                {until}
                <div class="actions">
                    <StillPossible case=case action=Action::AskForInformation>
                        <Button kind=ButtonKind::Primary pending=form.action.pending()>"Send questions"</Button>
                    </StillPossible>
                    <NotNow case=case />
                </div>
            </PageForm>
        </section>
    }
}

fn item(state: FormState, index: usize) -> AnyView {
    let need = state.field(NEEDS[index], copy::ITEM_LABELS[index]);
    let kind = state
        .field(KINDS[index], copy::KIND_LABELS[index])
        .holding(ItemKind::Document.code());
    let options = ItemKind::ALL
        .iter()
        .map(|kind| (kind.code(), copy::item_kind(*kind)))
        .collect();
    view! {
        <div class="asked-item">
            <TextAreaField field=need />
            <SelectField field=kind options=options width=Width::Long />
        </div>
    }
    .into_any()
}
