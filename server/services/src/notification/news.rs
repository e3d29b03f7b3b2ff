//! What the database is asked: the events and messages that are news for somebody.

use domain::access::{Permission, Side};
use domain::prior_auth::{Action, MessageKind, is_news, news_writer};
use entity::{case_message, prior_auth, prior_auth_event};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Order, Query, SelectStatement, SimpleExpr};

use super::LOOKED_THROUGH;
use crate::Caller;
use crate::prior_auth::NOBODY;

use case_message::Column as M;
use prior_auth::Column as P;
use prior_auth_event::Column as E;

/// Whether there can be news for the caller at all.
pub(super) fn may_have_any(caller: &Caller) -> bool {
    let needed = match caller.actor.side() {
        Side::Provider => Permission::ReadPriorAuth,
        Side::Plan => Permission::ReadReviewQueue,
    };
    caller.actor.can(needed)
}

/// Whose requests these are: the practice's, or those that the reviewer has.
fn concerned(caller: &Caller) -> SimpleExpr {
    match &caller.actor.practice {
        Some(practice) => Expr::col(P::PracticeId).eq(practice.as_str()),
        None => Expr::col(P::AssignedTo).eq(caller.actor.account.as_str()),
    }
}

/// The caller's requests that changed last.
fn changed(caller: &Caller, since: i64) -> SelectStatement {
    Query::select()
        .columns([P::Id, P::UpdatedAt])
        .from(prior_auth::Entity)
        .and_where(concerned(caller))
        .and_where(Expr::col(P::UpdatedAt).gt(since))
        .order_by(P::UpdatedAt, Order::Desc)
        .order_by(P::Id, Order::Asc)
        .limit(LOOKED_THROUGH)
        .take()
}

/// The events after `since` that are news for the caller, in no order; columns are for the caller to add, from `prior_auth_event` and
/// from `changed`, which has `id` of the request.
pub(super) fn events(caller: &Caller, since: i64) -> SelectStatement {
    let side = caller.actor.side();
    let news = Action::ALL.iter().copied().filter(|action| is_news(*action, side));
    let (e, c) = (prior_auth_event::Entity, Alias::new("changed"));
    let is_others = Expr::col((e, E::AccountId))
        .is_null()
        .or(Expr::col((e, E::AccountId)).ne(caller.actor.account.as_str()));
    Query::select()
        .from_subquery(changed(caller, since), c.clone())
        .inner_join(e, Expr::col((e, E::PriorAuthId)).equals((c, P::Id)))
        .and_where(Expr::col((e, E::At)).gt(since))
        .and_where(Expr::col((e, E::Action)).is_in(news.map(Action::code)))
        .and_where(is_others)
        .take()
}

/// The messages after `since` that are news for the caller, as [`events`]: from `case_message` and from `changed`.
pub(super) fn messages(caller: &Caller, since: i64) -> SelectStatement {
    let (m, c) = (case_message::Entity, Alias::new("changed"));
    let writer = news_writer(caller.actor.side());
    Query::select()
        .from_subquery(changed(caller, since), c.clone())
        .inner_join(m, Expr::col((m, M::PriorAuthId)).equals((c, P::Id)))
        .and_where(Expr::col((m, M::At)).gt(since))
        .and_where(Expr::col((m, M::Kind)).eq(MessageKind::Message.code()))
        .and_where(Expr::col((m, M::Side)).eq(writer.code()))
        .take()
}

/// What practices wrote after `since` about requests that nobody has, for whoever may answer: of all they wrote, the latest
/// [`LOOKED_THROUGH`] are looked at. From `case_message` alone.
pub(super) fn untaken(caller: &Caller, since: i64) -> Option<SelectStatement> {
    let side = caller.actor.side();
    MessageKind::Message
        .needs(side)
        .filter(|needed| side == Side::Plan && caller.actor.can(*needed))?;
    let m = case_message::Entity;
    let latest = Query::select()
        .column(M::Id)
        .from(m)
        .and_where(Expr::col(M::Side).eq(news_writer(side).code()))
        .and_where(Expr::col(M::Kind).eq(MessageKind::Message.code()))
        .and_where(Expr::col(M::At).gt(since))
        .order_by(M::At, Order::Desc)
        .order_by(M::Id, Order::Asc)
        .limit(LOOKED_THROUGH)
        .take();
    let nobodys = Query::select()
        .column(P::Id)
        .from(prior_auth::Entity)
        .and_where(Expr::col((prior_auth::Entity, P::Id)).equals((m, M::PriorAuthId)))
        .and_where(Expr::col(P::AssignedTo).is_null())
        // What was taken back is no practice's any more: there is nobody to answer.
        .and_where(Expr::col(P::PracticeId).ne(NOBODY))
        .take();
    let select = Query::select()
        .from(m)
        .and_where(Expr::col((m, M::Id)).in_subquery(latest))
        .and_where(Expr::exists(nobodys))
        .take();
    Some(select)
}
