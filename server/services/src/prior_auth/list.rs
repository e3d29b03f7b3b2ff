//! The requests of a practice: all of them, those of one group, or what was determined in a span of time.

use domain::id::PracticeId;
use domain::time::Timestamp;
use entity::prior_auth;
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Alias, Asterisk, Expr, ExprTrait as _, Query, SelectStatement};

use super::determined::Determined;
use super::filter::{Filter, Frequency, Scope, with_code};
use super::group::Group;
use super::page::{self, Branch, Cursor, Sorting, Wanted};
use super::selection::Selection;
use super::summary::{self, Summary};
use crate::audit::{AuditEntry, listed};
use crate::db::DbError;
use crate::{Caller, Services};

/// An order that the reader may choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Received last, first.
    Newest,
    /// Received first, first.
    Oldest,
    /// Due first, first; only what has a due time.
    DueFirst,
    /// Due last, first; only what has a due time.
    DueLast,
}

/// Which page of which requests.
#[derive(Clone, Debug)]
pub struct ListQuery {
    /// All groups if absent.
    pub group: Option<Group>,
    /// Only what was determined so; then the group does not matter, and neither do filter and order.
    pub determined: Option<Determined>,
    /// What is let through.
    pub filter: Filter,
    /// In which order; if absent, what is pressing stands first where something is, else the newest.
    pub sort: Option<Sort>,
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
            filter: Filter::default(),
            sort: None,
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
    let entry = AuditEntry::by(caller, "prior_auth.list").on("prior_auth_list", query.which());
    listed(services, entry, page.items.iter().map(|item| &item.reference)).await?;
    Ok(page)
}

/// Like [`list`], for whoever takes the page along in a file.
///
/// # Errors
/// As [`list`].
pub async fn export(services: &Services, caller: &Caller, query: ListQuery) -> Result<ListPage, DbError> {
    let page = read(services, caller, &query).await?;
    let entry = AuditEntry::by(caller, "prior_auth.export").on("prior_auth_list", query.which());
    listed(services, entry, page.items.iter().map(|item| &item.reference)).await?;
    Ok(page)
}

async fn read(services: &Services, caller: &Caller, query: &ListQuery) -> Result<ListPage, DbError> {
    let Some(practice) = &caller.actor.practice else {
        return Ok(ListPage::default());
    };
    let limit = page::limit(query.limit);
    let frequency = query.filter.frequency(services, practice).await?;
    let select = statement(practice, query, services.env.now(), frequency);
    let rows = summary::rows(services.db.read(), &select).await?;
    let (rows, next) = page::cut(rows, limit, |row| row.cursor(query.sorting()));
    let items = summary::in_words(services, caller, rows)?;
    Ok(ListPage { items, next })
}

/// What the database is asked.
pub(super) fn statement(
    practice: &PracticeId,
    query: &ListQuery,
    now: Timestamp,
    frequency: Frequency,
) -> SelectStatement {
    let mut select = summary::select();
    let ids = ids(practice, query, now, frequency);
    select.and_where(Expr::col((prior_auth::Entity, prior_auth::Column::Id)).in_subquery(ids));
    query.sorting().sort(&mut select);
    select
}

/// How many requests filters let through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Matching {
    /// So many, or [`Self::is_more`].
    pub number: u64,
    /// There are more, and nobody counted them.
    pub is_more: bool,
}

/// How many requests the query holds on all its pages, counted up to 1,000; none for somebody without a practice.
///
/// # Errors
/// The database could not be read.
pub async fn matching(services: &Services, caller: &Caller, query: &ListQuery) -> Result<Matching, DbError> {
    let Some(practice) = &caller.actor.practice else {
        return Ok(Matching::default());
    };
    let frequency = match query.is_code_alone() {
        // Then they are counted whatever there are.
        true => Frequency::Rare,
        false => query.filter.frequency(services, practice).await?,
    };
    Matching::read(services, &counting(practice, query, services.env.now(), frequency)).await
}

impl Matching {
    /// How many are counted of what filters let through.
    pub(super) const COUNTED: u64 = 1_000;

    /// Runs a statement that counts up to one more.
    pub(super) async fn read(services: &Services, select: &SelectStatement) -> Result<Self, DbError> {
        let Some(row) = services.db.read().query_one(select).await? else {
            return Ok(Self::default());
        };
        let number: i64 = row.try_get_by_index(0)?;
        let number = u64::try_from(number).unwrap_or_default();
        Ok(Self {
            number: Ord::min(number, Self::COUNTED),
            is_more: number > Self::COUNTED,
        })
    }
}

