//! Ends a session, at once and for every process.

use domain::id::SessionId;
use domain::time::to_millis;
use entity::account;
use entity::session::{Column, Entity};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::account_lock::lock_account;
use super::{EndReason, end_sessions};
use crate::audit::AuditEntry;
use crate::db::{DbError, Write};
use crate::{Caller, Services};

/// Ends the caller's own session. Where it has just gone on in another practice, by a click at the same moment, all sessions
/// of the account end: whoever leaves, leaves.
///
/// # Errors
/// It could not be stored; then the person is still signed in and must be told.
pub async fn sign_out(services: &Services, caller: &Caller) -> Result<(), DbError> {
    let (session, account) = (&caller.actor.session, &caller.actor.account);
    services
        .db
        .write_locking(async |w| {
            // A switch that is under way comes first, and is seen below.
            lock_account(w, account::Column::Id.eq(account.as_str())).await?;
            let ended = Entity::update_many()
                .col_expr(Column::EndedAt, Expr::val(to_millis(w.now())))
                .col_expr(Column::EndReason, Expr::val(EndReason::SignedOut.code()))
                .filter(Column::Id.eq(session.as_str()))
                .filter(Column::EndedAt.is_null())
                .exec(w.conn())
                .await?;
            if ended.rows_affected == 0 && went_on(w, session).await? {
                end_sessions(w, account, EndReason::SignedOut).await?;
            }
            w.audit(AuditEntry::by(caller, "auth.sign_out").on("session", session))
                .await
        })
        .await?;
    services.sessions.forget_account(account);
    Ok(())
}

async fn went_on(w: &Write, session: &SessionId) -> Result<bool, DbError> {
    let found = Entity::find_by_id(session.as_str())
        .filter(Column::EndReason.eq(EndReason::PracticeChanged.code()))
        .one(w.conn())
        .await?;
    Ok(found.is_some())
}
