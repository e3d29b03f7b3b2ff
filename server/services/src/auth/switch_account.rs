//! Closes an account to its owner, and opens it again.
//!
//! A User ID is never given to anybody else, so a closed account stays where it is.

use domain::id::AccountId;
use domain::time::to_millis;
use entity::account::{Column, Entity};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use serde_json::json;

use super::end_sessions::{EndReason, end_sessions};
use crate::audit::AuditEntry;
use crate::db::DbError;
use crate::{RequestInfo, Services};

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum SwitchAccountError {
    /// No account has the User ID, in exactly this case.
    #[error("no account has this User ID")]
    Unknown,
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for SwitchAccountError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Closes an account and ends its sessions, also those on other servers, within a second. `false` where it was closed already.
///
/// # Errors
/// [`SwitchAccountError`].
pub async fn disable_account(
    services: &Services,
    request: &RequestInfo,
    user_id: &str,
) -> Result<bool, SwitchAccountError> {
    let account = find(services, user_id).await?;
    let changed = services
        .db
        .write_locking(async |w| {
            let closed = Entity::update_many()
                .col_expr(Column::DisabledAt, Expr::val(to_millis(w.now())))
                .col_expr(Column::Version, Expr::col(Column::Version).add(1))
                .filter(Column::Id.eq(account.as_str()))
                .filter(Column::DisabledAt.is_null())
                .exec(w.conn())
                .await?;
            let sessions = end_sessions(w, &account, EndReason::Revoked).await?;
            let changed = closed.rows_affected == 1;
            if changed {
                let entry = entry(request, "account.disable", &account, user_id);
                w.audit(entry.detail(json!({ "sessions_ended": sessions }))).await?;
            }
            Ok::<_, SwitchAccountError>(changed)
        })
        .await?;
    services.sessions.forget_account(&account);
    Ok(changed)
}

/// Opens a closed account: its owner may log in with the old password. `false` where it was open already.
///
/// # Errors
/// [`SwitchAccountError`].
pub async fn enable_account(
    services: &Services,
    request: &RequestInfo,
    user_id: &str,
) -> Result<bool, SwitchAccountError> {
    let account = find(services, user_id).await?;
    services
        .db
        .write_locking(async |w| {
            let opened = Entity::update_many()
                .col_expr(Column::DisabledAt, Expr::val(Option::<i64>::None))
                .col_expr(Column::Version, Expr::col(Column::Version).add(1))
                .filter(Column::Id.eq(account.as_str()))
                .filter(Column::DisabledAt.is_not_null())
                .exec(w.conn())
                .await?;
            let changed = opened.rows_affected == 1;
            if changed {
                // What slipped in while the account was being closed must not come to life again.
                end_sessions(w, &account, EndReason::Revoked).await?;
                w.audit(entry(request, "account.enable", &account, user_id)).await?;
            }
            Ok(changed)
        })
        .await
}

async fn find(services: &Services, user_id: &str) -> Result<AccountId, SwitchAccountError> {
    let found: Option<String> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::UserId.eq(user_id))
        .into_tuple()
        .one(services.db.read())
        .await?;
    found.map(AccountId::new).ok_or(SwitchAccountError::Unknown)
}

fn entry(request: &RequestInfo, action: &'static str, account: &AccountId, user_id: &str) -> AuditEntry {
    let entry = AuditEntry::anonymous(request, action).on("account", account);
    entry.account(account).user_id(user_id)
}
