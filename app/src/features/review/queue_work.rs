//! The cases of the queue, several of which may be assigned at once, and what became of those that were.

use leptos::prelude::*;

use super::api::AssignMany;
use super::view::{QueueView, Report};
use crate::paths;
use crate::ui::{
    Banner, Button, ButtonKind, CaseRow, FormAction, FormState, PageForm, QueueTable, SelectField, Tone, Width,
};

/// The form that assigns, and what became of it; make it at the top of the page.
#[derive(Clone, Copy)]
pub struct Assigning {
    /// Calls the function.
    pub action: FormAction<AssignMany>,
    /// What is wrong with it.
    pub form: FormState,
}

impl Assigning {
    /// The form of one page.
    pub fn new() -> Self {
        let action = FormAction::new();
        Self {
            action,
            form: FormState::of(action),
        }
    }
}

/// The cases; with boxes and a button where the reader may take work.
#[component]
pub fn QueueWork(queue: Signal<QueueView>, rows: Signal<Vec<CaseRow>>, assigning: Assigning) -> impl IntoView {
    let caption = "Open requests, earliest due first";
    if !queue.with_untracked(|queue| queue.may_take) {
        return view! { <QueueTable caption=caption rows=rows /> }.into_any();
    }
    let query = move || queue.with(|queue| queue.filters.query.clone());
    let ticked = assigning.form.ticked("cases[]", Vec::new());
    view! {
        <PageForm action=assigning.action>
            <input type="hidden" name="query" value=query />
            <div id="field-cases" tabindex="-1">
                <QueueTable caption=caption rows=rows picks=ticked />
            </div>
            <div class="queue-assign">
                <AssignTo queue=queue assigning=assigning />
            </div>
        </PageForm>
    }
    .into_any()
}

/// To whom: to the reader, or to whom the lead chooses.
#[component]
fn AssignTo(queue: Signal<QueueView>, assigning: Assigning) -> impl IntoView {
    let pending = assigning.action.pending();
    if !queue.with_untracked(|queue| queue.may_give) {
        return view! { <Button kind=ButtonKind::Small pending=pending>"Assign selected to me"</Button> }.into_any();
    }
    let reviewers = queue.with_untracked(|queue| queue.reviewers.clone());
    let field = assigning.form.field("assignee", "Assign selected to");
    view! {
        <SelectField field=field options=choices(reviewers) width=Width::Long />
        <Button pending=pending>"Assign"</Button>
    }
    .into_any()
}

/// The options of a field that says to whom something is given.
pub fn choices(reviewers: Vec<(String, String)>) -> Vec<(String, String)> {
    let nobody = (String::new(), "Choose a reviewer".to_owned());
    std::iter::once(nobody).chain(reviewers).collect()
}

/// What became of the cases that were assigned at once.
#[component]
pub fn AssignReport(queue: Signal<QueueView>) -> impl IntoView {
    let report = Memo::new(move |_| queue.with(|queue| queue.report.clone()));
    let left = |(reference, why): (String, String)| {
        let link = paths::review_case(&reference);
        view! { <li><a href=link>{reference}</a> " " {why} "."</li> }
    };
    move || {
        report.get().map(|Report { done, left: others }| {
            let tone = if others.is_empty() { Tone::Green } else { Tone::Amber };
            let list = (!others.is_empty()).then(|| {
                view! {
                    <ul class="assign-report" aria-label="Not assigned">{others.into_iter().map(left).collect_view()}</ul>
                }
            });
            view! { <Banner tone=tone title=done announce=true>{list}</Banner> }
        })
    }
}
