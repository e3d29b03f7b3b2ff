//! Server functions of prior authorization, the practice's side.

use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

use super::view::ListView;
use crate::error::ApiError;
use crate::request::PageClient;
use crate::ui::CaseView;

#[cfg(feature = "ssr")]
use {
    super::convert,
    crate::paths,
    crate::request::{case_view, guard, reference_of, respond, wording::Wording},
    domain::access::Permission,
    services::prior_auth,
};

/// Starts a draft and goes to its tasks.
///
/// # Errors
/// [`ApiError::Forbidden`] for roles that may not prepare requests.
#[server(name = CreateDraft, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/create-draft")]
pub async fn create_draft() -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let draft = respond::answer(prior_auth::create_draft(&scope.services, &caller).await)?;
    respond::see_other(&paths::draft(draft.as_str()));
    Ok(())
}

/// Starts a draft like the request `reference` and goes to its tasks; pressed twice, to the same draft.
///
/// # Errors
/// [`ApiError::NotFound`] where there is no such request, or where it is another practice's.
#[server(name = CopyCase, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/copy-case")]
pub async fn copy_case(reference: String) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let reference = respond::answer(reference_of(&reference))?;
    let draft = respond::answer(prior_auth::copy_case(&scope.services, &caller, &reference).await)?;
    respond::see_other(&paths::draft(draft.as_str()));
    Ok(())
}

/// One page of the practice's requests in `group` (all of them where it is empty), after the row `after` names; or all
/// drafts; or what was `decided` then, in the way `by` (see `paths::DECIDED` and `paths::BY`).
///
/// # Errors
/// [`ApiError::NotFound`] for a group, a time or a place there is not.
#[server(name = List, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/list")]
pub async fn list(
    #[server(default)] group: String,
    #[server(default)] after: String,
    #[server(default)] decided: String,
    #[server(default)] by: String,
) -> Result<ListView, ApiError> {
    let (scope, caller) = guard::require(Permission::ReadPriorAuth)?;
    let asked = convert::Asked {
        group,
        after,
        decided,
        by,
    };
    let view = convert::list_view(&scope.services, &caller, asked, &Wording::of(&scope)).await;
    respond::answer(view)
}

/// Takes the request back, as seen at `version`, for a `reason` that may be left out.
///
/// # Errors
/// [`ApiError::Conflict`] where it changed since, [`ApiError::Forbidden`] where it is decided already.
#[server(name = Withdraw, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/withdraw")]
pub async fn withdraw(reference: String, version: i64, #[server(default)] reason: String) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let reference = respond::answer(reference_of(&reference))?;
    respond::answer(prior_auth::withdraw(&scope.services, &caller, &reference, version, &reason).await)?;
    respond::see_other(&paths::case(reference.as_str()));
    Ok(())
}

/// One request, with what the reader may do with it.
///
/// # Errors
/// [`ApiError::NotFound`] where there is none, or where it is another practice's.
#[server(name = Show, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/show")]
pub async fn show(reference: String) -> Result<CaseView, ApiError> {
    let (scope, caller) = guard::require(Permission::ReadPriorAuth)?;
    let reference = respond::answer(reference_of(&reference))?;
    let detail = respond::answer(prior_auth::detail(&scope.services, &caller, &reference).await)?;
    Ok(CaseView {
        may_copy: caller.actor.can(Permission::WritePriorAuth),
        ..case_view(detail, &Wording::of(&scope))
    })
}
