//! Submits a draft: it becomes a case, once.
//!
//! However often and in parallel a draft is submitted, it becomes one case, with one event, one announcement, and every call gets its
//! reference. What is submitted is what the person checked: a draft that somebody saved since is checked again first.

use domain::access::Permission;
use domain::form::{FieldCode, FormErrors};
use domain::id::{DraftId, PracticeId};
use domain::prior_auth::{ClockError, Refusal, Status};
use domain::reference::Reference;
use entity::prior_auth;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::act::DRAWS;
use super::draft::{self, Ready, check, is_needed, unfinished};
use super::receive::Receipt;
use super::source::{Source, Typed};
use crate::db::DbError;
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
    /// Something is missing or wrong: the fields are the codes of the steps in which it is.
    #[error("{} steps are unfinished", .0.0.len())]
    Form(FormErrors),
    /// Somebody has saved a step since the person checked the request.
    #[error("the draft has changed meanwhile")]
    Changed,
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

/// Makes a case of the draft, if it still is what the person checked: its version was `seen` then.
///
/// # Errors
/// [`SubmitError`].
pub async fn submit(services: &Services, caller: &Caller, id: &DraftId, seen: i64) -> Result<Submitted, SubmitError> {
    let conn = services.db.read();
    let Some((practice, row)) = caller.actor.practice.as_ref().zip(draft::own(conn, caller, id).await?) else {
        return Err(SubmitError::NotFound);
    };
    if let Some(case) = &row.submitted_case_id {
        return Ok(existing(conn, draft::reference_of(conn, case).await?).await?);
    }
    if row.version != seen {
        return Err(SubmitError::Changed);
    }
    let (input, marks) = draft::stored(&row)?;
    let checked = check(services, (&input, &marks)).await?;
    let Some(ready) = checked.ready else {
        return Err(SubmitError::Form(unfinished(
            checked.problems.iter().map(|problem| problem.step),
        )));
    };
    let typed = Typed {
        input: &input,
        needs_word: is_needed(services, &ready),
    };
    receive(
        services,
        caller,
        Source::Draft(id, seen),
        (practice, &ready),
        Some(typed),
    )
    .await
}

/// Makes a case of what is ready, once; `typed` is what was typed into a draft.
pub(super) async fn receive(
    services: &Services,
    caller: &Caller,
    source: Source<'_>,
    (practice, ready): (&PracticeId, &Ready),
    typed: Option<Typed<'_>>,
) -> Result<Submitted, SubmitError> {
    let mut draws = 1;
    loop {
        let receipt = Receipt {
            services,
            caller,
            source,
            practice,
            ready,
            typed,
            reference: Reference::from_entropy(services.env.random_u64()),
        };
        match services.db.write(async |w| receipt.run(w).await).await {
            // Of what is new here only the reference can exist already, or the same form was sent at the same moment: draw
            // another, and look again.
            Err(SubmitError::Failed(error)) if error.is_unique_violation() && draws < DRAWS => draws += 1,
            settled => return settled,
        }
    }
}

/// What is missing where a clinician's word is: the clinician's own tick, or somebody to ask.
pub(super) fn unattested(caller: &Caller) -> FormErrors {
    let field = if caller.actor.can(Permission::AttestPriorAuth) {
        "attested"
    } else {
        "clinician"
    };
    FormErrors::one(field, FieldCode::Required)
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
