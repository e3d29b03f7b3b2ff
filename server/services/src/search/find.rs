//! Finds requests by what is typed.

use domain::access::{Permission, Side};
use domain::reference::ReferenceStart;
use entity::{practice_member, prior_auth};
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Order, Query, SelectStatement, UnionType};

use super::{FEWEST_LETTERS, LONGEST, MEMBERS, OF_ONE_MEMBER, SHOWN, name_key, number_key};
use crate::audit::{AuditEntry, listed};
use crate::db::DbError;
use crate::prior_auth::{Summary, summaries};
use crate::{Caller, Services};

use practice_member::Column as M;
use prior_auth::Column as P;

/// Behind every text that begins so, by bytes.
const LAST: char = char::MAX;
/// Of the requests of all practices whose references begin as typed, so many are looked through for the practice's own. Three symbols
/// begin one reference in 32,768.
const LOOKED_THROUGH: u64 = 1_000;
/// A member ID is typed this far before it means one.
pub(super) const FEWEST_OF_NUMBER: usize = 4;

/// The requests that fit, among those the caller may read: by reference first, then by the member's name. What was typed is kept
/// nowhere; which requests were shown is put on record.
///
/// # Errors
/// The database could not be read, or holds a value that is none, or does not take the record.
pub async fn find(services: &Services, caller: &Caller, typed: &str) -> Result<Vec<Summary>, DbError> {
    let needed = match caller.actor.side() {
        Side::Provider => Permission::ReadPriorAuth,
        Side::Plan => Permission::ReadReviewQueue,
    };
    let typed = typed.trim();
    let asked = Asked::parse(typed).filter(|_| typed.len() <= LONGEST && caller.actor.can(needed));
    let Some(asked) = asked else {
        return Ok(Vec::new());
    };
    let ids = ids(services, caller, &asked).await?;
    let found = summaries(services, caller, &ids).await?;
    let entry = AuditEntry::by(caller, "search.find").on("search", "prior_auth");
    listed(services, entry, found.iter().map(|item| &item.reference)).await?;
    Ok(found)
}

/// What a text may mean; at least one of them.
pub(super) struct Asked {
    reference: Option<ReferenceStart>,
    pub(super) name: Option<String>,
    pub(super) number: Option<String>,
}

impl Asked {
    pub(super) fn parse(typed: &str) -> Option<Self> {
        let name = name_key(typed);
        let number = number_key(typed);
        let asked = Self {
            reference: ReferenceStart::parse(typed),
            name: Some(name).filter(|name| name.chars().count() >= FEWEST_LETTERS),
            number: Some(number)
                .filter(|number| number.len() >= FEWEST_OF_NUMBER && number.bytes().any(|byte| byte.is_ascii_digit())),
        };
        (asked.reference.is_some() || asked.name.is_some() || asked.number.is_some()).then_some(asked)
    }
}

