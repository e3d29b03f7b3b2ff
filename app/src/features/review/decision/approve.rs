//! Approving a case as it was requested.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use super::parts::{NotNow, Opens, Seen, asked, may};
use crate::copy;
use crate::features::review::api::Approve;
use crate::ui::{Button, ButtonKind, CaseView, PageForm};

const ACT: &str = "approve";

/// The way to the confirmation, or the confirmation.
#[component]
pub fn Approving(case: Signal<CaseView>, form: ServerAction<Approve>) -> impl IntoView {
    let (may, asked) = (may(case, Action::Approve), asked(ACT));
    view! {
        <Show when=move || may.get() && !asked.get()>
            <Opens case=case act=ACT kind=ButtonKind::Primary words=copy::action(Action::Approve) />
        </Show>
        <Show when=move || may.get() && asked.get()>
            <Confirm case=case form=form />
        </Show>
    }
}

#[component]
fn Confirm(case: Signal<CaseView>, form: ServerAction<Approve>) -> impl IntoView {
    let title = case.with_untracked(CaseView::title);
    view! {
        <section class="confirm" aria-labelledby="confirm-title">
            <h3 id="confirm-title">"Approve this request?"</h3>
            <p>{title} ". All lines are approved as requested; the practice hears of it at once."</p>
            <PageForm action=form>
                <Seen case=case />
                <div class="actions">
                    <Button kind=ButtonKind::Primary pending=form.pending()>"Confirm decision"</Button>
                    <NotNow case=case />
                </div>
            </PageForm>
        </section>
    }
}
