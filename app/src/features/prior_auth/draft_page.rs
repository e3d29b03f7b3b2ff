//! A draft: one plain form. "Save and continue" keeps what is typed as it is; "Submit request" sends it to the plan.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::api::{SaveDraft, Submit, show_draft};
use super::draft_form::{ClinicalFields, Filled, MemberFields, ProviderFields, ServiceFields};
use super::view::DraftView;
use crate::paths;
use crate::ui::page_form::post_target;
use crate::ui::{
    Banner, Breadcrumb, Button, ButtonKind, ErrorSummary, FormState, PageForm, PageHeading, PageTitle, Tone, loaded,
};

/// The form of one draft.
#[component]
pub fn DraftPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("draft").unwrap_or_default()));
    move || view! { <OneDraft id=id.get() /> }
}

#[component]
fn OneDraft(id: String) -> impl IntoView {
    let submit = ServerAction::<Submit>::new();
    let form = FormState::with_buttons(submit, &[SaveDraft::PATH]);
    let draft = Resource::new(|| (), move |()| show_draft(id.clone()));
    view! {
        <PageTitle title="New request" has_error=form.has_error() />
        <Breadcrumb above=vec![(paths::PRIOR_AUTH, "Prior authorization")] current="New request" />
        <ErrorSummary error=form.error() />
        <PageHeading title="New request" />
        {loaded(draft, move |draft| view! { <DraftBody draft=draft submit=submit form=form /> })}
    }
}

#[component]
fn DraftBody(draft: Signal<DraftView>, submit: ServerAction<Submit>, form: FormState) -> impl IntoView {
    // A form is filled once: what is typed belongs to the browser from then on.
    let DraftView { id, input, .. } = draft.get_untracked();
    let filled = Filled::new(form, input);
    let save = post_target::<SaveDraft>();
    view! {
        <Saved draft=draft form=form />
        <PageForm action=submit class="form">
            <input type="hidden" name="draft" value=id />
            <MemberFields filled=filled.clone() />
            <ProviderFields filled=filled.clone() />
            <ServiceFields filled=filled.clone() />
            <ClinicalFields filled=filled />
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
    let query = use_query_map();
    let is_refused = form.has_error();
    let just_saved = move || !is_refused.get() && query.with(|query| query.get("saved").is_some());
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
