//! "Does this need authorization?": the answer that a request would get, before there is one.
//!
//! The catalog that decides a submission answers here, too, so the two never differ.

mod keep;
mod proof;

use domain::form::FormErrors;
use domain::prior_auth::{CoverageRule, Inquiry, InquiryInput, Requirement};

use crate::Services;
use crate::catalog::KnownCodes;
use crate::db::DbError;

pub use keep::keep_proof;
pub use proof::{Proof, proof, proofs};

/// What the plan says to an inquiry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<'a> {
    /// What was asked.
    pub inquiry: Inquiry,
    /// Words for the code; `None` for one that is not known.
    pub wording: Option<String>,
    /// What the rules say.
    pub requirement: Requirement<'a>,
    /// Where nothing is required: the rule that lists the code all the same, but not here or not on that day.
    pub listed: Option<&'a CoverageRule>,
}

/// Why there is no proof.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    /// There is no such proof, or it is another practice's.
    #[error("no such proof")]
    NotFound,
    /// The rules do not say that nothing is required.
    #[error("the rules do not say so")]
    NotSo,
    /// The name of the page that asked is none.
    #[error("not the name of a page")]
    Key,
    /// Something is missing or wrong.
    #[error("{} fields are missing or wrong", .0.0.len())]
    Form(FormErrors),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<InquireError> for ProofError {
    fn from(error: InquireError) -> Self {
        match error {
            InquireError::Form(errors) => Self::Form(errors),
            InquireError::Failed(error) => Self::Failed(error),
        }
    }
}

impl From<sea_orm::DbErr> for ProofError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum InquireError {
    /// Something is missing or wrong in the question.
    #[error("{} fields are missing or wrong", .0.0.len())]
    Form(FormErrors),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<FormErrors> for InquireError {
    fn from(errors: FormErrors) -> Self {
        Self::Form(errors)
    }
}

/// Answers a question as it was typed.
///
/// # Errors
/// Everything that is missing or wrong in it, or the database's refusal.
pub async fn inquire<'a>(services: &'a Services, input: &InquiryInput) -> Result<Answer<'a>, InquireError> {
    let inquiry = input.parse(services.env.today(services.plan.zone))?;
    let rules = &services.catalog.rules;
    let Inquiry {
        procedure,
        line_of_business,
        place_of_service,
        service_date,
    } = &inquiry;
    let known = KnownCodes::among(services, services.db.read(), std::iter::once(procedure.as_str())).await?;
    let requirement = rules.requirement(
        procedure,
        *line_of_business,
        place_of_service,
        *service_date,
        known.has_on(procedure, *service_date),
    );
    let listed = match requirement {
        Requirement::NotRequired => rules.listing(procedure).first().copied(),
        Requirement::Required(_) | Requirement::Unknown => None,
    };
    Ok(Answer {
        wording: known.words(procedure.as_str()).map(str::to_owned),
        requirement,
        listed,
        inquiry,
    })
}
