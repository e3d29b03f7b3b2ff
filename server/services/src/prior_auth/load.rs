//! The plan's open work in numbers: how much is pressing, and on whose desk it lies.

use domain::access::{Role, Side};
use domain::dashboard::Ageing;
use domain::id::AccountId;
use domain::time::{Timestamp, to_millis};
use entity::{account, prior_auth, role_grant};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, FromQueryResult, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _, Select,
};

use super::queue::{Assigned, QueueQuery};
use crate::db::DbError;
use crate::{Caller, Services};

/// So many cases of one reviewer, or of nobody, in one part of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Portion {
    assigned_to: Option<AccountId>,
    ageing: Ageing,
    number: u64,
}

/// The open work, parted by reviewer and by the time that is left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    portions: Vec<Portion>,
}

impl Load {
    /// How many cases the queue holds for that question, whatever page is asked for.
    #[must_use]
    pub fn count(&self, caller: &Caller, query: &QueueQuery) -> u64 {
        let me = &caller.actor.account;
        let portions = self.portions.iter().filter(|portion| {
            let is_theirs = match &query.assigned {
                Assigned::Anybody => true,
                Assigned::Me => portion.assigned_to.as_ref() == Some(me),
                Assigned::Nobody => portion.assigned_to.is_none(),
                Assigned::To(account) => portion.assigned_to.as_ref() == Some(account),
            };
            is_theirs && query.ageing.is_none_or(|ageing| ageing == portion.ageing)
        });
        portions.map(|portion| portion.number).sum()
    }
}

#[derive(FromQueryResult)]
struct Row {
    assigned_to: Option<String>,
    ageing: i32,
    number: i64,
}

/// The open work of all practices; nothing for somebody who acts for a practice.
///
/// # Errors
/// The database could not be read.
pub async fn load(services: &Services, caller: &Caller) -> Result<Load, DbError> {
    if caller.actor.side() == Side::Provider {
        return Ok(Load::default());
    }
    let rows = services.db.read().query_all(&statement(services.env.now())).await?;
    let portion = |row| {
        let Row {
            assigned_to,
            ageing,
            number,
        } = Row::from_query_result(row, "")?;
        let ageing = usize::try_from(ageing).ok().and_then(|index| Ageing::ALL.get(index));
        Ok(Portion {
            ageing: *ageing.ok_or_else(|| DbError::value("prior_auth", "due_at", "open work", "a due time"))?,
            assigned_to: assigned_to.map(AccountId::new),
            number: u64::try_from(number).unwrap_or_default(),
        })
    };
    Ok(Load {
        portions: rows.iter().map(portion).collect::<Result<_, DbError>>()?,
    })
}

/// Open work is what nobody has decided; the index that holds it alone answers by itself.
pub(super) fn statement(now: Timestamp) -> SelectStatement {
    use prior_auth::Column;
    let mut part = Expr::case(due_before(Ageing::Overdue, now), 0);
    for (index, ageing) in (1..).zip([Ageing::Day, Ageing::ThreeDays]) {
        part = part.case(due_before(ageing, now), index);
    }
    Query::select()
        .column(Column::AssignedTo)
        .expr_as(part.finally(3), Alias::new("ageing"))
        .expr_as(Expr::col(Column::Id).count(), Alias::new("number"))
        .from(prior_auth::Entity)
        .and_where(Expr::col(Column::DecidedAt).is_null())
        .add_group_by([Expr::col(Column::AssignedTo), Expr::col(Alias::new("ageing"))])
        .take()
}

/// Everything up to the end of a part; those before it are told apart first.
fn due_before(ageing: Ageing, now: Timestamp) -> SimpleExpr {
    let (_, before) = ageing.bounds(now);
    Expr::col(prior_auth::Column::DueAt).lt(before.map_or(i64::MAX, to_millis))
}

/// Somebody who reviews requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewer {
    /// The account.
    pub account: AccountId,
    /// The name others see.
    pub name: String,
}

/// All who may review, and all others who have open work, by name; nothing for somebody who acts for a practice.
///
/// # Errors
/// The database could not be read.
pub async fn reviewers(services: &Services, caller: &Caller) -> Result<Vec<Reviewer>, DbError> {
    if caller.actor.side() == Side::Provider {
        return Ok(Vec::new());
    }
    let rows: Vec<(String, String)> = find_reviewers().into_tuple().all(services.db.read()).await?;
    let reviewer = |(id, name): (String, String)| Reviewer {
        account: AccountId::new(id),
        name,
    };
    Ok(rows.into_iter().map(reviewer).collect())
}

/// Ids and names. Grouped, so that the index of open work by assignee answers: that somebody has it, which would say as much, is the
/// condition of another one, and that holds all that was ever decided.
pub(super) fn find_reviewers() -> Select<account::Entity> {
    let may_review = role_grant::Entity::find()
        .select_only()
        .column(role_grant::Column::AccountId)
        .filter(role_grant::Column::Role.is_in([Role::Nurse.code(), Role::Physician.code()]));
    let has_work = prior_auth::Entity::find()
        .select_only()
        .column(prior_auth::Column::AssignedTo)
        .filter(prior_auth::Column::DecidedAt.is_null())
        .group_by(prior_auth::Column::AssignedTo);
    let works_here = account::Column::Id
        .in_subquery(may_review.into_query())
        .and(account::Column::DisabledAt.is_null());
    account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::DisplayName])
        .filter(works_here.or(account::Column::Id.in_subquery(has_work.into_query())))
        .order_by_asc(account::Column::DisplayName)
}
