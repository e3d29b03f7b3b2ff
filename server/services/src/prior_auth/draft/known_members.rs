//! The members for whom a practice has asked lately: it asks for the same people again.

use chrono::NaiveDate;
use domain::id::{MemberRowId, PracticeId};
use entity::{member, prior_auth};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use crate::audit::{AuditEntry, listed};
use crate::db::DbError;
use crate::{Caller, Services};

/// So many of the latest requests are looked at.
const LATEST: u64 = 100;
/// More than this is no list to pick from.
const LIMIT: usize = 8;

/// A member of an earlier request.
#[derive(Clone, PartialEq, Eq)]
pub struct KnownMember {
    /// The row.
    pub id: MemberRowId,
    /// First and last name.
    pub name: String,
    /// As on the card.
    pub number: String,
    /// The date of birth.
    pub birth_date: NaiveDate,
}

impl std::fmt::Debug for KnownMember {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KnownMember({})", self.id)
    }
}

/// Whom the latest requests of the caller's practice were for, the latest first. That they were shown is put on record.
///
/// # Errors
/// The database could not be read, or holds a value that is none, or does not take the record.
pub async fn known_members(services: &Services, caller: &Caller) -> Result<Vec<KnownMember>, DbError> {
    let Some(practice) = &caller.actor.practice else {
        return Ok(Vec::new());
    };
    let conn = services.db.read();
    let ids = latest(conn, practice).await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = member::Entity::find()
        .filter(member::Column::Id.is_in(ids.iter().map(String::as_str)))
        .all(conn)
        .await?;
    let mut known = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    known.sort_by_key(|one| ids.iter().position(|id| id == one.id.as_str()));
    let entry = AuditEntry::by(caller, "prior_auth.known_members").on("practice", practice);
    listed(services, entry, known.iter().map(|one| &one.id)).await?;
    Ok(known)
}

async fn latest(conn: &impl ConnectionTrait, practice: &PracticeId) -> Result<Vec<String>, DbError> {
    let rows: Vec<String> = prior_auth::Entity::find()
        .select_only()
        .column(prior_auth::Column::MemberId)
        .filter(prior_auth::Column::PracticeId.eq(practice.as_str()))
        .order_by_desc(prior_auth::Column::CreatedAt)
        .order_by_asc(prior_auth::Column::Id)
        .limit(LATEST)
        .into_tuple()
        .all(conn)
        .await?;
    let mut ids: Vec<String> = Vec::new();
    for id in rows {
        if ids.len() < LIMIT && !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

fn read(row: member::Model) -> Result<KnownMember, DbError> {
    let wrong = || DbError::value("member", "birth_date", &row.id, "an ISO date");
    Ok(KnownMember {
        birth_date: row.birth_date.parse().map_err(|_| wrong())?,
        name: format!("{} {}", row.first_name, row.last_name),
        id: MemberRowId::new(row.id),
        number: row.member_number,
    })
}
