//! Server functions of the plan's review.

use std::collections::BTreeMap;

use domain::prior_auth::ruling::{LineInput, RulingInput};
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

use super::view::{FoundView, QueueView, ReviewView};
use crate::error::ApiError;
use crate::request::PageClient;

#[cfg(feature = "ssr")]
use {
    super::{convert, desk, report},
    crate::paths,
    crate::request::{guard, reference_of, respond, wording::Wording},
    domain::access::Permission,
    domain::prior_auth::Urgency,
    domain::prior_auth::ruling::Against,
    services::{files, prior_auth},
};

/// One page of open requests, the earliest due first, as `query` says it, which is that of an address of the queue: whose,
/// how pressing, filters, a place.
///
/// # Errors
/// [`ApiError::NotFound`] for a part, a filter or a place there is not.
#[server(name = Queue, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/queue")]
pub async fn queue(#[server(default)] query: String) -> Result<QueueView, ApiError> {
    let (scope, caller) = guard::require(Permission::ReadReviewQueue)?;
    respond::answer(convert::queue(&scope.services, &caller, &query, &Wording::of(&scope)).await)
}

/// Assigns the `cases` (each a reference, a colon and the version that was seen) to `assignee`, or to the caller, each for
/// itself, and goes to the queue of `query` with a report.
///
/// # Errors
/// [`ApiError::Form`] where nothing was ticked, or nobody chosen who reviews.
#[server(name = AssignMany, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/assign-many")]
pub async fn assign_many(
    #[server(default)] cases: Vec<String>,
    #[server(default)] assignee: String,
    #[server(default)] query: String,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::AssignReview)?;
    let picked = respond::answer(report::picked(&cases))?;
    let to = respond::answer(report::chosen(&assignee, &caller))?;
    let result = prior_auth::assign_many(&scope.services, &caller, &picked, to.as_ref()).await;
    respond::see_other(&report::address(&query, &respond::answer(result)?, to.as_ref()));
    Ok(())
}

/// One case, with what the reader may do with it; its latest messages and notes, or those before the places that `messages` and
/// `notes` name.
///
/// # Errors
/// [`ApiError::NotFound`] where there is none, or where that is no place.
#[server(name = ShowCase, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/show")]
pub async fn show(
    reference: String,
    #[server(default)] messages: String,
    #[server(default)] notes: String,
) -> Result<ReviewView, ApiError> {
    let (scope, caller) = guard::require(Permission::ReadReviewQueue)?;
    let reference = respond::answer(reference_of(&reference))?;
    let before = respond::answer(desk::before(&messages, &notes))?;
    respond::answer(desk::review_view(&scope.services, &caller, (&reference, &before), &Wording::of(&scope)).await)
}

