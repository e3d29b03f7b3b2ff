//! What the database is asked about work that presses: the decision is due soon, or its time is over.
//!
//! Nobody does these things, so no event says them: they follow from the due time. Somebody is told at the instant from which it is true,
//! or, of a request that was entered later than that, when it was entered. So a request that comes late already is news.

use domain::access::{Permission, Side};
use domain::prior_auth::clock_rule::ClockRule;
use domain::prior_auth::{Status, Urgency};
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
pub(super) fn pressing(caller: &Caller, (since, now): (i64, i64), rules: &Rules) -> Option<SelectStatement> {
    if caller.actor.side() == Side::Provider {
        return None;
    }
    let mut ids = open(caller, now, rules);
    ids.column((prior_auth::Entity, P::Id)).and_where(due_at().gt(since));
    // What was entered when its time was over is told when it was entered.
    let entered = Query::select()
        .column(I::PriorAuthId)
        .from(prior_auth_intake::Entity)
        .and_where(Expr::col(I::EnteredAt).gt(since))
        .to_owned();
    ids.union(UnionType::All, entered);
    let mut select = open(caller, now, rules);
    select
        .and_where(Expr::col((prior_auth::Entity, P::Id)).in_subquery(ids))
        .and_where(true_from(now).lte(now))
        .and_where(told_at(now).gt(since));
    Some(select)
}

/// The same, as the list shows them.
pub(super) fn listed(caller: &Caller, (since, now): (i64, i64), rules: &Rules, limit: u64) -> Option<SelectStatement> {
    let p = prior_auth::Entity;
    let mut select = pressing(caller, (since, now), rules)?;
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
fn open(caller: &Caller, now: i64, rules: &Rules) -> SelectStatement {
    let p = prior_auth::Entity;
    let longest = Urgency::ALL.iter().map(|urgency| warned_before(*urgency)).max();
    let statuses = Status::ALL.iter().filter(|status| status.is_open());
    let mut select = Query::select();
    select
        .from(p)
        .and_where(Expr::col((p, P::DecidedAt)).is_null())
        .and_where(Expr::col((p, P::Status)).is_in(statuses.map(|status| status.code())))
        .and_where(due_at().lte(now.saturating_add(longest.unwrap_or_default())))
        .and_where(rules.stand_still().not());
    if !caller.actor.can(Permission::ExtendReview) {
        select.and_where(Expr::col((p, P::AssignedTo)).eq(caller.actor.account.as_str()));
    }
    select
}

/// The ids of the clock rules that stand still while an answer of the practice is awaited (29 CFR 2560.503-1(f)(4)).
pub(super) struct Rules(Vec<String>);

impl Rules {
    pub(super) fn of(clocks: &[ClockRule]) -> Self {
        let pausing = clocks.iter().filter(|rule| rule.pauses_for_information);
        Self(pausing.map(|rule| rule.id.clone()).collect())
    }

    /// That no time runs: when the decision is due is not known before the answer is there.
    fn stand_still(&self) -> SimpleExpr {
        let p = prior_auth::Entity;
        Expr::col((p, P::Status))
            .eq(Status::InformationRequested.code())
            .and(Expr::col((p, P::DueRule)).is_in(self.0.iter().map(String::as_str)))
    }
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

/// When somebody is told: not before the request was here.
fn told_at(now: i64) -> SimpleExpr {
    let e = prior_auth_event::Entity;
    let first = Query::select()
        .column((e, E::At))
        .from(e)
        .and_where(Expr::col((e, E::PriorAuthId)).equals((prior_auth::Entity, P::Id)))
        .and_where(Expr::col((e, E::Sequence)).eq(1))
        .to_owned();
    let here = || SimpleExpr::SubQuery(None, Box::new(first.clone().into()));
    Expr::case(here().gt(true_from(now)), here())
        .finally(true_from(now))
        .into()
}
