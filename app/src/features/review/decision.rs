//! What the reviewer may do with the case now. Only what the domain allows is offered; the server asks it again.
//!
//! "Approve" is a link that opens the confirmation below it, so it works without JavaScript, and no single click
//! decides. Every form carries the version of the case one has seen.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;

use super::api::{Approve, Assign, Release};
use crate::error::ApiError;
use crate::place::query_parameter;
use crate::ui::{Button, ButtonKind, CaseView, DueTime, FormState, LinkButton, PageForm, Panel};
use crate::{copy, paths};

/// The query parameter that opens a confirmation, and its value for an approval.
const ACT: &str = "act";
const APPROVE: &str = "approve";

/// The forms of the page and what became of them.
#[derive(Clone, Copy)]
pub struct Doing {
    assign: ServerAction<Assign>,
    release: ServerAction<Release>,
    approve: ServerAction<Approve>,
    forms: [FormState; 3],
}

impl Doing {
    /// The forms of one page; make it at the top of the page.
    pub fn new(assign: ServerAction<Assign>, release: ServerAction<Release>, approve: ServerAction<Approve>) -> Self {
        let forms = [FormState::of(assign), FormState::of(release), FormState::of(approve)];
        let pending = [assign.pending(), release.pending(), approve.pending()];
        Effect::new(move |_| {
            let on_its_way = pending.map(|pending| pending.get());
            if on_its_way.contains(&true) {
                forms
                    .iter()
                    .zip(on_its_way)
                    .filter(|(_, sent)| !sent)
                    .for_each(|(form, _)| form.set_aside());
            }
        });
        Self {
            assign,
            release,
            approve,
            forms,
        }
    }

    /// Moves with every answer, so that the case is read again.
    pub fn answers(&self) -> usize {
        self.assign.version().get() + self.release.version().get() + self.approve.version().get()
    }

    /// Why the last thing tried was refused.
    pub fn error(&self) -> Signal<Option<ApiError>> {
        let errors = self.forms.map(|form| form.error());
        Signal::derive(move || errors.iter().find_map(|error| error.get()))
    }

    /// Whether the title of the page starts with "Error: ".
    pub fn has_error(&self) -> Signal<bool> {
        let error = self.error();
        Signal::derive(move || error.with(Option::is_some))
    }
}

/// The panel with what may be done.
#[component]
pub fn Decision(case: Signal<CaseView>, doing: Doing) -> impl IntoView {
    let may = move |action: Action| Memo::new(move |_| case.with(|case| case.allows(action)));
    let (assign, release, approve) = (may(Action::Assign), may(Action::Release), may(Action::Approve));
    let nothing = move || !(assign.get() || release.get() || approve.get());
    let act = query_parameter(ACT);
    let asked = Memo::new(move |_| act.with(|act| act == APPROVE));
    view! {
        <Panel id="decision" title="Decision">
            <div class="decision">
                {move || case.with(|case| case.row.due.clone()).map(|due| view! { <DueTime due=due with_rule=true /> })}
                <Show when=move || assign.get()>
                    <PageForm action=doing.assign>
                        <Seen case=case />
                        <Button kind=ButtonKind::Primary pending=doing.assign.pending()>{copy::action(Action::Assign)}</Button>
                    </PageForm>
                </Show>
                <Show when=move || approve.get() && !asked.get()>
                    <OpenApproval case=case />
                </Show>
                <Show when=move || approve.get() && asked.get()>
                    <ConfirmApproval case=case doing=doing />
                </Show>
                <Show when=move || release.get()>
                    <PageForm action=doing.release>
                        <Seen case=case />
                        <Button pending=doing.release.pending()>{copy::action(Action::Release)}</Button>
                    </PageForm>
                </Show>
                <Show when=nothing>
                    <p>"There is nothing for you to decide here now."</p>
                </Show>
            </div>
        </Panel>
    }
}

/// Which case, and which version of it, the reviewer has in front of them.
#[component]
fn Seen(case: Signal<CaseView>) -> impl IntoView {
    view! {
        <input type="hidden" name="reference" value=move || case.with(|case| case.row.reference.clone()) />
        <input type="hidden" name="version" value=move || case.with(|case| case.row.version) />
    }
}

#[component]
fn OpenApproval(case: Signal<CaseView>) -> impl IntoView {
    let page = case.with_untracked(|case| paths::review_case(&case.row.reference));
    view! {
        <LinkButton href=paths::with_query(&page, &[(ACT, APPROVE)]) kind=ButtonKind::Primary>
            {copy::action(Action::Approve)}
        </LinkButton>
    }
}

#[component]
fn ConfirmApproval(case: Signal<CaseView>, doing: Doing) -> impl IntoView {
    let page = case.with_untracked(|case| paths::review_case(&case.row.reference));
    let title = case.with_untracked(CaseView::title);
    view! {
        <section class="confirm" aria-labelledby="confirm-title">
            <h3 id="confirm-title">"Approve this request?"</h3>
            <p>{title} ". All lines are approved as requested; the practice hears of it at once."</p>
            <PageForm action=doing.approve>
                <Seen case=case />
                <div class="actions">
                    <Button kind=ButtonKind::Primary pending=doing.approve.pending()>"Confirm decision"</Button>
                    <LinkButton href=page kind=ButtonKind::Quiet>"Not now"</LinkButton>
                </div>
            </PageForm>
        </section>
    }
}
