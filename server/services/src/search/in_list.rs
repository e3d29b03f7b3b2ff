//! What somebody means who searches in the list of their practice: one request, or the requests for some members.
//!
//! A list's address names members by ids that mean nothing elsewhere, never by what was typed.

use domain::id::MemberRowId;
use domain::reference::Reference;
use entity::{member, practice_member, prior_auth};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::find::{Asked, members, texts};
use super::{LONGEST, MEMBERS};
use crate::audit::{AuditEntry, listed};
use crate::db::DbError;
use crate::{Caller, Services};

use practice_member::Column as M;

/// What a text means in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// That request of the practice.
    Request(Reference),
    /// The members whose name or number begins so; at least one.
    Members(Vec<MemberRowId>),
    /// More members than a list can name: the text is too short.
    TooMany,
    /// Nothing that the practice has asked for.
    Nothing,
}

/// What the text means among the requests of the caller's practice. What was typed is kept nowhere; which members were
/// found is put on record.
///
/// # Errors
/// The database could not be read, or does not take the record.
pub async fn meant(services: &Services, caller: &Caller, typed: &str) -> Result<Meant, DbError> {
    let typed = typed.trim();
    let Some(asked) = Asked::parse(typed).filter(|_| typed.len() <= LONGEST && caller.actor.practice.is_some()) else {
        return Ok(Meant::Nothing);
    };
    if let Ok(reference) = Reference::parse(typed)
        && is_own(services, caller, &reference).await?
    {
        return Ok(Meant::Request(reference));
    }
    let found = found(services, caller, &asked).await?;
    let entry = AuditEntry::by(caller, "search.members").on("search", "practice_member");
    listed(services, entry, found.iter()).await?;
    Ok(match found.len() {
        0 => Meant::Nothing,
        number if number as u64 > MEMBERS => Meant::TooMany,
        _ => Meant::Members(found),
    })
}

async fn is_own(services: &Services, caller: &Caller, reference: &Reference) -> Result<bool, DbError> {
    let practice = caller.actor.practice.as_ref().map(|practice| practice.as_str());
    let found = prior_auth::Entity::find()
        .select_only()
        .column(prior_auth::Column::PracticeId)
        .filter(prior_auth::Column::Reference.eq(reference.as_str()))
        .into_tuple::<String>()
        .one(services.db.read())
        .await?;
    Ok(found.is_some_and(|of| Some(of.as_str()) == practice))
}

/// Members whose name or number begins so, and perhaps one more than can be named.
async fn found(services: &Services, caller: &Caller, asked: &Asked) -> Result<Vec<MemberRowId>, DbError> {
    let select = |column: M, start: &Option<String>| {
        let start = start.as_ref()?;
        Some(members(caller, column, start).limit(MEMBERS + 1).to_owned())
    };
    let (mut ids, names) = futures::try_join!(
        texts(services, select(M::NumberKey, &asked.number)),
        texts(services, select(M::NameKey, &asked.name)),
    )?;
    for id in names {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids.into_iter().map(MemberRowId::new).collect())
}

/// The names of those of the members for whom the caller's practice has asked something; whose were read is put on record.
///
/// # Errors
/// The database could not be read, or does not take the record.
pub async fn member_names(
    services: &Services,
    caller: &Caller,
    ids: &[MemberRowId],
) -> Result<Vec<(MemberRowId, String)>, DbError> {
    let (Some(practice), false) = (&caller.actor.practice, ids.is_empty()) else {
        return Ok(Vec::new());
    };
    let own = practice_member::Entity::find()
        .select_only()
        .column(M::MemberId)
        .filter(M::PracticeId.eq(practice.as_str()))
        .filter(M::MemberId.is_in(ids.iter().map(MemberRowId::as_str)));
    let rows: Vec<(String, String, String)> = member::Entity::find()
        .select_only()
        .columns([member::Column::Id, member::Column::FirstName, member::Column::LastName])
        .filter(member::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(own)))
        .order_by_asc(member::Column::Id)
        .into_tuple()
        .all(services.db.read())
        .await?;
    let entry = AuditEntry::by(caller, "search.member_names").on("search", "practice_member");
    listed(services, entry, rows.iter().map(|(id, ..)| id)).await?;
    let name = |(id, first, last): (String, String, String)| (MemberRowId::new(id), format!("{first} {last}"));
    Ok(rows.into_iter().map(name).collect())
}
