//! Puts a member into the step "Member": found by what was typed, or picked from those the practice has asked for before.
//!
//! Every look-up here is on record with its outcome, and misses are counted for each account, in one transaction with the look: so
//! however many are sent at once, no more get an answer than may. Number and birth date typed into the step without a look-up
//! are looked for when it is saved ([`ask`]), and counted alike.

use domain::access::Permission;
use domain::form::{FieldCode, FormErrors};
use domain::id::{DraftId, MemberRowId, PracticeId};
use domain::prior_auth::{LookUp, LookUpBy, LookUpInput, Misses, Step, StepFields};
use domain::time::{self, Timestamp, to_millis};
use entity::member_look_up::{ActiveModel, Column, Entity, Model};
use entity::{member, practice_member};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::save_step::save_known;
use super::{DraftError, StepSave, Then, own, reference_of};
use crate::audit::{AuditEntry, Outcome};
use crate::db::{DbError, Write};
use crate::members::{LookedUp, look_up};
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
    ask_about(w, caller, ("prior_auth_draft", draft.as_str()), wanted).await
}

/// The same for something that is no draft: `about` is its kind and its name.
pub(in super::super) async fn ask_about(
    w: &Write,
    caller: &Caller,
    about: (&'static str, &str),
    wanted: &LookUp,
) -> Result<bool, DraftError> {
    let attempt = Attempt { caller, about, wanted };
    Ok(!matches!(attempt.run(w).await?, Answer::Barred(_)))
}

/// What becomes of a look-up.
enum Answer {
    Found(Box<member::Model>),
    Several,
    Nobody,
    /// Nobody looks before that.
    Barred(Timestamp),
}

/// One look-up.
#[derive(Clone, Copy)]
struct Attempt<'a> {
    caller: &'a Caller,
    /// For what it is looked: its kind and its name.
    about: (&'static str, &'a str),
    wanted: &'a LookUp,
}

impl Attempt<'_> {
    async fn run(self, w: &Write) -> Result<Answer, DraftError> {
        let misses = self.lock(w).await?;
        if let Some(until) = misses.barred_until(w.now()) {
            self.record(w, "barred", Outcome::Refused, None).await?;
            return Ok(Answer::Barred(until));
        }
        let found = look_up(w.conn(), self.wanted).await?;
        let code = found.code();
        if let LookedUp::One(member) = found {
            self.record(w, code, Outcome::Success, Some(&member.id)).await?;
            return Ok(Answer::Found(member));
        }
        self.store(w, misses.one_more(w.now())).await?;
        self.record(w, code, Outcome::Success, None).await?;
        Ok(if found == LookedUp::Several {
            Answer::Several
        } else {
            Answer::Nobody
        })
    }

    /// Ids and codes only: what was typed may be anybody's name.
    async fn record(self, w: &Write, found: &str, outcome: Outcome, member: Option<&str>) -> Result<(), DbError> {
        let by = match self.wanted.by {
            LookUpBy::Number(_) => "number",
            LookUpBy::Names { .. } => "names",
        };
        let detail = serde_json::json!({ "by": by, "found": found, "member": member });
        let entry = AuditEntry::by(self.caller, "member.look_up").on(self.about.0, self.about.1);
        w.audit(entry.outcome(outcome).detail(detail)).await
    }

    /// The misses of the account, locked until the transaction ends.
    async fn lock(self, w: &Write) -> Result<Misses, DbError> {
        let account = self.caller.actor.account.as_str();
        let blank = ActiveModel {
            account_id: Set(account.to_owned()),
            since_at: Set(None),
            misses: Set(0),
        };
        Entity::insert(blank)
            .on_conflict(OnConflict::column(Column::AccountId).do_nothing().to_owned())
            .exec_without_returning(w.conn())
            .await?;
        let found = Entity::find_by_id(account).lock_exclusive().one(w.conn()).await?;
        found.map_or_else(|| Ok(Misses::default()), |row| misses(&row))
    }

    async fn store(self, w: &Write, misses: Misses) -> Result<(), DbError> {
        let row = ActiveModel {
            since_at: Set(misses.since.map(to_millis)),
            misses: Set(i32::try_from(misses.count).unwrap_or(i32::MAX)),
            ..ActiveModel::default()
        };
        Entity::update_many()
            .set(row)
            .filter(Column::AccountId.eq(self.caller.actor.account.as_str()))
            .exec(w.conn())
            .await?;
        Ok(())
    }
}

fn misses(row: &Model) -> Result<Misses, DbError> {
    let wrong = |column, problem| DbError::value("member_look_up", column, &row.account_id, problem);
    let since = |at| time::from_millis(at).ok_or_else(|| wrong("since_at", "an instant"));
    Ok(Misses {
        since: row.since_at.map(since).transpose()?,
        count: u32::try_from(row.misses).map_err(|_| wrong("misses", "a number of misses"))?,
    })
}

/// Whole seconds, the last one begun counted.
fn seconds_until(until: Timestamp, now: Timestamp) -> u32 {
    let left = (until - now).num_milliseconds().max(0);
    u32::try_from((left + 999) / 1_000).unwrap_or(u32::MAX)
}
