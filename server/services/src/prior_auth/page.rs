//! Keyset pages: the next page begins after the last row of this one, however deep it is.
//!
//! A list of several statuses is read status by status, each from its own index, and merged: never a scan, never an offset.
//! What a list holds is said in [`Branch`]es, and its number is counted from the same ones.

use std::cmp::Ordering;

use domain::prior_auth::Status;
use entity::prior_auth;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Order, Query, SelectStatement, SimpleExpr, UnionType};

use prior_auth::Column;

/// The most rows of a page.
const MAX_LIMIT: u64 = 100;

/// Where a page ended. Its text goes into addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Value of the sorting column in the last row.
    pub(super) at: i64,
    /// Id of the last row, for rows of the same value.
    pub(super) id: String,
}

impl Cursor {
    /// Reads what `Display` wrote; `None` for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('-')?;
        let fits = (1..=40).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
        fits.then_some(Self {
            at: at.parse().ok()?,
            id: id.to_owned(),
        })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.at, self.id)
    }
}

/// How a list is sorted; ties by id.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sorting {
    /// By creation, the latest first.
    Newest,
    /// By creation, the earliest first.
    Oldest,
    /// By due time, the earliest first.
    DueFirst,
    /// By due time, the latest first.
    DueLast,
    /// By the end of the practice's turn, the earliest first.
    TurnEndsFirst,
    /// By determination, the latest first.
    Determined,
}

impl Sorting {
    fn column(self) -> Column {
        match self {
            Self::Newest | Self::Oldest => Column::CreatedAt,
            Self::DueFirst | Self::DueLast => Column::DueAt,
            Self::TurnEndsFirst => Column::TurnEndsAt,
            Self::Determined => Column::DeterminedAt,
        }
    }

    fn order(self) -> Order {
        match self {
            Self::Newest | Self::DueLast | Self::Determined => Order::Desc,
            Self::Oldest | Self::DueFirst | Self::TurnEndsFirst => Order::Asc,
        }
    }

    /// Ids break ties as the indexes hold them; an index that is read from its end has them the other way round.
    fn order_of_ids(self) -> Order {
        match self {
            Self::Oldest | Self::DueLast => Order::Desc,
            Self::Newest | Self::DueFirst | Self::TurnEndsFirst | Self::Determined => Order::Asc,
        }
    }

    fn is_latest_first(self) -> bool {
        matches!(self.order(), Order::Desc)
    }

    /// Sorts a statement over `prior_auth`.
    pub(super) fn sort(self, select: &mut SelectStatement) {
        let table = prior_auth::Entity;
        select
            .order_by((table, self.column()), self.order())
            .order_by((table, Column::Id), self.order_of_ids());
    }

    /// The same order, of rows that are read already.
    pub(super) fn compare(self, one: &Cursor, other: &Cursor) -> Ordering {
        let directed = |order, ordering: Ordering| match order {
            Order::Desc => ordering.reverse(),
            _ => ordering,
        };
        directed(self.order(), one.at.cmp(&other.at)).then_with(|| directed(self.order_of_ids(), one.id.cmp(&other.id)))
    }

    /// Rows behind the cursor. Said twice, so that the index finds the place by the first half.
    fn behind(self, cursor: &Cursor) -> SimpleExpr {
        let column = || Expr::col(self.column());
        let same_or_behind = if self.is_latest_first() {
            column().lte(cursor.at)
        } else {
            column().gte(cursor.at)
        };
        let id = Expr::col(Column::Id);
        let id_behind = match self.order_of_ids() {
            Order::Desc => id.lt(cursor.id.as_str()),
            _ => id.gt(cursor.id.as_str()),
        };
        same_or_behind.and(column().ne(cursor.at).or(id_behind))
    }
}

/// The requests of one status, or of one kind, or some of them.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    /// Of any if absent.
    pub(super) status: Option<Status>,
    /// What else they fulfil.
    pub(super) condition: Option<SimpleExpr>,
}

impl Branch {
    /// The branches of all statuses that fit.
    pub(super) fn of(fit: impl Fn(Status) -> bool) -> Vec<Self> {
        let statuses = Status::ALL.iter().copied().filter(|status| fit(*status));
        statuses
            .map(|status| Self {
                status: Some(status),
                condition: None,
            })
            .collect()
    }

    /// The branch of what fulfils a condition.
    pub(super) fn only(condition: SimpleExpr) -> Self {
        Self {
            status: None,
            condition: Some(condition),
        }
    }

    /// Of a list that holds nothing.
    pub(super) fn nothing() -> Self {
        Self {
            // Drafts are no requests.
            status: Some(Status::Draft),
            condition: None,
        }
    }

    /// Keeps of a statement's rows those of the branch.
    fn restrict(&self, select: &mut SelectStatement) {
        if let Some(status) = self.status {
            select.and_where(Expr::col(Column::Status).eq(status.code()));
        }
        if let Some(condition) = &self.condition {
            select.and_where(condition.clone());
        }
    }
}

/// Which rows a page takes.
#[derive(Clone, Debug)]
pub(super) struct Wanted<'a> {
    pub(super) sorting: Sorting,
    /// Few requests among which all others are looked for; all of the table if absent. It has all columns of the table.
    pub(super) among: Option<SelectStatement>,
    /// Conditions beside branch and place.
    pub(super) conditions: Vec<SimpleExpr>,
    /// All requests when empty.
    pub(super) branches: &'a [Branch],
    pub(super) after: Option<&'a Cursor>,
    pub(super) limit: u64,
}

impl Wanted<'_> {
    /// The same rows from the first one on, whatever page was asked for.
    pub(super) fn whole(self) -> Self {
        Self { after: None, ..self }
    }
}

