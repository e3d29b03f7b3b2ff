//! The plan's open work, the earliest due first.

use domain::dashboard::Ageing;
use domain::id::AccountId;
use domain::prior_auth::Status;
use domain::reference::Reference;
use domain::time::{Timestamp, to_millis};
use entity::prior_auth;
use sea_orm::sea_query::{Expr, ExprTrait as _, SelectStatement, SimpleExpr};

use super::filter::{Filter, Scope};
use super::list::Matching;
use super::page::{self, Cursor, Sorting, Wanted};
use super::selection::Selection;
use super::summary::{self, Summary};
use super::unanswered;
use crate::audit::{AuditEntry, listed};
use crate::db::DbError;
use crate::{Caller, Services};

/// Whose work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Assigned {
    /// Everybody's, and what nobody has taken.
    #[default]
    Anybody,
    /// The caller's.
    Me,
    /// What nobody has taken.
    Nobody,
    /// Somebody's.
    To(AccountId),
}

/// Which page of the queue.
#[derive(Clone, Debug)]
pub struct QueueQuery {
    /// Whose work.
    pub assigned: Assigned,
    /// Only what is so pressing.
    pub ageing: Option<Ageing>,
    /// Only those about which a practice wrote last, and waits for an answer.
    pub unanswered: bool,
    /// What else is let through.
    pub filter: Filter,
    /// Where the page before ended.
    pub after: Option<Cursor>,
    /// 1 to 100.
    pub limit: u64,
}

impl Default for QueueQuery {
    fn default() -> Self {
        Self {
            assigned: Assigned::Anybody,
            ageing: None,
            unanswered: false,
            filter: Filter::default(),
            after: None,
            limit: 25,
        }
    }
}

/// One page.
#[derive(Clone, Debug, Default)]
pub struct QueuePage {
    /// The requests.
    pub items: Vec<Summary>,
    /// Those of them about which a practice wrote last.
    pub unanswered: Vec<Reference>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// A page of the open work of all practices; nothing for somebody who acts for a practice. The looking is put on record.
///
/// # Errors
/// The database could not be read, or holds a value that is none, or does not take the record.
pub async fn queue(services: &Services, caller: &Caller, query: QueueQuery) -> Result<QueuePage, DbError> {
    let page = read(services, caller, &query).await?;
    let entry = AuditEntry::by(caller, "review.queue").on("review_queue", query.which());
    listed(services, entry, page.items.iter().map(|item| &item.reference)).await?;
    Ok(page)
}

async fn read(services: &Services, caller: &Caller, query: &QueueQuery) -> Result<QueuePage, DbError> {
    if caller.actor.practice.is_some() {
        return Ok(QueuePage::default());
    }
    let limit = page::limit(query.limit);
    let select = statement(caller, query, services.env.now());
    let rows = summary::rows(services.db.read(), &select).await?;
    let (rows, next) = page::cut(rows, limit, |row| row.cursor(Sorting::DueFirst));
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let items = summary::in_words(services, caller, rows)?;
    let waiting = unanswered::among(services.db.read(), &ids).await?;
    let waits = ids.iter().zip(&items).filter(|(id, _)| waiting.contains(*id));
    Ok(QueuePage {
        unanswered: waits.map(|(_, item)| item.reference.clone()).collect(),
        items,
        next,
    })
}

/// What the database is asked.
pub(super) fn statement(caller: &Caller, query: &QueueQuery, now: Timestamp) -> SelectStatement {
    let mut select = summary::select();
    select.and_where(Expr::col((prior_auth::Entity, prior_auth::Column::Id)).in_subquery(ids(caller, query, now)));
    Sorting::DueFirst.sort(&mut select);
    select
}

/// The ids of the page, and of one case more.
fn ids(caller: &Caller, query: &QueueQuery, now: Timestamp) -> SelectStatement {
    page::ids(&query.wanted(caller, now, page::limit(query.limit)))
}

/// How many cases the query holds on all its pages, counted up to 1,000; none for somebody who acts for a practice.
///
/// # Errors
/// The database could not be read.
pub async fn matching(services: &Services, caller: &Caller, query: &QueueQuery) -> Result<Matching, DbError> {
    if caller.actor.practice.is_some() {
        return Ok(Matching::default());
    }
    let wanted = query.wanted(caller, services.env.now(), Matching::COUNTED);
    Matching::read(services, &page::count_ids(&wanted.whole())).await
}

impl QueueQuery {
    /// The page, to be read together with others.
    pub(crate) fn selection(&self, caller: &Caller, now: Timestamp) -> Selection {
        Selection {
            ids: ids(caller, self, now),
            sorting: Sorting::DueFirst,
            limit: page::limit(self.limit),
        }
    }

    /// Open work is what nobody has decided; indexes hold that alone, by due time.
    fn wanted(&self, caller: &Caller, now: Timestamp, limit: u64) -> Wanted<'_> {
        let undecided = Expr::col(prior_auth::Column::DecidedAt).is_null();
        let unanswered = self.unanswered.then(unanswered::unanswered);
        let conditions = [Some(undecided), self.assignment(caller), self.status(), unanswered]
            .into_iter()
            .flatten();
        let filtered = self.filter.conditions(Scope::All, now);
        Wanted {
            sorting: Sorting::DueFirst,
            among: None,
            conditions: conditions.chain(self.due(now)).chain(filtered).collect(),
            branches: &[],
            after: self.after.as_ref(),
            limit,
        }
    }

    fn status(&self) -> Option<SimpleExpr> {
        let statuses = Status::ALL.iter().filter(|status| self.filter.permits(**status));
        self.filter
            .parts_statuses()
            .then(|| Expr::col(prior_auth::Column::Status).is_in(statuses.map(|status| status.code())))
    }

    /// Whether it holds a whole part of the work, which [`super::load()`] has counted.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.filter.is_empty() && !self.unanswered
    }

    /// Whose work was asked for and which part of it, for the record.
    fn which(&self) -> String {
        let whose = match &self.assigned {
            Assigned::Anybody => "all",
            Assigned::Me => "mine",
            Assigned::Nobody => "nobody",
            Assigned::To(account) => account.as_str(),
        };
        let part = self
            .ageing
            .map_or_else(|| whose.to_owned(), |ageing| format!("{whose}/{ageing}"));
        if self.is_whole() {
            part
        } else {
            format!("{part}/filtered")
        }
    }

    fn assignment(&self, caller: &Caller) -> Option<SimpleExpr> {
        let assigned_to = || Expr::col(prior_auth::Column::AssignedTo);
        match &self.assigned {
            Assigned::Anybody => None,
            Assigned::Me => Some(assigned_to().eq(caller.actor.account.as_str())),
            Assigned::Nobody => Some(assigned_to().is_null()),
            Assigned::To(account) => Some(assigned_to().eq(account.as_str())),
        }
    }

    fn due(&self, now: Timestamp) -> impl Iterator<Item = SimpleExpr> {
        let due_at = || Expr::col(prior_auth::Column::DueAt);
        let (from, before) = self.ageing.map_or((None, None), |ageing| ageing.bounds(now));
        let from = from.map(|from| due_at().gte(to_millis(from)));
        let before = before.map(|before| due_at().lt(to_millis(before)));
        from.into_iter().chain(before)
    }
}
