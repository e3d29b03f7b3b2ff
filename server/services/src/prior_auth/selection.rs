//! The first pages of several lists in one statement.

use domain::id::CaseId;
use entity::prior_auth;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, JoinType, Query, SelectStatement, UnionType};
use sea_orm::{ConnectionTrait as _, FromQueryResult as _};

use super::page::Sorting;
use super::summary::{self, Summary, SummaryRow};
use crate::db::DbError;
use crate::{Caller, Services};

/// One page of one list.
#[derive(Clone, Debug)]
pub(crate) struct Selection {
    /// Selects the ids on the page, and perhaps one more.
    pub(super) ids: SelectStatement,
    pub(super) sorting: Sorting,
    pub(super) limit: u64,
}

impl Selection {
    /// The statement, and the order and number of its rows.
    fn parts(self) -> (SelectStatement, (Sorting, u64)) {
        (self.ids, (self.sorting, self.limit))
    }
}

/// What each of the pages shows, in its order.
pub(crate) async fn select(
    services: &Services,
    caller: &Caller,
    selections: impl IntoIterator<Item = Selection>,
) -> Result<Vec<Vec<(CaseId, Summary)>>, DbError> {
    let (ids, orders): (Vec<_>, Vec<_>) = selections.into_iter().map(Selection::parts).unzip();
    let mut pages: Vec<Vec<SummaryRow>> = orders.iter().map(|_| Vec::new()).collect();
    for row in services.db.read().query_all(&statement(ids)).await? {
        let number: i32 = row.try_get("", "number")?;
        let page = usize::try_from(number).ok().and_then(|number| pages.get_mut(number));
        if let Some(page) = page {
            page.push(SummaryRow::from_query_result(&row, "")?);
        }
    }
    let summary = |row: SummaryRow| Ok((CaseId::new(&row.id), row.into_summary(services, caller)?));
    let pages = orders.into_iter().zip(pages);
    pages
        .map(|(order, rows)| in_order(order, rows).into_iter().map(summary).collect())
        .collect()
}

/// The rows of a page as it is sorted, without the one too many.
fn in_order((sorting, limit): (Sorting, u64), mut rows: Vec<SummaryRow>) -> Vec<SummaryRow> {
    rows.sort_by(|one, other| sorting.compare(&one.cursor(sorting), &other.cursor(sorting)));
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    rows
}

/// Every row with the number of the page it is on. A case may be on several.
fn statement(pages: Vec<SelectStatement>) -> SelectStatement {
    let (chosen, number, id) = (Alias::new("chosen"), Alias::new("number"), prior_auth::Column::Id);
    let mut merged: Option<SelectStatement> = None;
    for (position, ids) in (0..).zip(pages) {
        let page = Query::select()
            .column(id)
            .expr_as(Expr::val::<i32>(position), number.clone())
            .from_subquery(ids, Alias::new("of_page"))
            .take();
        match &mut merged {
            None => merged = Some(page),
            Some(merged) => {
                merged.union(UnionType::All, page);
            }
        }
    }
    let same = Expr::col((chosen.clone(), id)).equals((prior_auth::Entity, id));
    let mut select = summary::select();
    select.column((chosen.clone(), number)).join_subquery(
        JoinType::InnerJoin,
        merged.unwrap_or_default(),
        chosen,
        same,
    );
    select
}
