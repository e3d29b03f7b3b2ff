//! Says with which credential and specialty somebody of the plan decides.

use domain::access::Side;
use domain::auth::credential::{Credential, CredentialProblem};
use domain::id::AccountId;
use entity::account::{Column, Entity};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;

use super::account_lock::lock_account;
use crate::audit::AuditEntry;
use crate::db::DbError;
use crate::{RequestInfo, Services};

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum SetCredentialError {
    /// No account has the User ID, in exactly this case.
    #[error("no account has this User ID")]
    Unknown,
    /// It is an office's: only the plan's people decide.
    #[error("the account belongs to a practice, and only the plan's people decide on requests")]
    WrongSide,
    /// What was given says too little or too much.
    #[error(transparent)]
    Problem(#[from] CredentialProblem),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for SetCredentialError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Writes down what practices read under the person's decisions from now on; decisions of before keep what they were made with.
/// Gives the text, and whether it is another one than before: where it is the same, nothing happens.
///
/// # Errors
/// [`SetCredentialError`].
pub async fn set_credential(
    services: &Services,
    request: &RequestInfo,
    user_id: &str,
    (credential, specialty): (&str, &str),
) -> Result<(Credential, bool), SetCredentialError> {
    let credential = Credential::parse(credential, specialty)?;
    let changed = services
        .db
        .write_locking(async |w| {
            let found = lock_account(w, Column::UserId.eq(user_id)).await?;
            let account = found.ok_or(SetCredentialError::Unknown)?;
            if account.side != Side::Plan.code() {
                return Err(SetCredentialError::WrongSide);
            }
            if account.credential.as_deref() == Some(credential.as_str()) {
                return Ok(false);
            }
            Entity::update_many()
                .col_expr(Column::Credential, Expr::val(credential.as_str()))
                .col_expr(Column::Version, Expr::col(Column::Version).add(1))
                .filter(Column::Id.eq(&account.id))
                .exec(w.conn())
                .await?;
            let id = AccountId::new(&account.id);
            let entry = AuditEntry::anonymous(request, "account.set_credential").on("account", &id);
            let detail = json!({ "before": account.credential, "after": credential.as_str() });
            w.audit(entry.account(&id).user_id(user_id).detail(detail)).await?;
            Ok::<_, SetCredentialError>(true)
        })
        .await?;
    Ok((credential, changed))
}
