//! A draft: one plain form. "Save and continue" keeps what is typed as it is; "Submit request" sends it to the plan.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{SaveDraft, Submit, show_draft};
use super::draft_form::{ClinicalFields, MemberFields, ProviderFields, ServiceFields};
use super::view::DraftView;
use crate::paths;
use crate::ui::page_form::post_target;
use crate::ui::{
    Banner, Breadcrumb, Button, ButtonKind, ErrorSummary, FormState, PageForm, PageHeading, PageTitle, Tone, ask,
    loaded, path_parameter, query_parameter,
};

/// The form of one draft.
#[component]
pub fn DraftPage() -> impl IntoView {
    let id = path_parameter("draft");
    move || view! { <OneDraft id=id.get() /> }
}

#[component]
fn OneDraft(id: String) -> impl IntoView {
    let submit = ServerAction::<Submit>::new();
    let form = FormState::with_buttons(submit, &[SaveDraft::PATH]);
    let draft = ask(|| (), move |()| show_draft(id.clone()));
    loaded(
        draft,
        move |draft| view! { <DraftBody draft=draft submit=submit form=form /> },
    )
}

#[component]
fn DraftBody(draft: Signal<DraftView>, submit: ServerAction<Submit>, form: FormState) -> impl IntoView {
    // A form is filled once: what is typed belongs to the browser from then on.
    let DraftView { id, input: kept, .. } = draft.get_untracked();
    let save = post_target::<SaveDraft>();
    view! {
        <PageTitle title="New request" has_error=form.has_error() />
        <Breadcrumb above=vec![(paths::PRIOR_AUTH, "Prior authorization")] current="New request" />
        <ErrorSummary error=form.error() />
        <PageHeading title="New request" />
        <Saved draft=draft form=form />
        <PageForm action=submit class="form" keep=save>
            <input type="hidden" name="draft" value=id />
            <MemberFields form=form kept=kept.clone() />
            <ProviderFields form=form kept=kept.clone() />
            <ServiceFields form=form kept=kept.clone() />
            <ClinicalFields form=form kept=kept />
            <div class="actions">
                // First, so that the Enter key in a field saves and never submits.
                <Button formaction=save>"Save and continue"</Button>
                <Button kind=ButtonKind::Primary pending=submit.pending()>"Submit request"</Button>
            </div>
        </PageForm>
    }
}

/// Says that the draft is safe, or that it has become a request.
#[component]
fn Saved(draft: Signal<DraftView>, form: FormState) -> impl IntoView {
    let saved_now = query_parameter("saved");
    let is_refused = form.has_error();
    let just_saved = move || !is_refused.get() && saved_now.with(|saved| !saved.is_empty());
    move || {
        let DraftView {
            saved, submitted_as, ..
        } = draft.get();
        match submitted_as {
            Some(reference) => Some(
                view! {
                    <Banner tone=Tone::Amber title="This draft was submitted.">
                        <a href=paths::case(&reference)>{reference.clone()}</a>
                    </Banner>
                }
                .into_any(),
            ),
            None if just_saved() => {
                Some(view! { <Banner tone=Tone::Green title="Draft saved." announce=true>{saved}</Banner> }.into_any())
            }
            None => None,
        }
    }
}
