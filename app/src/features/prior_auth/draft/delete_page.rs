//! Asks once more before a draft is deleted.

use leptos::prelude::*;

use super::api::{DeleteDraft, show_draft};
use super::head::{DraftTop, name};
use super::view::TaskListView;
use crate::error::ApiError;
use crate::paths;
use crate::ui::{
    Button, ButtonKind, ErrorSummary, FormAction, FormState, LinkButton, PageForm, PageHeading, Panel, Problem, ask,
    loaded,
};

/// The page that deletes a draft; for whoever began it.
#[component]
pub fn DeletePage(id: String) -> impl IntoView {
    let delete = FormAction::<DeleteDraft>::new();
    let form = FormState::of(delete);
    let draft = ask(|| (), move |()| show_draft(id.clone()));
    loaded(
        draft,
        move |draft| view! { <DeleteBody draft=draft delete=delete form=form /> },
    )
}

#[component]
fn DeleteBody(draft: Signal<TaskListView>, delete: FormAction<DeleteDraft>, form: FormState) -> impl IntoView {
    let TaskListView { head, is_own, .. } = draft.get_untracked();
    let question = if is_own {
        view! { <Question id=head.id.clone() name=name(&head) delete=delete /> }.into_any()
    } else {
        view! { <Problem error=ApiError::Forbidden /> }.into_any()
    };
    view! {
        <DraftTop head=head page="Delete draft" has_error=form.has_error() />
        <ErrorSummary error=form.error() />
        {question}
    }
}

#[component]
fn Question(id: String, name: String, delete: FormAction<DeleteDraft>) -> impl IntoView {
    view! {
        <PageHeading title="Delete this draft?" />
        <Panel id="delete" title="What will be gone">
            <p>{name} ": everything typed into it, by you and by your colleagues. Nothing of it was sent to the plan."</p>
            <PageForm action=delete>
                <input type="hidden" name="draft" value=id.clone() />
                <div class="actions">
                    <Button kind=ButtonKind::Danger pending=delete.pending()>"Delete draft"</Button>
                    <LinkButton href=paths::draft(&id)>"Keep draft"</LinkButton>
                </div>
            </PageForm>
        </Panel>
    }
}
