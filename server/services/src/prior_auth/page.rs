//! Keyset pages: the next page begins after the last row of this one, however deep it is.
//!
//! A list of several statuses is read status by status, each from its own index, and merged: never a scan, never an offset.

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
    /// By due time, the earliest first.
    DueFirst,
}

impl Sorting {
    fn column(self) -> Column {
        match self {
            Self::Newest => Column::CreatedAt,
            Self::DueFirst => Column::DueAt,
        }
    }

    fn order(self) -> Order {
        match self {
            Self::Newest => Order::Desc,
            Self::DueFirst => Order::Asc,
        }
    }

    /// Sorts a statement over `prior_auth`.
    pub(super) fn sort(self, select: &mut SelectStatement) {
        let table = prior_auth::Entity;
        select
            .order_by((table, self.column()), self.order())
            .order_by((table, Column::Id), Order::Asc);
    }

    /// Rows behind the cursor. Said twice, so that the index finds the place by the first half.
    fn behind(self, cursor: &Cursor) -> SimpleExpr {
        let column = || Expr::col(self.column());
        let same_or_behind = match self {
            Self::Newest => column().lte(cursor.at),
            Self::DueFirst => column().gte(cursor.at),
        };
        same_or_behind.and(column().ne(cursor.at).or(Expr::col(Column::Id).gt(cursor.id.as_str())))
    }
}

/// Which rows a page takes.
#[derive(Clone, Debug)]
pub(super) struct Wanted<'a> {
    pub(super) sorting: Sorting,
    /// Conditions beside status and place.
    pub(super) conditions: Vec<SimpleExpr>,
    /// All statuses when empty.
    pub(super) statuses: &'a [&'static str],
    pub(super) after: Option<&'a Cursor>,
    pub(super) limit: u64,
}

/// The limit a caller may ask for.
pub(super) fn limit(asked: u64) -> u64 {
    asked.clamp(1, MAX_LIMIT)
}

/// Selects the ids of the page and of one row more, which tells whether there is another page.
pub(super) fn ids(wanted: &Wanted<'_>) -> SelectStatement {
    let mut branches: Vec<SelectStatement> = wanted
        .statuses
        .iter()
        .map(|status| branch(wanted, Some(status)))
        .collect();
    if branches.is_empty() {
        branches.push(branch(wanted, None));
    }
    let mut merged: Option<SelectStatement> = None;
    for branch in branches {
        let wrapped = Query::select()
            .columns([Column::Id, wanted.sorting.column()])
            .from_subquery(branch, Alias::new("branch"))
            .to_owned();
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
        .order_by(Column::Id, Order::Asc)
        .limit(wanted.limit + 1)
        .to_owned()
}

fn branch(wanted: &Wanted<'_>, status: Option<&'static str>) -> SelectStatement {
    let mut select = Query::select();
    select
        .columns([Column::Id, wanted.sorting.column()])
        .from(prior_auth::Entity);
    for condition in &wanted.conditions {
        select.and_where(condition.clone());
    }
    if let Some(status) = status {
        select.and_where(Expr::col(Column::Status).eq(status));
    }
    if let Some(cursor) = wanted.after {
        select.and_where(wanted.sorting.behind(cursor));
    }
    select.order_by(wanted.sorting.column(), wanted.sorting.order());
    select
        .order_by(Column::Id, Order::Asc)
        .limit(wanted.limit + 1)
        .to_owned()
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

/// The codes of all statuses that fit.
pub(super) fn statuses(fit: impl Fn(domain::prior_auth::Status) -> bool) -> Vec<&'static str> {
    domain::prior_auth::Status::ALL
        .iter()
        .copied()
        .filter(|status| fit(*status))
        .map(|status| status.code())
        .collect()
}
