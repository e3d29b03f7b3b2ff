//! How much waits for whom: counted by the rules of the lists, from their indexes.

use domain::access::{Actor, Permission};
use domain::dashboard::Ageing;
use domain::id::PracticeId;
use domain::time::Timestamp;
use entity::{prior_auth, prior_auth_draft};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr};
use sea_orm::{Condition, ConnectionTrait as _};

use super::determined::Determined;
use super::draft::for_me;
use super::group::Group;
use super::list::Matching;
use super::load::load;
use super::page;
use super::queue::{Assigned, QueueQuery};
use crate::db::DbError;
use crate::{Caller, Services};

/// The numbers of a person's lists. A practice's are zero for the plan's staff, and the other way round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Requests with which the practice can or must do something.
    pub needs_you: u64,
    /// Requests that wait for the plan.
    pub waiting: u64,
    /// Requests with which nothing is left to do: they only grow, so they are counted up to 1,000.
    pub decided: u64,
    /// There are more of them, and nobody counted them.
    pub is_more_decided: bool,
    /// Open drafts.
    pub drafts: u64,
    /// Of them, what waits for the caller.
    pub drafts_for_me: u64,
    /// The plan's open work.
    pub queue_open: u64,
    /// Of it, what the caller has taken.
    pub queue_mine: u64,
    /// Of it, what is late.
    pub overdue: u64,
}

impl Counts {
    /// What needs the practice in the eyes of this person: drafts, too, for whoever may write them.
    #[must_use]
    pub fn needs(&self, actor: &Actor) -> u64 {
        let drafts = if actor.can(Permission::WritePriorAuth) {
            self.drafts
        } else {
            0
        };
        self.needs_you + drafts
    }
}

/// Counts for the caller's side.
///
/// # Errors
/// The database could not be read.
pub async fn counts(services: &Services, caller: &Caller) -> Result<Counts, DbError> {
    let Some(practice) = &caller.actor.practice else {
        return of_plan(services, caller).await;
    };
    let enough = Matching::COUNTED + 1;
    let now = services.env.now();
    let more = vec![
        count_drafts(practice, Some(for_me(caller))),
        count_decided(practice, now, enough),
    ];
    let &[needs_you, waiting, drafts, drafts_for_me, decided] = numbers(services, practice, more).await?.as_slice()
    else {
        return Ok(Counts::default());
    };
    Ok(Counts {
        needs_you,
        waiting,
        decided: Ord::min(decided, Matching::COUNTED),
        is_more_decided: decided >= enough,
        drafts,
        drafts_for_me,
        ..Counts::default()
    })
}

/// How many requests the practice has that are decided, if they are no more than `enough`: indexes are read no further.
fn count_decided(practice: &PracticeId, now: Timestamp, enough: u64) -> SimpleExpr {
    page::count_up_to(&own(practice), &Group::Decided.branches(now), enough)
}

/// Like [`counts`], without what only grows: what is decided, and the plan's open work beside the caller's own. It costs
/// as little after years as on the first day.
///
/// # Errors
/// The database could not be read.
pub async fn pressing(services: &Services, caller: &Caller) -> Result<Counts, DbError> {
    match &caller.actor.practice {
        Some(practice) => Ok(news(services, practice, None).await?.0),
        None => Ok(Counts {
            queue_mine: own_work(services, caller).await?,
            ..Counts::default()
        }),
    }
}

/// What is pressing, and how many requests were determined so.
pub(crate) async fn news(
    services: &Services,
    practice: &PracticeId,
    determined: Option<Determined>,
) -> Result<(Counts, u64), DbError> {
    let determined = determined.map(|determined| count_determined(practice, &determined));
    let numbers = numbers(services, practice, determined.into_iter().collect()).await?;
    let number = |index: usize| numbers.get(index).copied().unwrap_or_default();
    let counts = Counts {
        needs_you: number(0),
        waiting: number(1),
        drafts: number(2),
        ..Counts::default()
    };
    Ok((counts, number(3)))
}

/// How many requests of the caller's practice were determined so; none for somebody without a practice.
///
/// # Errors
/// The database could not be read.
pub async fn determined(services: &Services, caller: &Caller, determined: &Determined) -> Result<u64, DbError> {
    let Some(practice) = &caller.actor.practice else {
        return Ok(0);
    };
    let numbers = ask(services, vec![count_determined(practice, determined)]).await?;
    Ok(numbers.first().copied().unwrap_or_default())
}

