//! Server functions of prior authorization, the practice's side.

use domain::prior_auth::draft::DraftInput;
use leptos::prelude::*;

use super::view::{DraftView, ListView};
use crate::error::ApiError;
use crate::request::PageClient;
use crate::ui::CaseView;

#[cfg(feature = "ssr")]
use {
    super::convert,
    crate::paths,
    crate::request::{case_view, guard, reference_of, respond, wording::Wording},
    domain::access::Permission,
    domain::id::DraftId,
    services::prior_auth,
};

/// Starts a draft and goes to its form.
///
/// # Errors
/// [`ApiError::Forbidden`] for roles that may not prepare requests.
#[server(name = CreateDraft, client = PageClient, prefix = "/api", endpoint = "prior-auth/create-draft")]
pub async fn create_draft() -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let draft = respond::answer(prior_auth::create_draft(&scope.services, &caller).await)?;
    respond::see_other(&paths::draft(draft.as_str()));
    Ok(())
}

/// The draft `draft`, with defaults where nothing is typed yet.
///
/// # Errors
/// [`ApiError::NotFound`] where the practice has no such draft.
#[server(name = ShowDraft, client = PageClient, prefix = "/api", endpoint = "prior-auth/show-draft")]
pub async fn show_draft(draft: String) -> Result<DraftView, ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let draft = respond::answer(prior_auth::draft(&scope.services, &caller, &DraftId::new(draft)).await)?;
    Ok(convert::draft_view(draft, &Wording::of(&scope)))
}

/// Keeps what is typed, as it is, and comes back to the form.
///
/// # Errors
/// [`ApiError::NotFound`] where the practice has no such draft; [`ApiError::Conflict`] once it was submitted.
#[server(name = SaveDraft, client = PageClient, prefix = "/api", endpoint = "prior-auth/save-draft")]
pub async fn save_draft(draft: String, #[server(flatten)] input: DraftInput) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let id = DraftId::new(draft);
    respond::answer(prior_auth::save_draft(&scope.services, &caller, &id, input).await)?;
    respond::see_other(&paths::with_query(&paths::draft(id.as_str()), &[("saved", "1")]));
    Ok(())
}

/// Submits the draft and goes to the request it became; once more, and it goes to the same request.
///
/// # Errors
/// [`ApiError::Form`] with everything that is missing or wrong; what was typed is kept in the draft.
#[server(name = Submit, client = PageClient, prefix = "/api", endpoint = "prior-auth/submit")]
pub async fn submit(draft: String, #[server(flatten)] input: DraftInput) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let id = DraftId::new(draft);
    let submitted = respond::answer(prior_auth::submit(&scope.services, &caller, &id, input).await)?;
    respond::see_other(&paths::with_query(
        &paths::case(submitted.reference.as_str()),
        &[("submitted", "1")],
    ));
    Ok(())
}

/// One page of the practice's requests in `group` (all of them where it is empty), after the row `after` names; or all
/// drafts.
///
/// # Errors
/// [`ApiError::NotFound`] for a group or a place there is not.
#[server(name = List, client = PageClient, prefix = "/api", endpoint = "prior-auth/list")]
pub async fn list(#[server(default)] group: String, #[server(default)] after: String) -> Result<ListView, ApiError> {
    let (scope, caller) = guard::require(Permission::ReadPriorAuth)?;
    let view = convert::list_view(&scope.services, &caller, (group, after), &Wording::of(&scope)).await;
    respond::answer(view)
}

/// One request, with what the reader may do with it.
///
/// # Errors
/// [`ApiError::NotFound`] where there is none, or where it is another practice's.
#[server(name = Show, client = PageClient, prefix = "/api", endpoint = "prior-auth/show")]
pub async fn show(reference: String) -> Result<CaseView, ApiError> {
    let (scope, caller) = guard::require(Permission::ReadPriorAuth)?;
    let reference = respond::answer(reference_of(&reference))?;
    let detail = respond::answer(prior_auth::detail(&scope.services, &caller, &reference).await)?;
    Ok(case_view(detail, &Wording::of(&scope)))
}
