//! What the database is asked about work that presses: the decision is due soon, or its time is over.
//!
//! Nobody does these things, so no event says them: they follow from the due time. Somebody is told at the instant from which it is true,
//! or when the due time was set, if that was later: a request that comes late already is news.

use domain::access::{Permission, Side};
use domain::prior_auth::{Action, Urgency};
use entity::{prior_auth, prior_auth_event, prior_auth_intake};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Order, Query, SelectStatement, SimpleExpr, UnionType};

use super::list::with_request;
use crate::Caller;

use prior_auth::Column as P;
use prior_auth_event::Column as E;
use prior_auth_intake::Column as I;

/// What stands for an action in the rows of [`listed`].
pub(super) const DUE_SOON: &str = "due_soon";
pub(super) const OVERDUE: &str = "overdue";

/// The open requests of the reviewer, of all reviewers for whoever may extend their time, of which is told after `since`; columns are for
/// the caller to add.
pub(super) fn pressing(caller: &Caller, since: i64, now: i64) -> Option<SelectStatement> {
    if caller.actor.side() == Side::Provider {
        return None;
    }
    let mut ids = open(caller, now);
    ids.column((prior_auth::Entity, P::Id)).and_where(due_at().gt(since));
    // What was entered when its time was over is told when it was entered.
    let entered = Query::select()
        .column(I::PriorAuthId)
        .from(prior_auth_intake::Entity)
        .and_where(Expr::col(I::EnteredAt).gt(since))
        .take();
    ids.union(UnionType::All, entered);
    let mut select = open(caller, now);
    select
        .and_where(Expr::col((prior_auth::Entity, P::Id)).in_subquery(ids))
        .and_where(true_from(now).lte(now))
        .and_where(told_at(now).gt(since));
    Some(select)
}

/// The same, as the list shows them.
pub(super) fn listed(caller: &Caller, since: i64, now: i64, limit: u64) -> Option<SelectStatement> {
    let p = prior_auth::Entity;
    let mut select = pressing(caller, since, now)?;
    let nothing = || Expr::val(Option::<String>::None);
    let what = Expr::case(due_at().lte(now), OVERDUE).finally(DUE_SOON);
    select
        .column((p, P::Id))
        .expr_as(told_at(now), Alias::new("at"))
        .expr_as(what, Alias::new("action"))
        .expr_as(Expr::col((p, P::Status)), Alias::new("status"))
        .expr_as(nothing(), Alias::new("performer"))
        .expr_as(nothing(), Alias::new("channel"))
        .expr_as(nothing(), Alias::new("who"))
        .order_by_expr(told_at(now), Order::Desc);
    with_request(&mut select);
    Some(select.limit(limit).to_owned())
}

/// The open work that the caller sees to, as far as a warning may be near.
fn open(caller: &Caller, now: i64) -> SelectStatement {
    let p = prior_auth::Entity;
    let longest = Urgency::ALL.iter().map(|urgency| warned_before(*urgency)).max();
    let mut select = Query::select();
    select
        .from(p)
        .and_where(Expr::col((p, P::DecidedAt)).is_null())
        .and_where(due_at().lte(now.saturating_add(longest.unwrap_or_default())));
    if !caller.actor.can(Permission::ExtendReview) {
        select.and_where(Expr::col((p, P::AssignedTo)).eq(caller.actor.account.as_str()));
    }
    select
}

fn due_at() -> Expr {
    Expr::col((prior_auth::Entity, P::DueAt))
}

fn warned_before(urgency: Urgency) -> i64 {
    urgency.warned_before().num_milliseconds()
}

/// From when on it is true: that the time is over, or that it soon will be.
fn true_from(now: i64) -> SimpleExpr {
    let expedited = Expr::col((prior_auth::Entity, P::Urgency)).eq(Urgency::Expedited.code());
    let warned = Expr::case(expedited, warned_before(Urgency::Expedited)).finally(warned_before(Urgency::Standard));
    let warned: SimpleExpr = warned.into();
    Expr::case(due_at().lte(now), due_at())
        .finally(due_at().sub(warned))
        .into()
}

/// When somebody is told: not before what last set the due time. A request comes late, a practice answers when little time is left.
fn told_at(now: i64) -> SimpleExpr {
    let e = prior_auth_event::Entity;
    let setting = Action::ALL.iter().copied().filter(|action| sets_due_time(*action));
    let last = Query::select()
        .expr(Expr::col((e, E::At)).max())
        .from(e)
        .and_where(Expr::col((e, E::PriorAuthId)).equals((prior_auth::Entity, P::Id)))
        .and_where(Expr::col((e, E::Action)).is_in(setting.map(Action::code)))
        .take();
    let set = || SimpleExpr::SubQuery(None, Box::new(last.clone().into()));
    Expr::case(set().gt(true_from(now)), set())
        .finally(true_from(now))
        .into()
}

/// Whether the decision is due at another time after it.
fn sets_due_time(action: Action) -> bool {
    matches!(
        action,
        Action::Submit | Action::Enter | Action::AskForInformation | Action::AnswerInformation | Action::Void
    ) || action.moves_due_time()
}
