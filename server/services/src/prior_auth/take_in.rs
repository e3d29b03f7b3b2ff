//! Takes in a request that came by phone, fax or mail: somebody at the plan types it for the practice.
//!
//! It is checked as if the practice had sent it, with one difference: its clock starts when it came. However often the same form is
//! sent, there is one case.

use domain::access::{Permission, Side};
use domain::form::{FieldCode, FormErrors};
use domain::id::{CaseId, PracticeId};
use domain::prior_auth::{Arrival, ClockError, IntakeInput, Refusal, intake};
use domain::reference::Reference;
use domain::time::to_millis;
use entity::prior_auth;
use entity::prior_auth_intake::{ActiveModel, Column, Entity};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use sha2::{Digest as _, Sha256};

use super::draft::{DraftError, Marks, Ready, asked_already, check};
use super::parties::{again_after, look_up, practice_of, sign};
use super::request_key::is_request_key;
use super::source::{Source, TakenIn};
use super::submit::{SubmitError, Submitted, existing, receive};
use crate::db::{DbError, Write};
use crate::{Caller, Services};

/// Why a request was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum TakeInError {
    /// The person does not take requests in.
    #[error("it is for others to take requests in")]
    NotAllowed,
    /// What the page calls its form is no name.
    #[error("not the name of a form")]
    Key,
    /// Something is missing or wrong.
    #[error("{} fields are missing or wrong", .0.0.len())]
    Form(FormErrors),
    /// The transition table forbids it.
    #[error("not allowed: {0}")]
    Refused(Refusal),
    /// No clock rule fits: the plan's rules have a gap.
    #[error("the deadline cannot be computed: {0}")]
    Clock(#[from] ClockError),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for TakeInError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

impl From<DraftError> for TakeInError {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::Failed(error) => Self::Failed(error),
            DraftError::Form(errors) => Self::Form(errors),
            DraftError::NotFound | DraftError::Submitted { .. } | DraftError::NotOwner | DraftError::Changed => {
                Self::NotAllowed
            }
        }
    }
}

impl From<SubmitError> for TakeInError {
    fn from(error: SubmitError) -> Self {
        match error {
            SubmitError::Form(errors) => Self::Form(errors),
            SubmitError::Refused(refusal) => Self::Refused(refusal),
            SubmitError::Clock(error) => Self::Clock(error),
            SubmitError::Failed(error) => Self::Failed(error),
            SubmitError::Changed | SubmitError::NotFound => Self::NotAllowed,
        }
    }
}

/// Makes a case of what was typed, once its sender has seen the names of practice and member, which `parties` tells. `key` is what the
/// page calls its form: sent again, it gets the case that is there.
///
/// # Errors
/// [`TakeInError`].
pub async fn take_in(
    services: &Services,
    caller: &Caller,
    input: &IntakeInput,
    key: &str,
) -> Result<Submitted, TakeInError> {
    permit(caller, key)?;
    let name = &name_of(input, key);
    if let Some(reference) = entered(services.db.read(), caller, name).await? {
        return Ok(existing(services.db.read(), reference).await?);
    }
    let (arrival, practice, ready) = checked(services, caller, input, key).await?;
    let is_repeated = !input.is_confirmed && !asked_already(services, &practice, &ready).await?.is_empty();
    if is_repeated || input.checked != sign(&practice, &ready.member.id) {
        // What is there already may be of this form, sent at the same moment.
        return match entered(services.db.read(), caller, name).await? {
            Some(reference) => Ok(existing(services.db.read(), reference).await?),
            None => Err(TakeInError::Form(unconfirmed(is_repeated))),
        };
    }
    let source = Source::Intake(TakenIn {
        arrival,
        form: name,
        said_by_clinician: input.is_said_by_clinician,
    });
    Ok(receive(services, caller, source, (&practice, &ready), None).await?)
}

