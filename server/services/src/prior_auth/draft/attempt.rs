//! One look-up of a member: the look, the record of it, and what is counted of those that find nobody.

use domain::prior_auth::{LookUp, LookUpBy, Misses};
use domain::time::{self, Timestamp, to_millis};
use entity::member;
use entity::member_look_up::{ActiveModel, Column, Entity, Model};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use sha2::{Digest as _, Sha256};

use super::DraftError;
use crate::Caller;
use crate::audit::{AuditEntry, Outcome};
use crate::db::{DbError, Write};
use crate::members::{LookedUp, look_up};

/// What becomes of a look-up.
pub(super) enum Answer {
    Found(Box<member::Model>),
    Several,
    Nobody,
    /// Nobody looks before that.
    Barred(Timestamp),
}

/// One look-up.
#[derive(Clone, Copy)]
pub(super) struct Attempt<'a> {
    pub(super) caller: &'a Caller,
    /// For what it is looked: its kind and its name.
    pub(super) about: (&'static str, &'a str),
    pub(super) wanted: &'a LookUp,
    /// Whether the same look-up again, within the time for which misses are counted, is no further miss.
    pub(super) knows_again: bool,
}

/// What is known of an account's misses.
#[derive(Default)]
struct Known {
    misses: Misses,
    /// What stands for those that are known again.
    missed: Vec<String>,
}

impl Attempt<'_> {
    pub(super) async fn run(self, w: &Write) -> Result<Answer, DraftError> {
        let known = self.lock(w).await?;
        if let Some(until) = known.misses.barred_until(w.now()) {
            self.record(w, "barred", Outcome::Refused, None).await?;
            return Ok(Answer::Barred(until));
        }
        let found = look_up(w.conn(), self.wanted).await?;
        let code = found.code();
        if let LookedUp::One(member) = found {
            self.record(w, code, Outcome::Success, Some(&member.id)).await?;
            return Ok(Answer::Found(member));
        }
        self.miss(w, known).await?;
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

    /// One more miss, unless it is the same again.
    async fn miss(self, w: &Write, known: Known) -> Result<(), DbError> {
        let misses = known.misses.one_more(w.now());
        // Of an hour that is over nothing is known again.
        let mut missed = if misses.count > 1 { known.missed } else { Vec::new() };
        if self.knows_again {
            let this = self.sign();
            if missed.contains(&this) {
                return Ok(());
            }
            missed.push(this);
        }
        self.store(w, Known { misses, missed }).await
    }

    /// What stands for the look-up. Nobody was found by it, so it says nothing of a member.
    fn sign(self) -> String {
        let mut hash = Sha256::new();
        hash.update(self.caller.actor.account.as_str());
        hash.update([0]);
        hash.update(self.wanted.birth_date.to_string());
        let named = match &self.wanted.by {
            LookUpBy::Number(number) => vec![number],
            LookUpBy::Names { first, last } => vec![first, last],
        };
        for name in named {
            hash.update([0]);
            hash.update(name);
        }
        hash.finalize()
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// The misses of the account, locked until the transaction ends.
    async fn lock(self, w: &Write) -> Result<Known, DbError> {
        let account = self.caller.actor.account.as_str();
        let blank = ActiveModel {
            account_id: Set(account.to_owned()),
            since_at: Set(None),
            misses: Set(0),
            missed: Set(None),
        };
        Entity::insert(blank)
            .on_conflict(OnConflict::column(Column::AccountId).do_nothing().to_owned())
            .exec_without_returning(w.conn())
            .await?;
        let found = Entity::find_by_id(account).lock_exclusive().one(w.conn()).await?;
        found.map_or_else(|| Ok(Known::default()), |row| known(&row))
    }

    async fn store(self, w: &Write, Known { misses, missed }: Known) -> Result<(), DbError> {
        let row = ActiveModel {
            missed: Set((!missed.is_empty()).then(|| missed.join(" "))),
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

fn known(row: &Model) -> Result<Known, DbError> {
    let wrong = |column, problem| DbError::value("member_look_up", column, &row.account_id, problem);
    let since = |at| time::from_millis(at).ok_or_else(|| wrong("since_at", "an instant"));
    let misses = Misses {
        since: row.since_at.map(since).transpose()?,
        count: u32::try_from(row.misses).map_err(|_| wrong("misses", "a number of misses"))?,
    };
    let missed = row.missed.as_deref().unwrap_or_default();
    Ok(Known {
        misses,
        missed: missed.split_whitespace().map(str::to_owned).collect(),
    })
}
