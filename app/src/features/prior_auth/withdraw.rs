//! "Withdraw request": a link that opens the question below, so it works without JavaScript, and no single click withdraws.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use super::api::Withdraw;
use crate::place::query_parameter;
use crate::ui::{Button, ButtonKind, CaseView, FormAction, FormState, LinkButton, OneForm, PageForm, TextAreaField};
use crate::{copy, paths};

/// The form and what became of it.
#[derive(Clone, Copy)]
pub struct Withdrawing {
    action: FormAction<Withdraw>,
    /// Why it was refused, and what was typed.
    pub form: FormState,
}

impl Withdrawing {
    /// The form of one page; make it at the top of the page.
    pub fn new() -> Self {
        let action = FormAction::new();
        Self {
            action,
            form: FormState::of(action),
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

/// The way to the question, where the request may be withdrawn and the question is not open.
#[component]
pub fn OpenWithdrawal(case: Signal<CaseView>) -> impl IntoView {
    let act = query_parameter(paths::ACT);
    let offered = Memo::new(move |_| may(case) && act.with(|act| act != paths::WITHDRAW));
    let page = case.with_untracked(|case| paths::case(&case.row.reference));
    let href = paths::with_query(&page, &[(paths::ACT, paths::WITHDRAW)]);
    move || {
        let href = href.clone();
        offered.get().then(|| {
            view! {
                <LinkButton href=href kind=ButtonKind::DangerOutline>
                    {copy::action(Action::Withdraw)}
                </LinkButton>
            }
        })
    }
}

/// The question, while it is open.
#[component]
pub fn ConfirmWithdrawal(case: Signal<CaseView>, doing: Withdrawing) -> impl IntoView {
    let act = query_parameter(paths::ACT);
    // Once open it stays, whatever becomes of the case meanwhile: what was typed is its writer's.
    let asked = Memo::new(move |was: Option<&bool>| {
        act.with(|act| act == paths::WITHDRAW) && (may(case) || was == Some(&true))
    });
    view! {
        <Show when=move || asked.get()>
            <Question case=case doing=doing />
        </Show>
    }
}

fn may(case: Signal<CaseView>) -> bool {
    case.with(|case| case.allows(Action::Withdraw))
}

#[component]
fn Question(case: Signal<CaseView>, doing: Withdrawing) -> impl IntoView {
    let (page, title) = case.with_untracked(|case| (paths::case(&case.row.reference), case.title()));
    let reason = doing.form.field("reason", "Reason").optional();
    let reason = reason.hint("The plan reads it; up to 2,000 characters");
    view! {
        <section class="confirm" aria-labelledby="withdraw-title">
            <h2 id="withdraw-title">"Withdraw this request?"</h2>
            <p>
                {title}
                ". The plan stops its review and decides nothing. It cannot be taken up again: a new request starts from the beginning."
            </p>
            <PageForm action=doing.action>
                <input type="hidden" name="reference" value=move || case.with(|case| case.row.reference.clone()) />
                <input type="hidden" name="version" value=move || case.with(|case| case.row.version) />
                <TextAreaField field=reason />
                <div class="actions">
                    <Show
                        when=move || may(case)
                        fallback=|| view! { <p>"The request has changed: it cannot be withdrawn any more. What you typed stays here until you leave."</p> }
                    >
                        <Button kind=ButtonKind::Danger pending=doing.action.pending()>{copy::action(Action::Withdraw)}</Button>
                    </Show>
                    <LinkButton href=page kind=ButtonKind::Quiet>"Keep request"</LinkButton>
                </div>
            </PageForm>
        </section>
    }
}
