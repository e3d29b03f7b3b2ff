//! Ends a session, at once and for every process.

use domain::time::to_millis;
use entity::session::{Column, Entity};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::EndReason;
use crate::audit::AuditEntry;
use crate::db::DbError;
use crate::{Caller, Services};

/// Ends the caller's own session.
///
/// # Errors
/// It could not be stored; then the person is still signed in and must be told.
pub async fn sign_out(services: &Services, caller: &Caller) -> Result<(), DbError> {
    let session = &caller.actor.session;
    services
        .db
        .write(async |w| {
            Entity::update_many()
                .col_expr(Column::EndedAt, Expr::val(to_millis(w.now())))
                .col_expr(Column::EndReason, Expr::val(EndReason::SignedOut.code()))
                .filter(Column::Id.eq(session.as_str()))
                .filter(Column::EndedAt.is_null())
                .exec(w.conn())
                .await?;
            w.audit(AuditEntry::by(caller, "auth.sign_out").on("session", session))
                .await
        })
        .await?;
    services.sessions.forget_session(session);
    Ok(())
}