/// The ids of what fits, in the order in which it is shown.
async fn ids(services: &Services, caller: &Caller, asked: &Asked) -> Result<Vec<String>, DbError> {
    let references = texts(
        services,
        asked.reference.as_ref().map(|start| by_reference(caller, start)),
    );
    let names = texts(
        services,
        asked.name.as_ref().map(|name| members(caller, M::NameKey, name)),
    );
    let numbers = texts(
        services,
        asked
            .number
            .as_ref()
            .map(|number| members(caller, M::NumberKey, number)),
    );
    let (mut ids, numbers, names) = futures::try_join!(references, numbers, names)?;
    let mut members = numbers;
    members.extend(names);
    members.dedup();
    for id in texts(services, of_members(caller, &members)).await? {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
    Ok(ids)
}

pub(super) async fn texts(services: &Services, select: Option<SelectStatement>) -> Result<Vec<String>, DbError> {
    let Some(select) = select else {
        return Ok(Vec::new());
    };
    let rows = services.db.read().query_all(&select).await?;
    Ok(rows
        .iter()
        .map(|row| row.try_get_by_index(0))
        .collect::<Result<_, _>>()?)
}

/// Requests whose reference begins so.
pub(super) fn by_reference(caller: &Caller, start: &ReferenceStart) -> SelectStatement {
    let mut range = Query::select();
    range
        .columns([P::Id, P::Reference, P::PracticeId])
        .from(prior_auth::Entity)
        .and_where(Expr::col(P::Reference).gte(start.from.as_str()))
        .order_by(P::Reference, Order::Asc)
        .limit(LOOKED_THROUGH);
    if let Some(before) = &start.before {
        range.and_where(Expr::col(P::Reference).lt(before.as_str()));
    }
    let mut select = Query::select();
    select.column(P::Id).from_subquery(range.take(), Alias::new("range"));
    if let Some(practice) = &caller.actor.practice {
        select.and_where(Expr::col(P::PracticeId).eq(practice.as_str()));
    }
    select.order_by(P::Reference, Order::Asc).limit(SHOWN).to_owned()
}

/// Members with requests, whose name or number begins so.
pub(super) fn members(caller: &Caller, column: M, start: &str) -> SelectStatement {
    let mut select = Query::select();
    select
        .column(M::MemberId)
        .from(practice_member::Entity)
        .and_where(Expr::col(column).gte(start))
        .and_where(Expr::col(column).lt(format!("{start}{LAST}")))
        .order_by(column, Order::Asc)
        .order_by(M::MemberId, Order::Asc)
        .limit(MEMBERS);
    if let Some(practice) = &caller.actor.practice {
        select.and_where(Expr::col(M::PracticeId).eq(practice.as_str()));
    }
    select
}

/// The latest requests of each of the members, in their order.
pub(super) fn of_members(caller: &Caller, members: &[String]) -> Option<SelectStatement> {
    let mut all: Option<SelectStatement> = None;
    for (place, member) in (0_i64..).zip(members) {
        let mut latest = Query::select();
        latest
            .columns([P::Id, P::CreatedAt])
            .expr_as(Expr::val(place), Alias::new("place"))
            .from(prior_auth::Entity)
            .and_where(Expr::col(P::MemberId).eq(member.as_str()))
            .order_by(P::CreatedAt, Order::Desc)
            .limit(OF_ONE_MEMBER);
        if let Some(practice) = &caller.actor.practice {
            latest.and_where(Expr::col(P::PracticeId).eq(practice.as_str()));
        }
        let wrapped = Query::select()
            .columns([Alias::new("id"), Alias::new("created_at"), Alias::new("place")])
            .from_subquery(latest.take(), Alias::new("latest"))
            .take();
        match &mut all {
            None => all = Some(wrapped),
            Some(all) => {
                all.union(UnionType::All, wrapped);
            }
        }
    }
    let select = Query::select()
        .column(P::Id)
        .from_subquery(all?, Alias::new("found"))
        .order_by(Alias::new("place"), Order::Asc)
        .order_by(P::CreatedAt, Order::Desc)
        .limit(SHOWN)
        .take();
    Some(select)
}

#[cfg(test)]
mod tests {
    use super::Asked;

    fn meanings(typed: &str) -> Option<(bool, Option<String>, Option<String>)> {
        Asked::parse(typed).map(|asked| (asked.reference.is_some(), asked.name, asked.number))
    }

    #[test]
    fn a_text_may_mean_several_things_and_too_short_a_one_means_none() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(meanings(""), None);
        assert_eq!(meanings("q"), None);
        assert_eq!(meanings("Quin"), Some((false, some("quin"), None)));
        assert_eq!(meanings("7k3"), Some((true, some("7k3"), None)));
        assert_eq!(meanings("lhp-1002"), Some((true, some("lhp1002"), some("LHP1002"))));
        assert_eq!(meanings("PA-7K3Q"), Some((true, some("pa7k3q"), some("PA7K3Q"))));
        assert_eq!(meanings("--  ''"), None);
    }
}
