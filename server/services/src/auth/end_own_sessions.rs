//! Ends sessions of one's own that go on somewhere else: a computer one has left, a phone one has lost.

use domain::id::SessionId;
use domain::time::to_millis;
use entity::account;
use entity::session::{Column, Entity};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;

use super::EndReason;
use super::account_lock::lock_account;
use crate::audit::AuditEntry;
use crate::db::{DbError, Write};
use crate::{Caller, Services};

/// Ends one other session of the caller's; whether it was there and alive. One that is nobody's, somebody else's or over already
/// stays as it is, and so does the very one that asks: that one logs out.
///
/// # Errors
/// The row could not be changed.
pub async fn end_session(services: &Services, caller: &Caller, session: &SessionId) -> Result<bool, DbError> {
    // PostgreSQL refuses to look for a NUL, and no id has one.
    if *session == caller.actor.session || session.as_str().contains('\0') {
        return Ok(false);
    }
    let ended = services
        .db
        .write_locking(async |w| {
            lock_account(w, account::Column::Id.eq(caller.actor.account.as_str())).await?;
            let ended = end(w, caller, Some(session)).await? > 0;
            if ended {
                w.audit(AuditEntry::by(caller, "auth.end_session").on("session", session))
                    .await?;
            }
            Ok::<_, DbError>(ended)
        })
        .await?;
    services.sessions.forget_session(session);
    Ok(ended)
}

/// Ends all sessions of the caller's but the one that asks; how many there were.
///
/// # Errors
/// The rows could not be changed.
pub async fn end_other_sessions(services: &Services, caller: &Caller) -> Result<u64, DbError> {
    let ended = services
        .db
        .write_locking(async |w| {
            // Whoever is about to sign in or to go on in another practice comes before, and is ended, too.
            lock_account(w, account::Column::Id.eq(caller.actor.account.as_str())).await?;
            let ended = end(w, caller, None).await?;
            if ended > 0 {
                let entry = AuditEntry::by(caller, "auth.end_other_sessions").on("account", &caller.actor.account);
                w.audit(entry.detail(json!({ "sessions_ended": ended }))).await?;
            }
            Ok::<_, DbError>(ended)
        })
        .await?;
    services.sessions.forget_account(&caller.actor.account);
    Ok(ended)
}

/// Ends the living sessions of the caller: one, or all but the one that asks.
async fn end(w: &Write, caller: &Caller, only: Option<&SessionId>) -> Result<u64, DbError> {
    let which = match only {
        Some(session) => Column::Id.eq(session.as_str()),
        None => Column::Id.ne(caller.actor.session.as_str()),
    };
    let ended = Entity::update_many()
        .col_expr(Column::EndedAt, Expr::val(to_millis(w.now())))
        .col_expr(Column::EndReason, Expr::val(EndReason::SignedOut.code()))
        .filter(Column::AccountId.eq(caller.actor.account.as_str()))
        .filter(Column::EndedAt.is_null())
        .filter(which)
        .exec(w.conn())
        .await?;
    Ok(ended.rows_affected)
}
