//! Sets a password by a one-time link.

use domain::auth::{PasswordProblem, UserId};
use domain::time::to_millis;
use entity::account;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::password_link::{PasswordLink, PasswordLinkError, open_password_link, use_up};
use super::password_rules::{self, Owner};
use super::{EndReason, HashError, StoredPassword, end_sessions, lockout};
use crate::audit::AuditEntry;
use crate::db::{DbError, Write};
use crate::{RequestInfo, Services};

/// Why no password was set.
#[derive(Debug, thiserror::Error)]
pub enum SetPasswordError {
    /// The link does not open, or does not any more.
    #[error("the link does not open any more")]
    Gone,
    /// The password is too easy to guess, too short or too long.
    #[error("the password is {0}")]
    Password(#[from] PasswordProblem),
    /// The hashing threads gave no answer.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<PasswordLinkError> for SetPasswordError {
    fn from(error: PasswordLinkError) -> Self {
        match error {
            PasswordLinkError::Gone => Self::Gone,
            PasswordLinkError::Failed(error) => Self::Failed(error),
        }
    }
}

impl From<sea_orm::DbErr> for SetPasswordError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Sets the password of the account the link is for, uses the link up, lifts a lock, and ends all sessions of the account.
///
/// # Errors
/// [`SetPasswordError`]; the link is used up only by success.
pub async fn set_password(
    services: &Services,
    request: &RequestInfo,
    token: &str,
    password: &str,
) -> Result<(), SetPasswordError> {
    let link = open_password_link(services, token).await?;
    let user_id = UserId::parse(&link.user_id)
        .map_err(|_| DbError::value("account", "user_id", link.account.as_str(), "a User ID"))?;
    let owner = Owner {
        user_id: &user_id,
        display_name: &link.display_name,
    };
    password_rules::check(&services.plan, owner, password)?;
    let mut salt = [0; 16];
    services.env.entropy.fill(&mut salt);
    let stored = services.hasher.hash(password, salt).await?;
    services
        .db
        .write_locking(async |w| {
            if !use_up(w, services, token).await? || !store(w, &link, &stored).await? {
                return Err(SetPasswordError::Gone);
            }
            lockout::forgive(w, link.account.as_str()).await?;
            end_sessions(w, &link.account, EndReason::Revoked).await?;
            let entry = AuditEntry::anonymous(request, "auth.password_set").on("account", &link.account);
            w.audit(entry.account(&link.account).user_id(&link.user_id)).await?;
            Ok(())
        })
        .await?;
    services.lockout.forget(services, &link.user_id);
    services.sessions.forget_account(&link.account);
    Ok(())
}

/// `false` where the account was disabled meanwhile.
async fn store(w: &Write, link: &PasswordLink, stored: &StoredPassword) -> Result<bool, DbError> {
    let changed = account::Entity::update_many()
        .set(account::ActiveModel {
            password_hash: Set(stored.to_string()),
            password_changed_at: Set(to_millis(w.now())),
            ..Default::default()
        })
        .col_expr(account::Column::Version, Expr::col(account::Column::Version).add(1))
        .filter(account::Column::Id.eq(link.account.as_str()))
        .filter(account::Column::DisabledAt.is_null())
        .exec(w.conn())
        .await?;
    Ok(changed.rows_affected == 1)
}
