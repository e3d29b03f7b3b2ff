//! Server functions of intake.

use std::collections::BTreeMap;

use domain::prior_auth::arrival::ArrivalInput;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

use super::view::{EnterView, JoinView, PartiesView};
use crate::error::ApiError;
use crate::request::PageClient;

#[cfg(feature = "ssr")]
use {
    super::convert,
    crate::paths,
    crate::request::{guard, reference_of, respond},
    domain::access::Permission,
    domain::prior_auth::IntakeInput,
    domain::time::to_millis,
    services::prior_auth,
};

/// The page on which a request is entered, and the request `entered` before, where one is named that the caller has entered.
///
/// # Errors
/// Only what refuses every call.
#[server(name = ShowEnter, client = PageClient, output = Postcard, prefix = "/api", endpoint = "intake/show")]
pub async fn show_enter(#[server(default)] entered: String) -> Result<EnterView, ApiError> {
    let (scope, caller) = guard::require(Permission::TakeIn)?;
    let entered = match reference_of(&entered) {
        Ok(reference) => respond::answer(prior_auth::just_entered(&scope.services, &caller, &reference).await)?,
        Err(_) => None,
    };
    Ok(convert::enter_view(&scope, entered))
}

/// The practice and the member whom this names, before the request is entered; nothing where it does not name both. `key` names the form.
///
/// # Errors
/// [`ApiError::Malformed`] where that is no name of a form.
#[server(name = ShowParties, client = PageClient, output = Postcard, prefix = "/api", endpoint = "intake/parties")]
pub async fn show_parties(
    #[server(default)] key: String,
    #[server(default)] practice_npi: String,
    #[server(default)] member_id: String,
    #[server(default)] birth_date: String,
    #[server(default)] last_name: String,
) -> Result<Option<PartiesView>, ApiError> {
    let (scope, caller) = guard::require(Permission::TakeIn)?;
    let input = convert::naming(practice_npi, (member_id, birth_date, last_name));
    let found = respond::answer(prior_auth::parties(&scope.services, &caller, &input, &key).await)?;
    Ok(found.map(|found| convert::parties_view(&scope, found)))
}

/// Enters the request that is typed (`domain::prior_auth::intake`), once its sender has seen the names of practice and member, and
/// shows the page again; `key` names the form: sent again, it enters nothing more.
///
/// # Errors
/// [`ApiError::Form`] with everything that is missing or wrong, and where the practice has asked for the same already.
#[server(name = Enter, client = PageClient, output = Postcard, prefix = "/api", endpoint = "intake/enter")]
pub async fn enter(
    #[server(default)] key: String,
    #[server(flatten)] typed: BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::TakeIn)?;
    let input = IntakeInput::of(|name: &str| typed.get(name).map_or("", String::as_str));
    let entered = respond::answer(prior_auth::take_in(&scope.services, &caller, &input, &key).await)?;
    respond::see_other(&convert::after(&scope, entered.reference.as_str(), &input.arrival));
    Ok(())
}

/// Keeps what was typed of a request when the session ends, and does nothing with it: whoever is back reads it once more.
///
/// # Errors
/// Always [`ApiError::Kept`], with which the page shows what was typed.
#[server(name = KeepTyped, client = PageClient, output = Postcard, prefix = "/api", endpoint = "intake/keep-typed")]
pub async fn keep_typed() -> Result<(), ApiError> {
    guard::require(Permission::TakeIn)?;
    Err(respond::refuse(ApiError::Kept))
}

/// Finds the request with this reference, and goes on to the documents that came for it on a `channel` at a time.
///
/// # Errors
/// [`ApiError::Form`] with everything that is missing or wrong: also where no request has the reference, or where it takes
/// nothing more.
#[server(name = FindCase, client = PageClient, output = Postcard, prefix = "/api", endpoint = "intake/find-case")]
pub async fn find_case(
    #[server(default)] reference: String,
    #[server(flatten)] arrival: ArrivalInput,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::JoinDocuments)?;
    let found = prior_auth::find_to_join(&scope.services, &caller, &reference, &arrival).await;
    let (reference, arrival) = respond::answer(found)?;
    let millis = to_millis(arrival.at).to_string();
    let page = paths::join_document(reference.as_str(), arrival.channel.code(), &millis);
    respond::see_other(&page);
    Ok(())
}

/// The page on which documents are joined: to the request `case`, where it is said on which `channel` they were `received` and
/// when, in Unix milliseconds.
///
/// # Errors
/// [`ApiError::NotFound`] where there is no such request.
#[server(name = ShowJoin, client = PageClient, output = Postcard, prefix = "/api", endpoint = "intake/show-case")]
pub async fn show_join(
    #[server(default)] case: String,
    #[server(default)] channel: String,
    #[server(default)] received: String,
) -> Result<JoinView, ApiError> {
    let (scope, caller) = guard::require(Permission::JoinDocuments)?;
    let Some(arrival) = convert::arrival(&scope, &channel, &received) else {
        return Ok(convert::join_view(&scope, None));
    };
    let reference = respond::answer(reference_of(&case))?;
    let found = respond::answer(prior_auth::joining(&scope.services, &caller, &reference).await)?;
    Ok(convert::join_view(&scope, Some((found, arrival))))
}
