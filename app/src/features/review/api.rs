//! Server functions of the plan's review.

use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

use super::view::QueueView;
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

/// One page of open requests, the earliest due first: all of them, or those that `show` and `due` name (see
/// `paths::SHOW` and `paths::DUE`).
///
/// # Errors
/// [`ApiError::NotFound`] for a part or a place there is not.
#[server(name = Queue, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/queue")]
pub async fn queue(
    #[server(default)] show: String,
    #[server(default)] due: String,
    #[server(default)] after: String,
) -> Result<QueueView, ApiError> {
    let (scope, caller) = guard::require(Permission::ReadReviewQueue)?;
    let asked = convert::Asked { show, due, after };
    respond::answer(convert::queue(&scope.services, &caller, asked, &Wording::of(&scope)).await)
}

/// One case, with what the reader may do with it.
///
/// # Errors
/// [`ApiError::NotFound`] where there is none.
#[server(name = ShowCase, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/show")]
pub async fn show(reference: String) -> Result<CaseView, ApiError> {
    let (scope, caller) = guard::require(Permission::ReadReviewQueue)?;
    let reference = respond::answer(reference_of(&reference))?;
    let detail = respond::answer(prior_auth::detail(&scope.services, &caller, &reference).await)?;
    Ok(case_view(detail, &Wording::of(&scope)))
}

/// Takes the case, as seen at `version`.
///
/// # Errors
/// [`ApiError::Conflict`] where it changed since, [`ApiError::Forbidden`] where the domain does not allow it.
#[server(name = Assign, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/assign")]
pub async fn assign(reference: String, version: i64) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::AssignReview)?;
    let reference = respond::answer(reference_of(&reference))?;
    respond::answer(prior_auth::assign(&scope.services, &caller, &reference, version).await)?;
    respond::see_other(&paths::review_case(reference.as_str()));
    Ok(())
}

/// Puts the case back into the queue, as seen at `version`.
///
/// # Errors
/// As [`assign`].
#[server(name = Release, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/release")]
pub async fn release(reference: String, version: i64) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::AssignReview)?;
    let reference = respond::answer(reference_of(&reference))?;
    respond::answer(prior_auth::release(&scope.services, &caller, &reference, version).await)?;
    respond::see_other(&paths::review_case(reference.as_str()));
    Ok(())
}

/// Approves the case as requested, as seen at `version`.
///
/// # Errors
/// As [`assign`].
#[server(name = Approve, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/approve")]
pub async fn approve(reference: String, version: i64) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::DecideReview)?;
    let reference = respond::answer(reference_of(&reference))?;
    respond::answer(prior_auth::approve(&scope.services, &caller, &reference, version).await)?;
    respond::see_other(&paths::review_case(reference.as_str()));
    Ok(())
}