/// What the database is asked for their number.
pub(super) fn counting(
    practice: &PracticeId,
    query: &ListQuery,
    now: Timestamp,
    frequency: Frequency,
) -> SelectStatement {
    if query.is_code_alone()
        && let Some(code) = &query.filter.code
    {
        let known = with_code(practice.as_str(), code)
            .distinct()
            .limit(Matching::COUNTED + 1)
            .take();
        return Query::select()
            .expr(Expr::col(Asterisk).count())
            .from_subquery(known, Alias::new("counted"))
            .take();
    }
    let branches = query.branches(now);
    let wanted = query.wanted((practice, frequency), &branches, now, Matching::COUNTED);
    page::count_ids(&wanted.whole())
}

/// The ids of the page, and of one request more.
fn ids(practice: &PracticeId, query: &ListQuery, now: Timestamp, frequency: Frequency) -> SelectStatement {
    let branches = query.branches(now);
    page::ids(&query.wanted((practice, frequency), &branches, now, page::limit(query.limit)))
}

impl ListQuery {
    /// The page of that practice, to be read together with others; for a query that asks for no service.
    pub(crate) fn selection(&self, practice: &PracticeId, now: Timestamp) -> Selection {
        Selection {
            ids: ids(practice, self, now, Frequency::Rare),
            sorting: self.sorting(),
            limit: page::limit(self.limit),
        }
    }

    /// Which list it was, for the record.
    fn which(&self) -> String {
        let list = self.group.map_or("all", Group::code);
        match &self.determined {
            Some(_) => "determined".to_owned(),
            None if self.filter.is_empty() => list.to_owned(),
            None => format!("{list}/filtered"),
        }
    }

    /// The statuses it is parted by; none where it takes all.
    fn branches(&self, now: Timestamp) -> Vec<Branch> {
        if self.determined.is_some() {
            return Vec::new();
        }
        let by_due = self.is_by_due();
        let mut branches = match self.group {
            Some(group) => group.branches(now),
            None if self.filter.parts_statuses() || by_due => Branch::of(|_| true),
            None => return self.filter.kinds(),
        };
        let fits = |status| self.filter.permits(status) && (!by_due || status.is_open());
        branches.retain(|branch| branch.status.is_none_or(fits));
        if branches.is_empty() {
            branches.push(Branch::nothing());
        }
        branches
    }

    /// Whether it holds all requests for a service, whatever the order.
    fn is_code_alone(&self) -> bool {
        self.determined.is_none() && self.group.is_none() && !self.is_by_due() && self.filter.is_code_alone()
    }

    fn wanted<'a>(
        &'a self,
        (practice, frequency): (&PracticeId, Frequency),
        branches: &'a [Branch],
        now: Timestamp,
        limit: u64,
    ) -> Wanted<'a> {
        let of_practice = Expr::col(prior_auth::Column::PracticeId).eq(practice.as_str());
        let conditions = match &self.determined {
            Some(determined) => determined.conditions(),
            None => self.filter.conditions(Scope::Practice(practice, frequency), now),
        };
        // Only what is undecided has a due time: an index holds that alone.
        let is_due = matches!(self.sorting(), Sorting::DueFirst | Sorting::DueLast).then(|| {
            let is_undecided = Expr::col(prior_auth::Column::DecidedAt).is_null();
            is_undecided.and(Expr::col(prior_auth::Column::DueAt).is_not_null())
        });
        let few = match &self.determined {
            Some(_) => None,
            None => self.filter.few(practice),
        };
        Wanted {
            sorting: self.sorting(),
            among: few,
            conditions: std::iter::once(of_practice).chain(conditions).chain(is_due).collect(),
            branches,
            after: self.after.as_ref(),
            limit,
        }
    }

    /// Whether it was asked for by due time.
    fn is_by_due(&self) -> bool {
        matches!(self.sort, Some(Sort::DueFirst | Sort::DueLast))
    }

    /// What is pressing stands first where something is, unless another order is asked for.
    fn sorting(&self) -> Sorting {
        match (&self.determined, self.sort, self.group) {
            (Some(_), ..) => Sorting::Determined,
            (None, Some(Sort::Newest), _) => Sorting::Newest,
            (None, Some(Sort::Oldest), _) => Sorting::Oldest,
            (None, Some(Sort::DueFirst), _) => Sorting::DueFirst,
            (None, Some(Sort::DueLast), _) => Sorting::DueLast,
            (None, None, _) if self.filter.due.is_some() => Sorting::DueFirst,
            (None, None, Some(Group::NeedsYou)) => Sorting::TurnEndsFirst,
            (None, None, Some(Group::Waiting)) => Sorting::DueFirst,
            (None, None, Some(Group::Decided) | None) => Sorting::Newest,
        }
    }
}
