//! The requests of a practice: all of them, those of one group, or what was determined in a span of time.

use domain::id::PracticeId;
use domain::time::Timestamp;
use entity::prior_auth;
use sea_orm::sea_query::{Expr, ExprTrait as _, SelectStatement};

use super::determined::Determined;
use super::group::Group;
use super::page::{self, Cursor, Sorting, Wanted};
use super::selection::Selection;
use super::summary::{self, Summary};
use crate::audit::{AuditEntry, listed};
use crate::db::DbError;
use crate::{Caller, Services};

/// Which page of which requests.
#[derive(Clone, Debug)]
pub struct ListQuery {
    /// All groups if absent.
    pub group: Option<Group>,
    /// Only what was determined so; then the group does not matter.
    pub determined: Option<Determined>,
    /// Where the page before ended.
    pub after: Option<Cursor>,
    /// 1 to 100.
    pub limit: u64,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self {
            group: None,
            determined: None,
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
    let which = match query {
        ListQuery {
            determined: Some(_), ..
        } => "determined",
        ListQuery { group, .. } => group.map_or("all", Group::code),
    };
    let entry = AuditEntry::by(caller, "prior_auth.list").on("prior_auth_list", which);
    listed(services, entry, page.items.iter().map(|item| &item.reference)).await?;
    Ok(page)
}

async fn read(services: &Services, caller: &Caller, query: &ListQuery) -> Result<ListPage, DbError> {
    let Some(practice) = &caller.actor.practice else {
        return Ok(ListPage::default());
    };
    let limit = page::limit(query.limit);
    let select = statement(practice, query, services.env.now());
    let rows = summary::rows(services.db.read(), &select).await?;
    let (rows, next) = page::cut(rows, limit, |row| row.cursor(query.sorting()));
    let items = rows
        .into_iter()
        .map(|row| row.into_summary(services, caller))
        .collect::<Result<_, _>>()?;
    Ok(ListPage { items, next })
}

/// What the database is asked.
pub(super) fn statement(practice: &PracticeId, query: &ListQuery, now: Timestamp) -> SelectStatement {
    let mut select = summary::select();
    select.and_where(Expr::col((prior_auth::Entity, prior_auth::Column::Id)).in_subquery(ids(practice, query, now)));
    query.sorting().sort(&mut select);
    select
}

/// The ids of the page, and of one request more.
fn ids(practice: &PracticeId, query: &ListQuery, now: Timestamp) -> SelectStatement {
    let of_practice = Expr::col(prior_auth::Column::PracticeId).eq(practice.as_str());
    let (conditions, branches) = match (&query.determined, query.group) {
        (Some(determined), _) => (determined.conditions(), Vec::new()),
        (None, Some(group)) => (Vec::new(), group.branches(now)),
        (None, None) => (Vec::new(), Vec::new()),
    };
    page::ids(&Wanted {
        sorting: query.sorting(),
        conditions: std::iter::once(of_practice).chain(conditions).collect(),
        branches: &branches,
        after: query.after.as_ref(),
        limit: page::limit(query.limit),
    })
}

impl ListQuery {
    /// The page of that practice, to be read together with others.
    pub(crate) fn selection(&self, practice: &PracticeId, now: Timestamp) -> Selection {
        Selection {
            ids: ids(practice, self, now),
            sorting: self.sorting(),
            limit: page::limit(self.limit),
        }
    }

    /// What is pressing stands first where something is.
    fn sorting(&self) -> Sorting {
        match (&self.determined, self.group) {
            (Some(_), _) => Sorting::Determined,
            (None, Some(Group::NeedsYou)) => Sorting::TurnEndsFirst,
            (None, Some(Group::Waiting)) => Sorting::DueFirst,
            (None, Some(Group::Decided) | None) => Sorting::Newest,
        }
    }
}
