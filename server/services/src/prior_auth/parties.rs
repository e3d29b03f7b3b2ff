//! Whose request it becomes what somebody at the plan types: shown before it is entered, because one digit off is another practice
//! or another member.

use chrono::{NaiveDate, TimeDelta, Timelike as _};
use domain::form::FieldCode;
use domain::id::{MemberRowId, PracticeId};
use domain::prior_auth::{IntakeInput, LookUpInput};
use domain::time::Timestamp;
use entity::practice;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use sha2::{Digest as _, Sha256};

use super::draft::ask_for_intake;
use super::take_in::{TakeInError, permit};
use crate::db::DbError;
use crate::{Caller, Services, members};

/// The practice and the member whom numbers name.
#[derive(Clone, PartialEq, Eq)]
pub struct Parties {
    /// The practice's name.
    pub practice: String,
    /// Its NPI.
    pub practice_npi: String,
    /// First and last name.
    pub member: String,
    /// As on the card.
    pub member_number: String,
    /// The date of birth.
    pub birth_date: NaiveDate,
    /// What stands for both: whoever enters the request says it.
    pub sign: String,
}

impl std::fmt::Debug for Parties {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Parties([hidden])")
    }
}

/// Whom what is typed names; nobody where it does not name both. The member is looked up as when the request is entered.
///
/// # Errors
/// [`TakeInError::NotAllowed`], [`TakeInError::Key`], or the database's refusal.
pub async fn parties(
    services: &Services,
    caller: &Caller,
    input: &IntakeInput,
    key: &str,
) -> Result<Option<Parties>, TakeInError> {
    permit(caller, key)?;
    let today = services.env.today(services.plan.zone);
    let who = input.request.member.parse(today).ok();
    let (Ok(practice), Some(who)) = (practice_of(services, input).await?, who) else {
        return Ok(None);
    };
    if look_up(services, caller, input, key).await?.is_some() {
        return Ok(None);
    }
    let found = members::find(services.db.read(), &who.number, who.birth_date, &who.last_name).await?;
    Ok(found.map(|member| Parties {
        sign: sign(&PracticeId::new(&practice.id), &member.id),
        practice: practice.name,
        practice_npi: practice.npi,
        member: member.name,
        member_number: member.number,
        birth_date: who.birth_date,
    }))
}

/// What stands for a practice and a member. It is no secret: it keeps somebody from entering for others than they were shown.
pub(super) fn sign(practice: &PracticeId, member: &MemberRowId) -> String {
    let mut hash = Sha256::new();
    hash.update(practice.as_str());
    hash.update([0]);
    hash.update(member.as_str());
    hash.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The one practice of the plan with this NPI.
pub(super) async fn practice_of(
    services: &Services,
    input: &IntakeInput,
) -> Result<Result<practice::Model, FieldCode>, DbError> {
    let npi = match input.practice() {
        Ok(npi) => npi,
        Err(code) => return Ok(Err(code)),
    };
    let found = practice::Entity::find()
        .filter(practice::Column::Npi.eq(npi.as_str()))
        .all(services.db.read())
        .await?;
    let one = <[practice::Model; 1]>::try_from(found);
    Ok(one.map(|[one]| one).map_err(|_| FieldCode::PracticeUnknown))
}

/// The first minute at which somebody is looked for again.
pub(super) fn again_after(services: &Services, until: Timestamp) -> FieldCode {
    let begun = until
        .checked_add_signed(TimeDelta::milliseconds(59_999))
        .unwrap_or(until);
    let there = begun.with_timezone(&services.plan.zone);
    FieldCode::LookAgainAfter {
        hour: there.hour(),
        minute: there.minute(),
    }
}

/// Looks for the member where all is typed that tells one: counted and put on record as on the portal. Until when the account may
/// not look, if it may not now.
pub(super) async fn look_up(
    services: &Services,
    caller: &Caller,
    input: &IntakeInput,
    key: &str,
) -> Result<Option<Timestamp>, TakeInError> {
    let member = &input.request.member;
    let today = services.env.today(services.plan.zone);
    let card = LookUpInput {
        member_id: member.member_id.clone(),
        birth_date: member.birth_date.clone(),
        ..LookUpInput::default()
    };
    let Some(wanted) = member.parse(today).ok().and_then(|_| card.parse(today).ok()) else {
        return Ok(None);
    };
    let asked = services
        .db
        .write_locking(async |w| ask_for_intake(w, caller, key, &wanted).await)
        .await;
    Ok(asked?)
}
