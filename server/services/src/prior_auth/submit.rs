//! Submits a draft: it becomes a case, once.
//!
//! However often and in parallel a draft is submitted, it becomes one case, with one event, one announcement, and every call gets its
//! reference. What was typed is kept even when it cannot be submitted.

use domain::coverage::active_on;
use domain::form::{FieldCode, FormErrors};
use domain::id::DraftId;
use domain::prior_auth::{ClockError, DraftInput, Refusal, Status, Submission};
use domain::reference::Reference;
use entity::prior_auth;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::act::DRAWS;
use super::draft::DraftError;
use super::receive::Receipt;
use super::save_draft::{save_draft, to_json};
use crate::db::DbError;
use crate::members::{self, Member};
use crate::{Caller, Services};

/// The case a draft became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// What people call it.
    pub reference: Reference,
    /// `Submitted`, or `NotRequired` where the rules answered at once; where it stands now, when it was submitted before.
    pub status: Status,
}

/// Why there is no case.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// Something is missing or wrong. The values are kept in the draft.
    #[error("{} fields are missing or wrong", .0.0.len())]
    Form(FormErrors),
    /// There is no such draft, or it is another practice's.
    #[error("no such draft")]
    NotFound,
    /// The person may not submit requests.
    #[error("not allowed: {0}")]
    Refused(Refusal),
    /// No clock rule fits: the plan's rules have a gap.
    #[error("the deadline cannot be computed: {0}")]
    Clock(#[from] ClockError),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for SubmitError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Checks the values and makes a case of the draft.
///
/// # Errors
/// [`SubmitError`].
pub async fn submit(
    services: &Services,
    caller: &Caller,
    draft: &DraftId,
    input: DraftInput,
) -> Result<Submitted, SubmitError> {
    let Some(practice) = &caller.actor.practice else {
        return Err(SubmitError::NotFound);
    };
    let (submission, member) = match check(services, &input).await? {
        Ok(checked) => checked,
        Err(errors) => return keep_for_later(services, caller, draft, input, errors).await,
    };
    let values = to_json(&input)?;
    let mut draws = 1;
    loop {
        let receipt = Receipt {
            services,
            caller,
            draft,
            practice,
            values: &values,
            submission: &submission,
            member: &member,
            reference: Reference::from_entropy(services.env.random_u64()),
        };
        match services.db.write(async |w| receipt.run(w).await).await {
            // Of what is new here only the reference can exist already: draw another.
            Err(SubmitError::Failed(error)) if error.is_unique_violation() && draws < DRAWS => draws += 1,
            settled => return settled,
        }
    }
}

/// The submission and its member, or everything that is wrong.
async fn check(services: &Services, input: &DraftInput) -> Result<Result<(Submission, Member), FormErrors>, DbError> {
    let submission = match Submission::parse(input, services.env.today(services.plan.zone)) {
        Ok(submission) => submission,
        Err(errors) => return Ok(Err(errors)),
    };
    let Submission {
        member_number,
        birth_date,
        last_name,
        from,
        ..
    } = &submission;
    let found = members::find(services.db.read(), member_number, *birth_date, last_name).await?;
    let Some(member) = found else {
        return Ok(Err(FormErrors::one("member_id", FieldCode::MemberNotFound)));
    };
    if active_on(&member.coverage, *from).is_none() {
        return Ok(Err(FormErrors::one("from_date", FieldCode::CoverageNotActive)));
    }
    Ok(Ok((submission, member)))
}

/// Keeps the values of a submission with errors. A draft that was submitted before answers as it did then.
async fn keep_for_later(
    services: &Services,
    caller: &Caller,
    draft: &DraftId,
    input: DraftInput,
    errors: FormErrors,
) -> Result<Submitted, SubmitError> {
    match save_draft(services, caller, draft, input).await {
        Ok(()) => Err(SubmitError::Form(errors)),
        Err(DraftError::Submitted { reference }) => Ok(existing(services.db.read(), reference).await?),
        Err(DraftError::NotFound) => Err(SubmitError::NotFound),
        Err(DraftError::Failed(error)) => Err(error.into()),
    }
}

/// A case that is there already, as it stands now.
pub(super) async fn existing(conn: &impl ConnectionTrait, reference: Reference) -> Result<Submitted, DbError> {
    let status: Option<String> = prior_auth::Entity::find()
        .select_only()
        .column(prior_auth::Column::Status)
        .filter(prior_auth::Column::Reference.eq(reference.as_str()))
        .into_tuple()
        .one(conn)
        .await?;
    let status = status.as_deref().and_then(Status::parse);
    let status = status.ok_or_else(|| DbError::value("prior_auth", "status", reference.as_str(), "a known status"))?;
    Ok(Submitted { reference, status })
}
