//! Marks what somebody has seen as read.

use domain::time::{Timestamp, to_millis};
use entity::notification_position::{ActiveModel, Column, Entity};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::position::own;
use crate::audit::AuditEntry;
use crate::db::{DbError, Write};
use crate::{Caller, Services};

/// Everything that happened up to `up_to` is read; what came later, unseen, stays new. Said twice, or with less than was said
/// before, it changes nothing.
///
/// # Errors
/// The database refused.
pub async fn mark_read(services: &Services, caller: &Caller, up_to: Timestamp) -> Result<(), DbError> {
    // Nobody has seen the future.
    let up_to = to_millis(up_to.min(services.env.now()));
    services
        .db
        .write(async |w| {
            if advance(w, caller, up_to).await? || begin(w, caller, up_to).await? {
                let entry = AuditEntry::by(caller, "notification.mark_read");
                w.audit(entry.on("account", &caller.actor.account)).await?;
            }
            Ok::<_, DbError>(())
        })
        .await
}

async fn advance(w: &Write, caller: &Caller, up_to: i64) -> Result<bool, DbError> {
    let moved = Entity::update_many()
        .col_expr(Column::ReadAt, Expr::val(up_to))
        .filter(own(caller))
        .filter(Column::ReadAt.lt(up_to))
        .exec(w.conn())
        .await?;
    Ok(moved.rows_affected > 0)
}

/// The first time. Where there is a position already, it is further on.
async fn begin(w: &Write, caller: &Caller, up_to: i64) -> Result<bool, DbError> {
    let row = ActiveModel {
        id: Set(w.new_id()),
        account_id: Set(caller.actor.account.as_str().to_owned()),
        practice_id: Set(caller.actor.practice.as_ref().map(|id| id.as_str().to_owned())),
        read_at: Set(up_to),
    };
    let made = Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(w.conn())
        .await?;
    Ok(made > 0)
}
