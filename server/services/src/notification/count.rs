//! How much is new: the number at the bell of every page.

use domain::time::to_millis;
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement, UnionType};

use super::{MOST_COUNTED, news, position, pressing};
use crate::db::DbError;
use crate::{Caller, Services};

/// How many notifications the caller has not read, [`MOST_COUNTED`] and one at most.
///
/// # Errors
/// The database could not be read.
pub async fn count(services: &Services, caller: &Caller) -> Result<u64, DbError> {
    if !news::may_have_any(caller) {
        return Ok(0);
    }
    let read = position::read(services.db.read(), caller).await?;
    let since = position::since(services, read);
    let select = statement(caller, since, to_millis(services.env.now()));
    let row = services.db.read().query_one(&select).await?;
    let number: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(u64::try_from(number).unwrap_or_default())
}

/// What the database is asked.
pub(super) fn statement(caller: &Caller, since: i64, now: i64) -> SelectStatement {
    let one = |mut select: SelectStatement| select.expr(Expr::val(1)).limit(MOST_COUNTED + 1).to_owned();
    let wrapped = |select, name| {
        Query::select()
            .expr(Expr::val(1))
            .from_subquery(select, Alias::new(name))
            .take()
    };
    let mut all = wrapped(one(news::events(caller, since)), "events");
    all.union(UnionType::All, wrapped(one(news::messages(caller, since)), "messages"));
    if let Some(untaken) = news::untaken(caller, since) {
        all.union(UnionType::All, wrapped(one(untaken), "untaken"));
    }
    if let Some(pressing) = pressing::pressing(caller, since, now) {
        all.union(UnionType::All, wrapped(one(pressing), "pressing"));
    }
    Query::select()
        .expr(Expr::cust("*").count())
        .from_subquery(all, Alias::new("news"))
        .take()
}