/// The limit a caller may ask for.
pub(super) fn limit(asked: u64) -> u64 {
    asked.clamp(1, MAX_LIMIT)
}

/// Selects the ids of the page and of one row more, which tells whether there is another page.
pub(super) fn ids(wanted: &Wanted<'_>) -> SelectStatement {
    let mut branches: Vec<SelectStatement> = wanted
        .branches
        .iter()
        .map(|branch| branch_ids(wanted, Some(branch)))
        .collect();
    if branches.is_empty() {
        branches.push(branch_ids(wanted, None));
    }
    let mut merged: Option<SelectStatement> = None;
    for branch in branches {
        let wrapped = Query::select()
            .columns([Column::Id, wanted.sorting.column()])
            .from_subquery(branch, Alias::new("branch"))
            .take();
        match &mut merged {
            None => merged = Some(wrapped),
            Some(merged) => {
                merged.union(UnionType::All, wrapped);
            }
        }
    }
    Query::select()
        .column(Column::Id)
        .from_subquery(merged.unwrap_or_default(), Alias::new("page"))
        .order_by(wanted.sorting.column(), wanted.sorting.order())
        .order_by(Column::Id, wanted.sorting.order_of_ids())
        .limit(wanted.limit + 1)
        .take()
}

/// How many requests the branches hold that fulfil `condition`, counted up to `enough`: no index is read further. What an index alone
/// answers is counted first.
pub(super) fn count_up_to(condition: &SimpleExpr, branches: &[Branch], enough: u64) -> SimpleExpr {
    let (simple, others): (Vec<_>, Vec<_>) = branches.iter().partition(|branch| branch.condition.is_none());
    let mut merged: Option<SelectStatement> = None;
    for branch in simple.into_iter().chain(others) {
        let mut select = Query::select();
        select
            .column(Column::Id)
            .from(prior_auth::Entity)
            .and_where(condition.clone());
        branch.restrict(&mut select);
        match &mut merged {
            None => merged = Some(select),
            Some(merged) => {
                merged.union(UnionType::All, select);
            }
        }
    }
    let known = merged.unwrap_or_default().limit(enough).take();
    let select = Query::select()
        .expr(Expr::col(Column::Id).count())
        .from_subquery(known, Alias::new("known"))
        .take();
    SimpleExpr::SubQuery(None, Box::new(select.into()))
}

/// How many ids there are, counted up to one more than the limit.
pub(super) fn count_ids(wanted: &Wanted<'_>) -> SelectStatement {
    Query::select()
        .expr(Expr::col(Column::Id).count())
        .from_subquery(ids(wanted), Alias::new("counted"))
        .take()
}

fn branch_ids(wanted: &Wanted<'_>, branch: Option<&Branch>) -> SelectStatement {
    let mut select = Query::select();
    select.columns([Column::Id, wanted.sorting.column()]);
    match &wanted.among {
        Some(few) => select.from_subquery(few.clone(), Alias::new("few")),
        None => select.from(prior_auth::Entity),
    };
    for condition in &wanted.conditions {
        select.and_where(condition.clone());
    }
    if let Some(branch) = branch {
        branch.restrict(&mut select);
    }
    if let Some(cursor) = wanted.after {
        select.and_where(wanted.sorting.behind(cursor));
    }
    select.order_by(wanted.sorting.column(), wanted.sorting.order());
    select
        .order_by(Column::Id, wanted.sorting.order_of_ids())
        .limit(wanted.limit + 1)
        .take()
}

/// Cuts a page to its size, and tells where the next one begins.
pub(super) fn cut<T>(mut rows: Vec<T>, limit: u64, cursor: impl Fn(&T) -> Cursor) -> (Vec<T>, Option<Cursor>) {
    let size = usize::try_from(limit).unwrap_or(usize::MAX);
    if rows.len() <= size {
        return (rows, None);
    }
    rows.truncate(size);
    let next = rows.last().map(cursor);
    (rows, next)
}

/// How many requests the branches hold that fulfil `condition`, each counted from its own index.
pub(super) fn count(condition: &SimpleExpr, branches: &[Branch]) -> SimpleExpr {
    let counts = branches.iter().map(|branch| {
        let mut select = Query::select();
        select
            .expr(Expr::col(Column::Id).count())
            .from(prior_auth::Entity)
            .and_where(condition.clone());
        branch.restrict(&mut select);
        SimpleExpr::SubQuery(None, Box::new(select.take().into()))
    });
    counts.reduce(|sum, one| sum.add(one)).unwrap_or_else(|| Expr::val(0))
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Sorting};

    #[test]
    fn rows_that_are_read_are_sorted_as_the_database_sorts_them() {
        let cursor = |(at, id): (i64, &str)| Cursor { at, id: id.to_owned() };
        let sorted = |sorting: Sorting| {
            let mut rows = [(1, "z"), (2, "b"), (1, "y"), (2, "a")].map(cursor);
            rows.sort_by(|one, other| sorting.compare(one, other));
            rows.map(|row| row.to_string()).join(" ")
        };
        for sorting in [Sorting::DueFirst, Sorting::TurnEndsFirst] {
            assert_eq!(sorted(sorting), "1-y 1-z 2-a 2-b", "{sorting:?}");
        }
        for sorting in [Sorting::Newest, Sorting::Determined] {
            assert_eq!(sorted(sorting), "2-a 2-b 1-y 1-z", "{sorting:?}");
        }
        // An index that is read from its end has the ids the other way round, too.
        assert_eq!(sorted(Sorting::DueLast), "2-b 2-a 1-z 1-y");
        assert_eq!(sorted(Sorting::Oldest), "1-z 1-y 2-b 2-a");
    }
}
