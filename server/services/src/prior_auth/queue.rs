//! The plan's open work, the earliest due first.

use domain::prior_auth::Status;
use entity::prior_auth;
use sea_orm::sea_query::{Expr, ExprTrait as _, SelectStatement};

use super::page::{self, Cursor, Sorting, Wanted};
use super::summary::{self, Summary, SummaryRow};
use crate::audit::{AuditEntry, listed};
use crate::db::DbError;
use crate::{Caller, Services};

/// Which page of the queue.
#[derive(Clone, Debug)]
pub struct QueueQuery {
    /// Only what the caller has taken.
    pub only_mine: bool,
    /// Where the page before ended.
    pub after: Option<Cursor>,
    /// 1 to 100.
    pub limit: u64,
}

impl Default for QueueQuery {
    fn default() -> Self {
        Self {
            only_mine: false,
            after: None,
            limit: 25,
        }
    }
}

/// One page.
#[derive(Clone, Debug)]
pub struct QueuePage {
    /// The requests.
    pub items: Vec<Summary>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// A page of the open work of all practices; nothing for somebody who acts for a practice. The looking is put on record.
///
/// # Errors
/// The database could not be read, or holds a value that is none, or does not take the record.
pub async fn queue(services: &Services, caller: &Caller, query: QueueQuery) -> Result<QueuePage, DbError> {
    let page = read(services, caller, &query).await?;
    let which = if query.only_mine { "mine" } else { "all" };
    let entry = AuditEntry::by(caller, "review.queue").on("review_queue", which);
    listed(services, entry, page.items.iter().map(|item| &item.reference)).await?;
    Ok(page)
}

async fn read(services: &Services, caller: &Caller, query: &QueueQuery) -> Result<QueuePage, DbError> {
    if caller.actor.practice.is_some() {
        return Ok(QueuePage {
            items: Vec::new(),
            next: None,
        });
    }
    let limit = page::limit(query.limit);
    let select = statement(caller, query);
    let rows = summary::rows(services.db.read(), &select).await?;
    let at = |row: &SummaryRow| Cursor {
        at: row.due_at.unwrap_or(i64::MAX),
        id: row.id.clone(),
    };
    let (rows, next) = page::cut(rows, limit, at);
    let items = rows
        .into_iter()
        .map(|row| row.into_summary(services, caller))
        .collect::<Result<_, _>>()?;
    Ok(QueuePage { items, next })
}

/// What the database is asked.
pub(super) fn statement(caller: &Caller, query: &QueueQuery) -> SelectStatement {
    // `decided_at is null` is what the index of open work is made for.
    let mut conditions = vec![Expr::col(prior_auth::Column::DecidedAt).is_null()];
    if query.only_mine {
        conditions.push(Expr::col(prior_auth::Column::AssignedTo).eq(caller.actor.account.as_str()));
    }
    let ids = page::ids(&Wanted {
        sorting: Sorting::DueFirst,
        conditions,
        statuses: &page::statuses(Status::is_open),
        after: query.after.as_ref(),
        limit: page::limit(query.limit),
    });
    let mut select = summary::select();
    select.and_where(Expr::col((prior_auth::Entity, prior_auth::Column::Id)).in_subquery(ids));
    Sorting::DueFirst.sort(&mut select);
    select
}
