//! Remembers when somebody last looked at the dashboard of a practice.

use domain::dashboard::Visit;
use domain::id::{PracticeId, SessionId};
use domain::time::{self, to_millis};
use entity::dashboard_visit::{ActiveModel, Column, Entity, Model};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, TryInsertResult,
};

use crate::db::{DbError, Write};
use crate::{Caller, Services};

/// The visit in which the caller opens the dashboard now. A visit that cannot be stored is a visit all the same: the next
/// one then begins where this one began.
pub(super) async fn open(services: &Services, caller: &Caller, practice: &PracticeId) -> Result<Visit, DbError> {
    let session = &caller.actor.session;
    let known = read(services.db.read(), caller, practice).await?;
    let next = match &known {
        Some(visit) => visit.opened(session, services.env.now()),
        None => Some(Visit::first(session.clone(), services.env.now())),
    };
    let Some(next) = next else {
        return known.ok_or_else(|| DbError::value("dashboard_visit", "seen_at", practice.as_str(), "a visit"));
    };
    let place = Place { caller, practice };
    let stored = services
        .db
        .write_locking(async |w| place.store(w, known.as_ref(), &next).await)
        .await;
    Ok(stored.unwrap_or_else(|error| {
        tracing::error!(%error, "storing a visit to the dashboard");
        next
    }))
}

/// Whose visits, and where.
struct Place<'a> {
    caller: &'a Caller,
    practice: &'a PracticeId,
}

impl Place<'_> {
    /// Stores `next` in place of `known`, unless another tab was faster: then its visit is the one.
    async fn store(&self, w: &Write, known: Option<&Visit>, next: &Visit) -> Result<Visit, DbError> {
        let is_stored = match known {
            Some(known) => self.replace(w, known, next).await?,
            None => self.insert(w, next).await?,
        };
        if is_stored {
            return Ok(next.clone());
        }
        let current = read(w.conn(), self.caller, self.practice).await?;
        Ok(current.unwrap_or_else(|| next.clone()))
    }

    async fn replace(&self, w: &Write, known: &Visit, next: &Visit) -> Result<bool, DbError> {
        let done = Entity::update_many()
            .col_expr(Column::SessionId, Expr::val(next.session.as_str()))
            .col_expr(Column::SinceAt, Expr::val(next.since.map(to_millis)))
            .col_expr(Column::SeenAt, Expr::val(to_millis(next.seen_at)))
            .filter(Column::AccountId.eq(self.caller.actor.account.as_str()))
            .filter(Column::PracticeId.eq(self.practice.as_str()))
            .filter(Column::SessionId.eq(known.session.as_str()))
            .filter(Column::SeenAt.eq(to_millis(known.seen_at)))
            .exec(w.conn())
            .await?;
        Ok(done.rows_affected == 1)
    }

    async fn insert(&self, w: &Write, next: &Visit) -> Result<bool, DbError> {
        let row = ActiveModel {
            account_id: Set(self.caller.actor.account.as_str().to_owned()),
            practice_id: Set(self.practice.as_str().to_owned()),
            session_id: Set(next.session.as_str().to_owned()),
            since_at: Set(next.since.map(to_millis)),
            seen_at: Set(to_millis(next.seen_at)),
        };
        let done = Entity::insert(row)
            .on_conflict_do_nothing()
            .exec_without_returning(w.conn())
            .await?;
        Ok(matches!(done, TryInsertResult::Inserted(1)))
    }
}

async fn read(conn: &impl ConnectionTrait, caller: &Caller, practice: &PracticeId) -> Result<Option<Visit>, DbError> {
    let key = (caller.actor.account.as_str().to_owned(), practice.as_str().to_owned());
    let row = Entity::find_by_id(key).one(conn).await?;
    row.map(visit).transpose()
}

fn visit(row: Model) -> Result<Visit, DbError> {
    let instant = |column, millis| {
        time::from_millis(millis)
            .ok_or_else(|| DbError::value("dashboard_visit", column, &row.account_id, "an instant"))
    };
    Ok(Visit {
        since: row.since_at.map(|at| instant("since_at", at)).transpose()?,
        seen_at: instant("seen_at", row.seen_at)?,
        session: SessionId::new(&row.session_id),
    })
}