/// Where the case's documents say these `words`, and which of them nobody can search.
///
/// # Errors
/// [`ApiError::NotFound`] where there is no such case.
#[server(name = FindInDocuments, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/find-in-documents")]
pub async fn find_in_documents(reference: String, #[server(default)] words: String) -> Result<FoundView, ApiError> {
    let (scope, caller) = guard::require(Permission::ReadReviewQueue)?;
    let reference = respond::answer(reference_of(&reference))?;
    let found = respond::answer(files::find_text(&scope.services, &caller, &reference, &words).await)?;
    Ok(desk::found_view(found))
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

/// Sends the case on to the physicians with a `summary` for them, as seen at `version`.
///
/// # Errors
/// As [`assign`]; [`ApiError::Form`] about the summary.
#[server(name = SendOn, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/send-on")]
pub async fn send_on(reference: String, version: i64, #[server(default)] summary: String) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::PassOnReview)?;
    let reference = respond::answer(reference_of(&reference))?;
    respond::answer(prior_auth::send_on(&scope.services, &caller, &reference, version, &summary).await)?;
    respond::see_other(&paths::review_case(reference.as_str()));
    Ok(())
}

/// Decides against the case, wholly or in part, as seen at `version`: `against` is the code of an
/// [`Against`](domain::prior_auth::ruling::Against), `lines` has what is decided about each line.
///
/// # Errors
/// As [`assign`]; [`ApiError::Form`] about what is missing or more than was requested.
#[server(name = Decide, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/decide")]
pub async fn decide(
    reference: String,
    version: i64,
    against: String,
    #[server(default)] lines: Vec<LineInput>,
    #[server(flatten)] said: RulingInput,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::DecideAgainst)?;
    let reference = respond::answer(reference_of(&reference))?;
    let against = respond::answer(Against::parse(&against).ok_or(ApiError::Malformed))?;
    let typed = RulingInput { lines, ..said };
    let done = prior_auth::decide_against(&scope.services, &caller, &reference, version, (against, &typed)).await;
    respond::answer(done)?;
    respond::see_other(&paths::review_case(reference.as_str()));
    Ok(())
}

/// Gives the plan so many `days` more for the case, as seen at `version`, with a `reason` that the practice reads.
///
/// # Errors
/// As [`assign`]; [`ApiError::Form`] about days and reason.
#[server(name = Extend, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/extend")]
pub async fn extend(
    reference: String,
    version: i64,
    #[server(default)] days: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::ExtendReview)?;
    let reference = respond::answer(reference_of(&reference))?;
    let done = prior_auth::extend_clock(&scope.services, &caller, &reference, version, (&days, &reason)).await;
    respond::answer(done)?;
    respond::see_other(&paths::review_case(reference.as_str()));
    Ok(())
}

/// Changes the urgency of the case, as seen at `version`, to `urgency`, with a `reason` that the practice reads.
///
/// # Errors
/// As [`assign`]; [`ApiError::Form`] about the reason.
#[server(name = ChangeUrgency, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/change-urgency")]
pub async fn change_urgency(
    reference: String,
    version: i64,
    urgency: String,
    #[server(default)] reason: String,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::ChangeUrgency)?;
    let reference = respond::answer(reference_of(&reference))?;
    let to = respond::answer(Urgency::parse(&urgency).ok_or(ApiError::Malformed))?;
    let done = prior_auth::change_urgency(&scope.services, &caller, &reference, version, (to, &reason)).await;
    respond::answer(done)?;
    respond::see_other(&paths::review_case(reference.as_str()));
    Ok(())
}

/// Keeps what was typed into a form about a case when the session ends, and does nothing with it: a decision is taken by
/// whoever reads it once more.
///
/// # Errors
/// Always [`ApiError::Kept`], with which the page shows what was typed.
#[server(name = KeepTyped, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/keep-typed")]
pub async fn keep_typed() -> Result<(), ApiError> {
    guard::require(Permission::AssignReview)?;
    Err(respond::refuse(ApiError::Kept))
}

/// Writes to the practice about the case. `key` names the form: sent again with the same words, it is stored once.
///
/// # Errors
/// [`ApiError::Form`] where there is no text or too much.
#[server(name = WriteMessage, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/write-message")]
pub async fn write_message(
    reference: String,
    #[server(default)] key: String,
    #[server(default)] message: String,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::AssignReview)?;
    let reference = respond::answer(reference_of(&reference))?;
    respond::answer(prior_auth::write_message(&scope.services, &caller, &reference, &key, &message).await)?;
    respond::see_other_after_post(&scope, &paths::review_messages(reference.as_str()));
    Ok(())
}

/// Notes something about the case for the plan's people alone; `key` as in [`write_message`].
///
/// # Errors
/// As [`write_message`].
#[server(name = WriteNote, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/write-note")]
pub async fn write_note(
    reference: String,
    #[server(default)] key: String,
    #[server(default)] note: String,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::AssignReview)?;
    let reference = respond::answer(reference_of(&reference))?;
    respond::answer(prior_auth::write_note(&scope.services, &caller, &reference, &key, &note).await)?;
    respond::see_other_after_post(&scope, &paths::review_notes(reference.as_str()));
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

/// Asks the practice for what is typed (`domain::prior_auth::information`), as seen at `version`.
///
/// # Errors
/// [`ApiError::Form`] with everything that is missing or wrong; else as [`assign`].
#[server(name = Ask, client = PageClient, output = Postcard, prefix = "/api", endpoint = "review/ask")]
pub async fn ask(
    reference: String,
    version: i64,
    #[server(flatten)] typed: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::DecideReview)?;
    let reference = respond::answer(reference_of(&reference))?;
    let typed = |name: &str| typed.get(name).map_or("", String::as_str);
    respond::answer(prior_auth::ask(&scope.services, &caller, &reference, version, typed).await)?;
    respond::see_other(&paths::review_case(reference.as_str()));
    Ok(())
}
