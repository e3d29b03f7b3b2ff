//! The requests of a practice, the latest first.

use domain::id::PracticeId;
use domain::prior_auth::{Status, Turn};
use entity::prior_auth;
use sea_orm::sea_query::{Expr, ExprTrait as _, SelectStatement};

use super::page::{self, Cursor, Sorting, Wanted};
use super::summary::{self, Summary, SummaryRow};
use crate::audit::{AuditEntry, listed};
use crate::db::DbError;
use crate::{Caller, Services};

/// Requests by whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The practice can or must do something.
    NeedsYou,
    /// The plan must do something.
    Waiting,
    /// Nothing is left to do.
    Decided,
}

impl Group {
    /// All groups.
    pub const ALL: [Self; 3] = [Self::NeedsYou, Self::Waiting, Self::Decided];

    /// The group's word in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NeedsYou => "needs_you",
            Self::Waiting => "waiting",
            Self::Decided => "decided",
        }
    }

    /// The group of a word; `None` if no group has it.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.code() == code)
    }

    /// The group a status belongs to.
    #[must_use]
    pub const fn of(status: Status) -> Self {
        match status.turn() {
            Turn::Practice => Self::NeedsYou,
            Turn::Plan => Self::Waiting,
            Turn::Nobody => Self::Decided,
        }
    }
}

/// Which page of which requests.
#[derive(Clone, Debug)]
pub struct ListQuery {
    /// All groups if absent.
    pub group: Option<Group>,
    /// Where the page before ended.
    pub after: Option<Cursor>,
    /// 1 to 100.
    pub limit: u64,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self {
            group: None,
            after: None,
            limit: 25,
        }
    }
}

/// One page.
#[derive(Clone, Debug, Default)]
pub struct ListPage {
    /// The requests.
    pub items: Vec<Summary>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// A page of the requests of the caller's practice; nothing for somebody without a practice. The looking is put on record.
///
/// # Errors
/// The database could not be read, or holds a value that is none, or does not take the record.
pub async fn list(services: &Services, caller: &Caller, query: ListQuery) -> Result<ListPage, DbError> {
    let page = read(services, caller, &query).await?;
    let which = query.group.map_or("all", Group::code);
    let entry = AuditEntry::by(caller, "prior_auth.list").on("prior_auth_list", which);
    listed(services, entry, page.items.iter().map(|item| &item.reference)).await?;
    Ok(page)
}

async fn read(services: &Services, caller: &Caller, query: &ListQuery) -> Result<ListPage, DbError> {
    let Some(practice) = &caller.actor.practice else {
        return Ok(ListPage::default());
    };
    let limit = page::limit(query.limit);
    let select = statement(practice, query);
    let rows = summary::rows(services.db.read(), &select).await?;
    let at = |row: &SummaryRow| Cursor {
        at: row.created_at,
        id: row.id.clone(),
    };
    let (rows, next) = page::cut(rows, limit, at);
    let items = rows
        .into_iter()
        .map(|row| row.into_summary(services, caller))
        .collect::<Result<_, _>>()?;
    Ok(ListPage { items, next })
}

/// What the database is asked.
pub(super) fn statement(practice: &PracticeId, query: &ListQuery) -> SelectStatement {
    let statuses = query
        .group
        .map(|group| page::statuses(|status| Group::of(status) == group))
        .unwrap_or_default();
    let ids = page::ids(&Wanted {
        sorting: Sorting::Newest,
        conditions: vec![Expr::col(prior_auth::Column::PracticeId).eq(practice.as_str())],
        statuses: &statuses,
        after: query.after.as_ref(),
        limit: page::limit(query.limit),
    });
    let mut select = summary::select();
    select.and_where(Expr::col((prior_auth::Entity, prior_auth::Column::Id)).in_subquery(ids));
    Sorting::Newest.sort(&mut select);
    select
}
