//! Server functions of inquiries and proofs.

use domain::prior_auth::submission::InquiryInput;
use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;

use super::view::{InquiryView, ProofView};
use crate::error::ApiError;
use crate::request::PageClient;

#[cfg(feature = "ssr")]
use {
    super::convert,
    crate::paths,
    crate::request::{guard, respond},
    domain::access::Permission,
    services::prior_auth,
};

/// The page with the question, and the answer where something was `asked`.
///
/// # Errors
/// [`ApiError::Forbidden`] for those who do not work with requests of a practice.
#[server(name = Inquire, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/inquire")]
pub async fn inquire(
    #[server(default)] asked: bool,
    #[server(flatten)] question: InquiryInput,
) -> Result<InquiryView, ApiError> {
    let (scope, caller) = guard::require(Permission::ReadPriorAuth)?;
    let proofs = respond::answer(prior_auth::proofs(&scope.services, &caller).await)?;
    let answer = if asked {
        let answer = prior_auth::inquire(&scope.services, &question).await;
        Some(respond::answer(convert::for_the_page(answer))?)
    } else {
        None
    };
    Ok(convert::inquiry_view(&scope, &caller, answer, proofs))
}

/// Keeps a proof that the service in question needs no authorization, and goes to it; `key` is the name of the page.
///
/// # Errors
/// [`ApiError::Conflict`] where the rules say otherwise by now; [`ApiError::Form`] with what is missing or wrong.
#[server(name = KeepProof, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/keep-proof")]
pub async fn keep_proof(
    #[server(default)] key: String,
    #[server(flatten)] question: InquiryInput,
) -> Result<(), ApiError> {
    let (scope, caller) = guard::require(Permission::WritePriorAuth)?;
    let kept = prior_auth::keep_proof(&scope.services, &caller, &question, &key).await;
    respond::see_other(&paths::proof(respond::answer(kept)?.as_str()));
    Ok(())
}

/// A proof that was kept.
///
/// # Errors
/// [`ApiError::NotFound`] where there is none, or where it is another practice's.
#[server(name = ShowProof, client = PageClient, output = Postcard, prefix = "/api", endpoint = "prior-auth/show-proof")]
pub async fn show_proof(reference: String) -> Result<ProofView, ApiError> {
    let (scope, caller) = guard::require(Permission::ReadPriorAuth)?;
    let reference = respond::answer(convert::proof_reference(&reference))?;
    let proof = respond::answer(prior_auth::proof(&scope.services, &caller, &reference).await)?;
    Ok(convert::proof_view(&scope, proof))
}
