//! From when on something is new for somebody.

use domain::time::{self, Timestamp, to_millis};
use entity::notification_position::{Column, Entity, Model};
use sea_orm::sea_query::{ExprTrait as _, SimpleExpr};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use super::KEPT;
use crate::db::DbError;
use crate::{Caller, Services};

/// The rows of the caller: one at most.
pub(super) fn own(caller: &Caller) -> SimpleExpr {
    let place = match &caller.actor.practice {
        Some(practice) => Column::PracticeId.eq(practice.as_str()),
        None => Column::PracticeId.is_null(),
    };
    Column::AccountId.eq(caller.actor.account.as_str()).and(place)
}

/// Up to where the caller has read.
pub(super) async fn read(conn: &impl ConnectionTrait, caller: &Caller) -> Result<Option<Timestamp>, DbError> {
    let found = Entity::find().filter(own(caller)).one(conn).await?;
    found.map(|row| instant(&row)).transpose()
}

fn instant(row: &Model) -> Result<Timestamp, DbError> {
    let wrong = || DbError::value("notification_position", "read_at", &row.id, "an instant");
    time::from_millis(row.read_at).ok_or_else(wrong)
}

/// What happened after this, and only that, is new to whoever has read up to `read`.
pub(super) fn since(services: &Services, read: Option<Timestamp>) -> i64 {
    let oldest = oldest(services);
    read.map_or(oldest, |read| Ord::max(oldest, to_millis(read)))
}

/// What happened before this is no news any more.
pub(super) fn oldest(services: &Services) -> i64 {
    services.env.now().checked_sub_signed(KEPT).map_or(0, to_millis)
}
