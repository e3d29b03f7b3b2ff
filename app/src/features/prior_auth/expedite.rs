//! "Ask for expedited review": a link that opens the question below, so it works without JavaScript, and says by when the plan
//! will decide before anybody asks.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;

use super::api::{AskToExpedite, KeepTyped};
use crate::place::query_parameter;
use crate::ui::page_form::post_target;
use crate::ui::{Button, ButtonKind, CaseView, FormAction, FormState, LinkButton, OneForm, PageForm, TextAreaField};
use crate::{copy, paths};

/// The form and what became of it.
#[derive(Clone, Copy)]
pub struct Expediting {
    action: FormAction<AskToExpedite>,
    /// Why it was refused, and what was typed.
    pub form: FormState,
}

impl Expediting {
    /// The form of one page; make it at the top of the page.
    pub fn new() -> Self {
        let action = FormAction::new();
        Self {
            action,
            form: FormState::with_buttons(action, &[KeepTyped::PATH]),
        }
    }

    /// Moves with every answer, so that the case is read again.
    pub fn answers(&self) -> usize {
        self.action.version().get()
    }

    /// The form among others of its page.
    pub fn one(self) -> OneForm {
        OneForm::of(self.action, self.form)
    }
}

fn may(case: Signal<CaseView>) -> bool {
    case.with(|case| case.allows(Action::AskToExpedite))
}

/// The way to the question, where it may be asked and is not open.
#[component]
pub fn OpenExpedite(case: Signal<CaseView>) -> impl IntoView {
    let act = query_parameter(paths::ACT);
    let offered = Memo::new(move |_| may(case) && act.with(|act| act != paths::EXPEDITE));
    let page = case.with_untracked(|case| paths::case(&case.row.reference));
    let href = paths::with_query(&page, &[(paths::ACT, paths::EXPEDITE)]);
    move || {
        let href = href.clone();
        offered
            .get()
            .then(|| view! { <LinkButton href=href>{copy::action(Action::AskToExpedite)}</LinkButton> })
    }
}

/// The question, while it is open.
#[component]
pub fn AskExpedited(case: Signal<CaseView>, doing: Expediting) -> impl IntoView {
    let act = query_parameter(paths::ACT);
    // Once open it stays, whatever becomes of the case meanwhile: what was typed is its writer's.
    let asked = Memo::new(move |was: Option<&bool>| {
        let refused = doing.form.error().with(Option::is_some);
        act.with(|act| act == paths::EXPEDITE) && (may(case) || refused || was == Some(&true))
    });
    view! {
        <Show when=move || asked.get()>
            <Question case=case doing=doing />
        </Show>
    }
}

#[component]
fn Question(case: Signal<CaseView>, doing: Expediting) -> impl IntoView {
    let page = case.with_untracked(|case| paths::case(&case.row.reference));
    let reason = doing.form.field("urgency_reason", "Reason for expedited review");
    let reason = reason.hint("The plan reads it; up to 2,000 characters");
    let keep = post_target::<KeepTyped>();
    view! {
        <section class="confirm" aria-labelledby="expedite-title">
            <h2 id="expedite-title">"Ask for expedited review?"</h2>
            <p>{copy::EXPEDITED_WHEN}</p>
            <p>{move || case.with(CaseView::due_if_changed_in_words)}</p>
            <PageForm action=doing.action keep=keep>
                <input type="hidden" name="reference" value=move || case.with(|case| case.row.reference.clone()) />
                <input type="hidden" name="version" value=move || case.with(|case| case.row.version) />
                <TextAreaField field=reason />
                <div class="actions">
                    <Show
                        when=move || may(case)
                        fallback=|| view! { <p>"The request has changed: this is not possible any more. What you typed stays here until you leave."</p> }
                    >
                        <Button kind=ButtonKind::Primary pending=doing.action.pending()>
                            {copy::action(Action::AskToExpedite)}
                        </Button>
                    </Show>
                    <LinkButton href=page kind=ButtonKind::Quiet>"Not now"</LinkButton>
                </div>
            </PageForm>
        </section>
    }
}
