//! Puts a member into the step "Member": found by what was typed, or picked from those the practice has asked for before.
//!
//! Every look-up here is on record with its outcome, and misses are counted for each account, in one transaction with the look: so
//! however many are sent at once, no more get an answer than may. Number and birth date typed into the step without a look-up
//! are looked for when it is saved ([`ask`]), and counted alike.

use domain::access::Permission;
use domain::form::{FieldCode, FormErrors};
use domain::id::{DraftId, MemberRowId, PracticeId};
use domain::prior_auth::{LookUp, LookUpInput, Step, StepFields};
use domain::time::Timestamp;
use entity::{member, practice_member};
use sea_orm::EntityTrait as _;

use super::attempt::{Answer, Attempt};
use super::save_step::save_known;
use super::{DraftError, StepSave, Then, own, reference_of};
use crate::db::Write;
use crate::{Caller, Services};

/// Why no member was put into the draft.
#[derive(Debug, thiserror::Error)]
pub enum FindMemberError {
    /// Something is missing, nobody is found or more than one is; or it is no draft that the caller may write in.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// Too many look-ups of the account have found nobody.
    #[error("no more look-ups before {until}")]
    Spent {
        /// When one may look again.
        until: Timestamp,
        /// Seconds until then.
        seconds: u32,
    },
}

/// Looks the member up, and puts number, birth date and last name into the draft.
///
/// # Errors
/// [`DraftError::Form`] where something is missing, nobody is found or more than one is; [`FindMemberError::Spent`] after too
/// many misses.
pub async fn find_member(
    services: &Services,
    caller: &Caller,
    id: &DraftId,
    input: &LookUpInput,
) -> Result<(), FindMemberError> {
    open(services, caller, id).await?;
    let wanted = input
        .parse(services.env.today(services.plan.zone))
        .map_err(DraftError::Form)?;
    let attempt = Attempt {
        caller,
        about: ("prior_auth_draft", id.as_str()),
        wanted: &wanted,
        knows_again: false,
    };
    let answer = services.db.write_locking(async |w| attempt.run(w).await).await?;
    match answer {
        Answer::Found(member) => Ok(put(services, caller, id, *member).await?),
        Answer::Several => Err(refusal(FieldCode::SeveralMembers).into()),
        Answer::Nobody => Err(refusal(FieldCode::MemberNotFound).into()),
        Answer::Barred(until) => Err(FindMemberError::Spent {
            until,
            seconds: seconds_until(until, services.env.now()),
        }),
    }
}

/// Puts a member into the draft for whom the practice has sent a request before.
///
/// # Errors
/// [`DraftError::NotFound`] for everybody else, and where the practice has no such draft.
pub async fn use_member(
    services: &Services,
    caller: &Caller,
    id: &DraftId,
    member: &MemberRowId,
) -> Result<(), DraftError> {
    let practice = open(services, caller, id).await?;
    let known = (practice.as_str().to_owned(), member.as_str().to_owned());
    let found = practice_member::Entity::find_by_id(known)
        .find_also_related(member::Entity)
        .one(services.db.read())
        .await?;
    let Some((_, Some(member))) = found else {
        return Err(DraftError::NotFound);
    };
    put(services, caller, id, member).await
}

/// The practice whose open draft this is, if the caller may write in it.
async fn open(services: &Services, caller: &Caller, id: &DraftId) -> Result<PracticeId, DraftError> {
    let conn = services.db.read();
    let may_write = caller.actor.can(Permission::WritePriorAuth);
    let row = own(conn, caller, id).await?.filter(|_| may_write);
    let row = row.ok_or(DraftError::NotFound)?;
    match row.submitted_case_id {
        Some(case) => Err(DraftError::Submitted {
            reference: reference_of(conn, &case).await?,
        }),
        None => Ok(PracticeId::new(row.practice_id)),
    }
}

fn refusal(code: FieldCode) -> DraftError {
    DraftError::Form(FormErrors::one("member_id", code))
}

/// Saves the step, as if it had been typed on a page of its own.
async fn put(services: &Services, caller: &Caller, id: &DraftId, member: member::Model) -> Result<(), DraftError> {
    let save = StepSave {
        step: Step::Member,
        line: 0,
        fields: StepFields {
            member_id: member.member_number,
            birth_date: member.birth_date,
            last_name: member.last_name,
            ..StepFields::default()
        },
        seen: i64::MAX,
        page: services.env.new_id(),
        turn: 0,
        then: Then::Stay,
    };
    save_known(services, caller, id, save).await.map(drop)
}

/// Looks for the member whose number and birth date a step holds, within the transaction that saves it; false where the
/// account may not look now. What is found is for the check of the draft to say.
pub(super) async fn ask(w: &Write, caller: &Caller, draft: &DraftId, wanted: &LookUp) -> Result<bool, DraftError> {
    let attempt = Attempt {
        caller,
        about: ("prior_auth_draft", draft.as_str()),
        wanted,
        knows_again: false,
    };
    Ok(!matches!(attempt.run(w).await?, Answer::Barred(_)))
}

/// The same for a request that came by phone, fax or mail: until when nobody is looked for, if so. A form that is sent again because
/// of something else asks the same again: that is no further miss.
pub(in super::super) async fn ask_for_intake(
    w: &Write,
    caller: &Caller,
    form: &str,
    wanted: &LookUp,
) -> Result<Option<Timestamp>, DraftError> {
    let attempt = Attempt {
        caller,
        about: ("prior_auth_intake", form),
        wanted,
        knows_again: true,
    };
    match attempt.run(w).await? {
        Answer::Barred(until) => Ok(Some(until)),
        Answer::Found(_) | Answer::Several | Answer::Nobody => Ok(None),
    }
}

/// Whole seconds, the last one begun counted.
fn seconds_until(until: Timestamp, now: Timestamp) -> u32 {
    let left = (until - now).num_milliseconds().max(0);
    u32::try_from((left + 999) / 1_000).unwrap_or(u32::MAX)
}
