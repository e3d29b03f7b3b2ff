//! The plan's open work in numbers: how much is pressing, and on whose desk it lies.

use domain::access::{Role, Side};
use domain::dashboard::Ageing;
use domain::id::AccountId;
use domain::time::{Timestamp, to_millis};
use entity::{account, prior_auth, role_grant};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr, UnionType};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    Select,
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

/// The open work of all practices; nothing for somebody who acts for a practice.
///
/// # Errors
/// The database could not be read.
pub async fn load(services: &Services, caller: &Caller) -> Result<Load, DbError> {
    if caller.actor.side() == Side::Provider {
        return Ok(Load::default());
    }
    let rows = services.db.read().query_all(&statement(services.env.now())).await?;
    let mut portions = Vec::new();
    for row in &rows {
        let assigned_to: Option<String> = row.try_get_by_index(0)?;
        for (index, &ageing) in (1..).zip(Ageing::ALL) {
            let number: i64 = row.try_get_by_index(index)?;
            portions.push(Portion {
                assigned_to: assigned_to.clone().map(AccountId::new),
                ageing,
                number: u64::try_from(number).unwrap_or_default(),
            });
        }
    }
    portions.retain(|portion| portion.number > 0);
    Ok(Load { portions })
}

/// How much of each part everybody at the plan has, and then nobody: each number a stretch of one index. To group all open work would
/// be shorter to say and six times as much to do.
pub(super) fn statement(now: Timestamp) -> SelectStatement {
    let (p, account) = (prior_auth::Entity, account::Entity);
    let assigned_to = || Expr::col((p, prior_auth::Column::AssignedTo));
    let of_plan = Expr::col((account, account::Column::Side)).eq(Side::Plan.code());
    let of_nobody = Query::select()
        .expr(Expr::val(None::<String>))
        .exprs(portions(&assigned_to().is_null(), now))
        .take();
    Query::select()
        .column((account, account::Column::Id))
        .exprs(portions(&assigned_to().equals((account, account::Column::Id)), now))
        .from(account)
        .and_where(of_plan)
        .union(UnionType::All, of_nobody)
        .take()
}

/// How much of their open work is in each part.
fn portions(theirs: &SimpleExpr, now: Timestamp) -> impl Iterator<Item = SimpleExpr> {
    use prior_auth::Column;
    Ageing::ALL.iter().map(move |ageing| {
        let due_at = || Expr::col(Column::DueAt);
        let (from, before) = ageing.bounds(now);
        let from = from.map(|from| due_at().gte(to_millis(from)));
        let before = before.map(|before| due_at().lt(to_millis(before)));
        let mut select = Query::select();
        select
            .expr(Expr::col(Column::Id).count())
            .from(prior_auth::Entity)
            .and_where(Expr::col(Column::DecidedAt).is_null())
            .and_where(theirs.clone());
        for bound in from.into_iter().chain(before) {
            select.and_where(bound);
        }
        SimpleExpr::SubQuery(None, Box::new(select.take().into()))
    })
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

/// Ids and names. Whether somebody has open work is asked of each person at the plan: who has any is not known by all of it.
pub(super) fn find_reviewers() -> Select<account::Entity> {
    let (p, grant) = (prior_auth::Entity, role_grant::Entity);
    let id = || Expr::col((account::Entity, account::Column::Id));
    let may_review = Query::select()
        .column(role_grant::Column::Id)
        .from(grant)
        .and_where(Expr::col((grant, role_grant::Column::AccountId)).eq(id()))
        .and_where(Expr::col(role_grant::Column::Role).is_in([Role::Nurse.code(), Role::Physician.code()]))
        .take();
    let has_work = Query::select()
        .column((p, prior_auth::Column::Id))
        .from(p)
        .and_where(Expr::col((p, prior_auth::Column::DecidedAt)).is_null())
        .and_where(Expr::col((p, prior_auth::Column::AssignedTo)).eq(id()))
        .take();
    let works_here = Expr::exists(may_review).and(account::Column::DisabledAt.is_null());
    account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::DisplayName])
        .filter(account::Column::Side.eq(Side::Plan.code()))
        .filter(works_here.or(Expr::exists(has_work)))
        .order_by_asc(account::Column::DisplayName)
}
