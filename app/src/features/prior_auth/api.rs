//! Server functions of prior authorization, the practice's side.

use std::collections::BTreeMap;

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
    crate::request::{case_view, cursor_of, guard, reference_of, respond, wording::Wording},
    domain::access::Permission,
    domain::id::FileId,
    services::{files, prior_auth, prior_auth::Before},
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

/// One page of the practice's requests, as `query` says it, which is that of an address of the list: a group, filters, an
/// order, a place; or all drafts; or what was decided at some time (see `paths::DECIDED`).
///
/// # Errors
/// [`ApiError::NotFound`] for a group, a filter, a time or a place there is not.
#[server(name = List, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/list")]
pub async fn list(#[server(default)] query: String) -> Result<ListView, ApiError> {
    let (scope, caller) = guard::require(Permission::ReadPriorAuth)?;
    respond::answer(convert::list_view(&scope.services, &caller, &query, &Wording::of(&scope)).await)
}

/// Looks for `q`, a reference, a member's name or a member ID, among the practice's requests, and goes to the request, or
/// to the list with the filters of `query` and the members found. What was typed stands in no address.
///
/// # Errors
/// [`ApiError::Form`] where nothing is found, or too much.
#[server(name = SearchList, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/search-list")]
pub async fn search_list(#[server(default)] q: String, #[server(default)] query: String) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::ReadPriorAuth)?;
    let meant = respond::answer(convert::meant(&scope.services, &caller, &q).await)?;
    respond::see_other(&respond::answer(convert::found(meant, &query))?);
    Ok(())
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

/// Asks for expedited review of the request, as seen at `version`, which it has at once; `urgency_reason` says why.
///
/// # Errors
/// [`ApiError::Form`] without a reason; [`ApiError::Conflict`] where it changed since, [`ApiError::Forbidden`] where it is
/// expedited or decided already.
#[server(name = AskToExpedite, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/ask-to-expedite")]
pub async fn ask_to_expedite(
    reference: String,
    version: i64,
    #[server(default)] urgency_reason: String,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let reference = respond::answer(reference_of(&reference))?;
    let done = prior_auth::ask_to_expedite(&scope.services, &caller, &reference, version, &urgency_reason).await;
    respond::answer(done)?;
    respond::see_other(&paths::case(reference.as_str()));
    Ok(())
}

/// Saves the answer to the item of that id, as seen at `seen`, or with `then` = `send` sends it with its documents. What is typed has
/// the name of one of `domain::prior_auth::information::ANSWERS`.
///
/// # Errors
/// [`ApiError::Form`] where something is missing; [`ApiError::Conflict`] where the request or the answer changed since;
/// [`ApiError::Forbidden`] where no answer is awaited.
#[server(name = AnswerItem, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/answer")]
pub async fn answer(
    reference: String,
    version: i64,
    item: String,
    seen: i64,
    #[server(default)] then: String,
    #[server(flatten)] typed: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let reference = respond::answer(reference_of(&reference))?;
    let answer = convert::answer(item, seen, &then, typed);
    let case = respond::answer(prior_auth::answer(&scope.services, &caller, &reference, version, answer).await)?;
    respond::see_other(&convert::after_answer(&case));
    Ok(())
}

/// Takes a document out of an answer that is not sent; once more, and nothing is changed.
///
/// # Errors
/// [`ApiError::NotFound`] where the practice has no such document; [`ApiError::Conflict`] once the plan has it.
#[server(name = RemoveAnswerDocument, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/remove-answer-document")]
pub async fn remove_answer_document(reference: String, file: String) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let reference = respond::answer(reference_of(&reference))?;
    respond::answer(files::remove(&scope.services, &caller, &FileId::new(file)).await)?;
    respond::see_other(&paths::answer(reference.as_str()));
    Ok(())
}

/// Writes to the plan's reviewers about the request. `key` names the form: sent again with the same words, it is stored once.
///
/// # Errors
/// [`ApiError::Form`] where there is no text or too much; [`ApiError::NotFound`] where it is another practice's.
#[server(name = WriteMessage, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/write-message")]
pub async fn write_message(
    reference: String,
    #[server(default)] key: String,
    #[server(default)] message: String,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let reference = respond::answer(reference_of(&reference))?;
    respond::answer(prior_auth::write_message(&scope.services, &caller, &reference, &key, &message).await)?;
    respond::see_other_after_post(&scope, &paths::case_messages(reference.as_str()));
    Ok(())
}

/// Keeps what was typed about a request when the session ends, and does nothing with it: whoever typed it reads it once more
/// before it is sent.
///
/// # Errors
/// Always [`ApiError::Kept`], with which the page shows what was typed.
#[server(name = KeepTyped, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/keep-typed")]
pub async fn keep_typed() -> Result<(), ApiError> {
    guard::require(Permission::WritePriorAuth)?;
    Err(respond::refuse(ApiError::Kept))
}

/// One request, with what the reader may do with it; its latest messages, or those before the place that `messages` names.
///
/// # Errors
/// [`ApiError::NotFound`] where there is none, or where it is another practice's, or where that is no place.
#[server(name = Show, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/show")]
pub async fn show(reference: String, #[server(default)] messages: String) -> Result<CaseView, ApiError> {
    let (scope, caller) = guard::require(Permission::ReadPriorAuth)?;
    let reference = respond::answer(reference_of(&reference))?;
    let before = Before {
        messages: respond::answer(cursor_of(&messages))?,
        ..Before::default()
    };
    let detail = prior_auth::detail_before(&scope.services, &caller, &reference, &before).await;
    let detail = respond::answer(detail)?;
    Ok(CaseView {
        may_copy: caller.actor.can(Permission::WritePriorAuth),
        ..case_view(detail, &Wording::of(&scope))
    })
}