/// Whoever has to say that it is another request sees the names once more.
fn unconfirmed(is_repeated: bool) -> FormErrors {
    let mut errors = FormErrors::one(intake::CHECKED, FieldCode::NotChecked);
    if is_repeated {
        errors.push(intake::CONFIRMED, FieldCode::Duplicate);
    }
    errors
}

/// Who takes in, from a form that has a name.
pub(super) fn permit(caller: &Caller, key: &str) -> Result<(), TakeInError> {
    if caller.actor.side() != Side::Plan || !caller.actor.can(Permission::TakeIn) {
        return Err(TakeInError::NotAllowed);
    }
    if is_request_key(key) {
        Ok(())
    } else {
        Err(TakeInError::Key)
    }
}

/// What was typed belongs to the name of a form: a browser that goes back shows the form of before, and what is typed into it then is
/// another request. That it is one, is said of the same words.
fn name_of(input: &IntakeInput, key: &str) -> String {
    let typed = (
        &input.arrival,
        &input.practice_npi,
        &input.request,
        input.is_said_by_clinician,
    );
    let typed = serde_json::to_string(&typed).unwrap_or_default();
    let mut hash = Sha256::new();
    hash.update(key);
    hash.update([0]);
    // A form that is sent without scripts ends its lines otherwise.
    hash.update(typed.replace(r"\r\n", r"\n"));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What was typed, once nothing is missing or wrong.
async fn checked(
    services: &Services,
    caller: &Caller,
    input: &IntakeInput,
    key: &str,
) -> Result<(Arrival, PracticeId, Ready), TakeInError> {
    let mut errors = FormErrors::default();
    let arrival = input.arrival.parse(services.env.now(), &services.plan.zone);
    let arrival = arrival.map_err(|found| errors.0.extend(found.0)).ok();
    let practice = match practice_of(services, input).await? {
        Ok(practice) => Some(PracticeId::new(practice.id)),
        Err(code) => {
            errors.push(intake::PRACTICE_NPI, code);
            None
        }
    };
    let ready = if let Some(until) = look_up(services, caller, input, key).await? {
        errors.push("member_id", again_after(services, until));
        None
    } else {
        let checked = check(services, (&input.request, &Marks::default())).await?;
        errors.0.extend(intake::errors(checked.problems).0);
        checked.ready
    };
    if let Err(code) = input.said_by_clinician() {
        errors.push(intake::SAID_BY_CLINICIAN, code);
    }
    match (arrival, practice, ready) {
        (Some(arrival), Some(practice), Some(ready)) if errors.is_empty() => Ok((arrival, practice, ready)),
        _ => Err(TakeInError::Form(errors)),
    }
}

/// The case that the form of this name became.
pub(super) async fn entered(
    conn: &impl ConnectionTrait,
    caller: &Caller,
    key: &str,
) -> Result<Option<Reference>, DbError> {
    let found = Entity::find()
        .filter(Column::EnteredBy.eq(caller.actor.account.as_str()))
        .filter(Column::RequestKey.eq(key))
        .find_also_related(prior_auth::Entity)
        .one(conn)
        .await?;
    let Some((row, Some(case))) = found else {
        return Ok(None);
    };
    let reference = Reference::parse(&case.reference);
    let wrong = |_| DbError::value("prior_auth_intake", "prior_auth_id", &row.id, "a case with a reference");
    reference.map(Some).map_err(wrong)
}

/// Keeps which form the case was made from.
pub(super) async fn remember(w: &Write, caller: &Caller, case: &CaseId, key: &str) -> Result<(), DbError> {
    let row = ActiveModel {
        id: Set(w.new_id()),
        prior_auth_id: Set(case.as_str().to_owned()),
        entered_by: Set(caller.actor.account.as_str().to_owned()),
        request_key: Set(key.to_owned()),
        entered_at: Set(to_millis(w.now())),
    };
    Entity::insert(row).exec_without_returning(w.conn()).await?;
    Ok(())
}
