//! Approving a case as it was requested.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use super::parts::{Forms, NotNow, Opens, Seen, StillPossible, opened};
use crate::features::review::api::Approve;
use crate::features::review::view::ReviewView;
use crate::ui::{Button, ButtonKind, CaseView, PageForm, SummaryList, SummaryRow};

const ACT: &str = "approve";

/// The way to the confirmation, or the confirmation.
#[component]
pub fn Approving(view: Signal<ReviewView>, case: Signal<CaseView>, form: Forms<Approve>) -> impl IntoView {
    let opened = opened(case, Action::Approve, ACT, form.state);
    view! {
        <Opens case=case action=Action::Approve act=ACT kind=ButtonKind::Primary />
        <Show when=move || opened.get()>
            <Confirm view=view case=case form=form />
        </Show>
    }
}

#[component]
fn Confirm(view: Signal<ReviewView>, case: Signal<CaseView>, form: Forms<Approve>) -> impl IntoView {
    let title = case.with_untracked(CaseView::title);
    view! {
        <section class="confirm" aria-labelledby="confirm-title">
            <h3 id="confirm-title">"Approve this request?"</h3>
            <p>{title} ". All lines are approved as requested; the practice hears of it at once."</p>
            {move || view.with(|view| view.desk.valid.clone()).map(|valid| view! { <Validity valid=valid /> })}
            <PageForm action=form.action>
                <Seen case=case decides=form.state />
                <div class="actions">
                    <StillPossible case=case action=Action::Approve>
                        <Button kind=ButtonKind::Primary pending=form.action.pending()>"Confirm decision"</Button>
                    </StillPossible>
                    <NotNow case=case />
                </div>
            </PageForm>
        </section>
    }
}

/// What the approval will say.
#[component]
fn Validity(valid: (String, String)) -> impl IntoView {
    let (first, last) = valid;
    view! {
        <SummaryList>
            <SummaryRow label="First valid day">{first}</SummaryRow>
            <SummaryRow label="Last valid day">{last}</SummaryRow>
            <SummaryRow label="Authorization number">"Drawn when you confirm"</SummaryRow>
        </SummaryList>
    }
}
