//! Opens a locked User ID, for support.

use domain::id::AccountId;
use entity::account::{Column, Entity};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::lockout;
use crate::audit::AuditEntry;
use crate::db::DbError;
use crate::{RequestInfo, Services};

/// Why nothing was opened.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// No account has the User ID, in exactly this case.
    #[error("no account has this User ID")]
    Unknown,
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for UnlockError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Opens the lock of an account and forgets its failures, also where a hundred of them switched the password off. Running servers
/// hear of it within a second.
///
/// # Errors
/// [`UnlockError`].
pub async fn unlock(services: &Services, request: &RequestInfo, user_id: &str) -> Result<AccountId, UnlockError> {
    let found: Option<String> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::UserId.eq(user_id))
        .into_tuple()
        .one(services.db.read())
        .await?;
    let account = AccountId::new(found.ok_or(UnlockError::Unknown)?);
    services
        .db
        .write_locking(async |w| {
            lockout::forgive(w, account.as_str()).await?;
            let entry = AuditEntry::anonymous(request, "auth.unlock").on("account", &account);
            w.audit(entry.account(&account).user_id(user_id)).await
        })
        .await?;
    services.lockout.forget(services, user_id);
    Ok(account)
}
