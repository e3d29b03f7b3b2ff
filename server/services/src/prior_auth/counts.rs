//! How much waits for whom.

use domain::prior_auth::Status;
use domain::time::to_millis;
use entity::{prior_auth, prior_auth_draft};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
};

use super::list::Group;
use super::page::statuses;
use crate::db::DbError;
use crate::{Caller, Services};

/// The numbers of the dashboard. A practice's are zero for the plan's staff, and the other way round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Requests with which the practice can or must do something.
    pub needs_you: u64,
    /// Requests that wait for the plan.
    pub waiting: u64,
    /// Requests with which nothing is left to do.
    pub decided: u64,
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

/// Counts for the caller's side.
///
/// # Errors
/// The database could not be read.
pub async fn counts(services: &Services, caller: &Caller) -> Result<Counts, DbError> {
    match &caller.actor.practice {
        Some(practice) => of_practice(services, caller, practice.as_str()).await,
        None => of_plan(services, caller).await,
    }
}

async fn of_practice(services: &Services, caller: &Caller, practice: &str) -> Result<Counts, DbError> {
    let by_status = prior_auth::Entity::find()
        .select_only()
        .column(prior_auth::Column::Status)
        .column_as(prior_auth::Column::Id.count(), "number")
        .filter(prior_auth::Column::PracticeId.eq(practice))
        .group_by(prior_auth::Column::Status)
        .into_tuple::<(String, i64)>()
        .all(services.db.read());
    let drafts = prior_auth_draft::Entity::find()
        .filter(prior_auth_draft::Column::PracticeId.eq(practice))
        .filter(prior_auth_draft::Column::SubmittedCaseId.is_null())
        .count(services.db.read());
    let drafts_for_me = prior_auth_draft::Entity::find()
        .filter(prior_auth_draft::Column::PracticeId.eq(practice))
        .filter(prior_auth_draft::Column::SubmittedCaseId.is_null())
        .filter(super::draft::for_me(caller))
        .count(services.db.read());
    let (by_status, drafts, drafts_for_me) = futures::try_join!(by_status, drafts, drafts_for_me)?;
    let mut counts = Counts {
        drafts,
        drafts_for_me,
        ..Counts::default()
    };
    for (status, number) in by_status {
        let known =
            Status::parse(&status).ok_or_else(|| DbError::value("prior_auth", "status", practice, "a known status"))?;
        let place = match Group::of(known) {
            Group::NeedsYou => &mut counts.needs_you,
            Group::Waiting => &mut counts.waiting,
            Group::Decided => &mut counts.decided,
        };
        *place += u64::try_from(number).unwrap_or_default();
    }
    Ok(counts)
}

async fn of_plan(services: &Services, caller: &Caller) -> Result<Counts, DbError> {
    use prior_auth::Column;
    let one_if = |condition: sea_orm::sea_query::SimpleExpr| Expr::case(condition, 1).finally(0).sum();
    let mine = Expr::col(Column::AssignedTo).eq(caller.actor.account.as_str());
    let late = Expr::col(Column::DueAt).lt(to_millis(services.env.now()));
    let select = Query::select()
        .expr(Expr::col(Column::Id).count())
        .expr(one_if(mine))
        .expr(one_if(late))
        .from(prior_auth::Entity)
        .and_where(Expr::col(Column::DecidedAt).is_null())
        .and_where(Expr::col(Column::Status).is_in(statuses(Status::is_open)))
        .to_owned();
    let Some(row) = services.db.read().query_one(&select).await? else {
        return Ok(Counts::default());
    };
    // A sum over no rows is null.
    let number = |index| -> Result<u64, DbError> {
        let number: Option<i64> = row.try_get_by_index(index)?;
        Ok(number.and_then(|number| u64::try_from(number).ok()).unwrap_or_default())
    };
    Ok(Counts {
        queue_open: number(0)?,
        queue_mine: number(1)?,
        overdue: number(2)?,
        ..Counts::default()
    })
}