/// Needs you, waiting, drafts, and what else is asked for.
async fn numbers(services: &Services, practice: &PracticeId, more: Vec<SimpleExpr>) -> Result<Vec<u64>, DbError> {
    let pressing = count_pressing(practice, services.env.now());
    ask(services, pressing.into_iter().chain(more).collect()).await
}

fn count_pressing(practice: &PracticeId, now: Timestamp) -> [SimpleExpr; 3] {
    // What waits for the plan is undecided: an index holds that alone.
    let waiting = own(practice).and(Expr::col(prior_auth::Column::DecidedAt).is_null());
    [
        page::count(&own(practice), &Group::NeedsYou.branches(now)),
        page::count(&waiting, &Group::Waiting.branches(now)),
        count_drafts(practice, None),
    ]
}

/// What the database is asked for what is pressing alone.
#[cfg(feature = "testing")]
pub(super) fn pressing_statement(practice: &PracticeId, now: Timestamp) -> SelectStatement {
    Query::select().exprs(count_pressing(practice, now)).to_owned()
}

/// What the database is asked for what is decided.
#[cfg(feature = "testing")]
pub(super) fn decided_statement(practice: &PracticeId, now: Timestamp) -> SelectStatement {
    let enough = Matching::COUNTED + 1;
    Query::select().expr(count_decided(practice, now, enough)).to_owned()
}

async fn ask(services: &Services, numbers: Vec<SimpleExpr>) -> Result<Vec<u64>, DbError> {
    let wanted = numbers.len();
    let select = Query::select().exprs(numbers).to_owned();
    let Some(row) = services.db.read().query_one(&select).await? else {
        return Ok(Vec::new());
    };
    let number = |index| {
        let number: i64 = row.try_get_by_index(index)?;
        Ok(u64::try_from(number).unwrap_or_default())
    };
    (0..wanted).map(number).collect()
}

fn own(practice: &PracticeId) -> SimpleExpr {
    Expr::col(prior_auth::Column::PracticeId).eq(practice.as_str())
}

fn count_determined(practice: &PracticeId, determined: &Determined) -> SimpleExpr {
    let mut select = Query::select();
    select
        .expr(Expr::col(prior_auth::Column::Id).count())
        .from(prior_auth::Entity)
        .and_where(own(practice));
    for condition in determined.conditions() {
        select.and_where(condition);
    }
    number(select.take())
}

fn count_drafts(practice: &PracticeId, which: Option<Condition>) -> SimpleExpr {
    use prior_auth_draft::Column;
    let select = Query::select()
        .expr(Expr::col(Column::Id).count())
        .from(prior_auth_draft::Entity)
        .and_where(Expr::col(Column::PracticeId).eq(practice.as_str()))
        .and_where(Expr::col(Column::SubmittedCaseId).is_null())
        .cond_where(which.unwrap_or_else(Condition::all))
        .take();
    number(select)
}

fn number(select: SelectStatement) -> SimpleExpr {
    SimpleExpr::SubQuery(None, Box::new(select.into()))
}

async fn of_plan(services: &Services, caller: &Caller) -> Result<Counts, DbError> {
    let load = load(services, caller).await?;
    let count = |assigned, ageing| {
        let query = QueueQuery {
            assigned,
            ageing,
            ..QueueQuery::default()
        };
        load.count(caller, &query)
    };
    Ok(Counts {
        queue_open: count(Assigned::Anybody, None),
        queue_mine: count(Assigned::Me, None),
        overdue: count(Assigned::Anybody, Some(Ageing::Overdue)),
        ..Counts::default()
    })
}

async fn own_work(services: &Services, caller: &Caller) -> Result<u64, DbError> {
    let select = Query::select()
        .expr(Expr::col(prior_auth::Column::Id).count())
        .from(prior_auth::Entity)
        .and_where(Expr::col(prior_auth::Column::DecidedAt).is_null())
        .and_where(Expr::col(prior_auth::Column::AssignedTo).eq(caller.actor.account.as_str()))
        .take();
    let numbers = ask(services, vec![number(select)]).await?;
    Ok(numbers.first().copied().unwrap_or_default())
}
