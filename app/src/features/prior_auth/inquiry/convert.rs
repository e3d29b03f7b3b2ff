//! From what the rules say to what the pages show.

use domain::access::Permission;
use domain::form::FormErrors;
use domain::prior_auth::{CoverageRule, Inquiry, ProofReference, Requirement};
use services::Caller;
use services::db::DbError;
use services::prior_auth::{Answer, InquireError, Proof};

use super::view::{AnswerView, InquiryView, ProofRow, ProofView, Said, SubjectView};
use crate::copy;
use crate::error::ApiError;
use crate::request::RequestScope;
use crate::request::wording::Wording;

/// The reference of a proof as an address names it.
pub fn proof_reference(text: &str) -> Result<ProofReference, ApiError> {
    ProofReference::parse(text).map_err(|_| ApiError::NotFound)
}

/// An answer, or what is wrong with the question: the page shows the one like the other.
///
/// # Errors
/// The database refused.
pub fn for_the_page(answer: Result<Answer<'_>, InquireError>) -> Result<Result<Answer<'_>, FormErrors>, DbError> {
    match answer {
        Ok(answer) => Ok(Ok(answer)),
        Err(InquireError::Form(errors)) => Ok(Err(errors)),
        Err(InquireError::Failed(error)) => Err(error),
    }
}

/// The page with the question.
pub fn inquiry_view(
    scope: &RequestScope,
    caller: &Caller,
    answer: Option<Result<Answer<'_>, FormErrors>>,
    proofs: Vec<Proof>,
) -> InquiryView {
    let wording = Wording::of(scope);
    let (answer, errors) = match answer {
        Some(Ok(answer)) => (Some(answer_view(answer, &wording)), FormErrors::default()),
        Some(Err(errors)) => (None, errors),
        None => (None, FormErrors::default()),
    };
    InquiryView {
        key: scope.services.env.new_id(),
        today: wording.date_value(0),
        errors,
        answer,
        may_request: caller.actor.can(Permission::WritePriorAuth),
        proofs: proofs.into_iter().map(|proof| row(proof, &wording)).collect(),
    }
}

fn answer_view(answer: Answer<'_>, wording: &Wording) -> AnswerView {
    let subject = subject(
        &answer.inquiry,
        answer.wording.as_deref().unwrap_or(copy::UNKNOWN_SERVICE),
        wording,
    );
    let none = AnswerView {
        said: Said::Unknown,
        subject,
        basis: copy::CODE_UNKNOWN.to_owned(),
        source: String::new(),
        asks: Vec::new(),
        validity: String::new(),
    };
    match answer.requirement {
        Requirement::Required(rule) => AnswerView {
            said: Said::Required,
            basis: rule.title.clone(),
            source: source(rule, wording),
            asks: copy::asked_for(rule.attestation),
            validity: copy::validity(rule.validity),
            ..none
        },
        Requirement::NotRequired => AnswerView {
            said: Said::NotRequired,
            basis: copy::not_required(answer.listed.map(|rule| rule.title.as_str())),
            source: answer.listed.map(|rule| source(rule, wording)).unwrap_or_default(),
            ..none
        },
        Requirement::Unknown => none,
    }
}

/// Where a rule was published, and since when it is in force.
fn source(rule: &CoverageRule, wording: &Wording) -> String {
    let to = rule.effective_to.map(|day| wording.day(day));
    copy::in_force(&rule.source, &wording.day(rule.effective_from), to.as_deref())
}

fn subject(inquiry: &Inquiry, service: &str, wording: &Wording) -> SubjectView {
    let place = &inquiry.place_of_service;
    SubjectView {
        code: inquiry.procedure.as_str().to_owned(),
        service: service.to_owned(),
        line_of_business: copy::line_of_business(inquiry.line_of_business).to_owned(),
        place: format!("{}, {}", place.as_str(), place.name()),
        day: wording.day(inquiry.service_date),
    }
}

fn row(proof: Proof, wording: &Wording) -> ProofRow {
    ProofRow {
        reference: proof.reference.to_string(),
        service: format!("{} {}", proof.inquiry.procedure.as_str(), proof.wording),
        kept: copy::kept(&wording.short(proof.at), &proof.asked_by),
    }
}

/// A proof, to be read and printed.
pub fn proof_view(scope: &RequestScope, proof: Proof) -> ProofView {
    let wording = Wording::of(scope);
    let listed = proof.listed.as_ref();
    ProofView {
        reference: proof.reference.to_string(),
        subject: subject(&proof.inquiry, &proof.wording, &wording),
        basis: copy::not_required(listed.map(|rule| rule.title.as_str())),
        source: listed.map(|rule| source(rule, &wording)).unwrap_or_default(),
        rules_version: proof.rules_version,
        asked_by: proof.asked_by,
        practice: proof.practice,
        at: wording.moment_in_full(proof.at),
        plan: scope.services.plan.name.clone(),
    }
}
