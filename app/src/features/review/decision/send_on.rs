//! Sending a case on to the physicians.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use super::parts::{Forms, NotNow, Opens, Seen, StillPossible, kept, opened};
use crate::copy;
use crate::features::review::api::SendOn;
use crate::ui::{Button, ButtonKind, CaseView, PageForm, TextAreaField};

const ACT: &str = "send";

/// The way to the form, or the form.
#[component]
pub fn SendingOn(case: Signal<CaseView>, form: Forms<SendOn>) -> impl IntoView {
    let opened = opened(case, Action::SendToPhysician, ACT, form.state);
    view! {
        <Opens case=case action=Action::SendToPhysician act=ACT />
        <Show when=move || opened.get()>
            <SendForm case=case form=form />
        </Show>
    }
}

#[component]
fn SendForm(case: Signal<CaseView>, form: Forms<SendOn>) -> impl IntoView {
    let summary = form
        .state
        .field("summary", "Summary for the physician")
        .hint("What you found, and what you cannot decide. The practice does not see it.");
    view! {
        <section class="confirm" aria-labelledby="confirm-title">
            <h3 id="confirm-title">"Send to a physician reviewer"</h3>
            <PageForm action=form.action class="confirm-form" keep=kept()>
                <Seen case=case decides=form.state />
                <TextAreaField field=summary />
                <div class="actions">
                    <StillPossible case=case action=Action::SendToPhysician>
                        <Button kind=ButtonKind::Primary pending=form.action.pending()>
                            {copy::action(Action::SendToPhysician)}
                        </Button>
                    </StillPossible>
                    <NotNow case=case />
                </div>
            </PageForm>
        </section>
    }
}
