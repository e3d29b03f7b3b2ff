//! "Does this need authorization?": the answer that a request would get, before there is one.
//!
//! The catalog that decides a submission answers here, too, so the two never differ.

mod keep;
mod proof;

use domain::form::FormErrors;
use domain::prior_auth::{CoverageRule, Inquiry, InquiryInput, Requirement};

use crate::Services;
use crate::db::DbError;

pub use keep::keep_proof;
pub use proof::{Proof, proof, proofs};

/// What the plan says to an inquiry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<'a> {
    /// What was asked.
    pub inquiry: Inquiry,
    /// Our words for the code; `None` for one we do not know.
    pub wording: Option<&'a str>,
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

impl From<sea_orm::DbErr> for ProofError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Answers a question as it was typed.
///
/// # Errors
/// Everything that is missing or wrong in it.
pub fn inquire<'a>(services: &'a Services, input: &InquiryInput) -> Result<Answer<'a>, FormErrors> {
    let inquiry = input.parse(services.env.today(services.plan.zone))?;
    let catalog = &services.catalog;
    let Inquiry {
        procedure,
        line_of_business,
        place_of_service,
        service_date,
    } = &inquiry;
    let requirement = catalog.requirement(procedure, *line_of_business, place_of_service, *service_date);
    let listed = match requirement {
        Requirement::NotRequired => catalog.rules.listing(procedure).first().copied(),
        Requirement::Required(_) | Requirement::Unknown => None,
    };
    Ok(Answer {
        wording: catalog.wording(procedure.as_str()),
        requirement,
        listed,
        inquiry,
    })
}
