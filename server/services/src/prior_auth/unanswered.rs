//! Messages of practices that nobody at the plan has answered. What decides about a request answers none of them; a request that is
//! decided leaves the queue.

use std::collections::BTreeSet;

use domain::access::Side;
use domain::prior_auth::MessageKind;
use entity::case_message::Column as M;
use entity::{case_message, prior_auth};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr};

use crate::db::DbError;

/// That a practice wrote last about the request of the statement's row.
pub(super) fn unanswered() -> SimpleExpr {
    let (m, answer) = (case_message::Entity, Alias::new("answer"));
    let later = Expr::col((answer.clone(), M::At)).gt(Expr::col((m, M::At)));
    let answers = Query::select()
        .column((answer.clone(), M::Id))
        .from_as(m, answer.clone())
        .and_where(Expr::col((answer.clone(), M::PriorAuthId)).equals((m, M::PriorAuthId)))
        .and_where(Expr::col((answer.clone(), M::Kind)).eq(MessageKind::Message.code()))
        .and_where(Expr::col((answer, M::Side)).eq(Side::Plan.code()))
        .and_where(later)
        .take();
    let asked = Query::select()
        .column((m, M::Id))
        .from(m)
        .and_where(Expr::col((m, M::PriorAuthId)).equals((prior_auth::Entity, prior_auth::Column::Id)))
        .and_where(Expr::col((m, M::Kind)).eq(MessageKind::Message.code()))
        .and_where(Expr::col((m, M::Side)).eq(Side::Provider.code()))
        .and_where(Expr::exists(answers).not())
        .take();
    Expr::exists(asked)
}

/// Those of the requests with these ids about which a practice wrote last.
pub(super) async fn among(conn: &impl ConnectionTrait, ids: &[String]) -> Result<BTreeSet<String>, DbError> {
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let rows = conn.query_all(&statement(ids)).await?;
    Ok(rows
        .iter()
        .map(|row| row.try_get_by_index(0))
        .collect::<Result<_, _>>()?)
}

fn statement(ids: &[String]) -> SelectStatement {
    let id = || Expr::col((prior_auth::Entity, prior_auth::Column::Id));
    Query::select()
        .expr(id())
        .from(prior_auth::Entity)
        .and_where(id().is_in(ids))
        .and_where(unanswered())
        .take()
}
