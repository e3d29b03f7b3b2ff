//! The one-time link by which a person sets a first password.
//!
//! The link holds 256 random bits, and the database only a MAC of them: whoever reads it can open nothing. An account has one link at
//! most, the newest. Looking at a link changes nothing; setting the password uses it up.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::auth::{PasswordPolicy, password_link};
use domain::id::AccountId;
use domain::sensitive::Sensitive;
use domain::time::{from_millis, to_millis};
use entity::{account, password_link as row};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::audit::AuditEntry;
use crate::db::{DbError, Write};
use crate::{RequestInfo, Services};

/// A link that opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordLink {
    /// Whose password it sets.
    pub account: AccountId,
    /// Their User ID.
    pub user_id: String,
    /// Their name.
    pub display_name: String,
    /// The fewest characters of the new password.
    pub min_length: usize,
}

/// Why a link does not open.
#[derive(Debug, thiserror::Error)]
pub enum PasswordLinkError {
    /// Unknown, used, replaced, over, or of a disabled account: nobody is told which.
    #[error("the link does not open any more")]
    Gone,
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for PasswordLinkError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// The secret of a new link, and what is stored of it.
pub(super) struct NewLink {
    pub(super) token: Sensitive<String>,
    mac: String,
}

impl NewLink {
    pub(super) fn draw(services: &Services) -> Self {
        let token = URL_SAFE_NO_PAD.encode(services.env.token_256());
        Self {
            mac: mac(services, &token),
            token: Sensitive::new(token),
        }
    }

    /// Stores it in place of the account's older one.
    pub(super) async fn store(&self, w: &Write, request: &RequestInfo, account: &AccountId) -> Result<(), DbError> {
        let expires = password_link::first_password_ends(w.now());
        let link = row::ActiveModel {
            account_id: Set(account.as_str().to_owned()),
            token_mac: Set(self.mac.clone()),
            created_at: Set(to_millis(w.now())),
            expires_at: Set(to_millis(expires)),
            used_at: Set(None),
        };
        let newest = OnConflict::column(row::Column::AccountId)
            .update_columns([
                row::Column::TokenMac,
                row::Column::CreatedAt,
                row::Column::ExpiresAt,
                row::Column::UsedAt,
            ])
            .to_owned();
        row::Entity::insert(link)
            .on_conflict(newest)
            .exec_without_returning(w.conn())
            .await?;
        let entry = AuditEntry::anonymous(request, "auth.password_link_made").on("account", account);
        w.audit(entry.account(account)).await
    }
}

/// What the link with this token is for, if it opens. Changes nothing.
///
/// # Errors
/// [`PasswordLinkError`].
pub async fn open_password_link(services: &Services, token: &str) -> Result<PasswordLink, PasswordLinkError> {
    let found = row::Entity::find()
        .filter(row::Column::TokenMac.eq(mac(services, token)))
        .find_also_related(account::Entity)
        .one(services.db.read())
        .await?;
    let Some((link, Some(account))) = found else {
        return Err(PasswordLinkError::Gone);
    };
    let instant = |column, millis| {
        from_millis(millis).ok_or_else(|| DbError::value("password_link", column, &link.account_id, "an instant"))
    };
    let expires = instant("expires_at", link.expires_at)?;
    let used = link.used_at.map(|at| instant("used_at", at)).transpose()?;
    if account.disabled_at.is_some() || !password_link::is_open(expires, used, services.env.now()) {
        return Err(PasswordLinkError::Gone);
    }
    Ok(PasswordLink {
        account: AccountId::new(account.id),
        user_id: account.user_id,
        display_name: account.display_name,
        min_length: PasswordPolicy::only_factor().min_length(),
    })
}

/// Uses the link up; `false` where it does not open any more. One statement, so of two at once only one sets a password.
pub(super) async fn use_up(w: &Write, services: &Services, token: &str) -> Result<bool, DbError> {
    let now = to_millis(w.now());
    let used = row::Entity::update_many()
        .set(row::ActiveModel {
            used_at: Set(Some(now)),
            ..Default::default()
        })
        .filter(row::Column::TokenMac.eq(mac(services, token)))
        .filter(row::Column::UsedAt.is_null())
        .filter(row::Column::ExpiresAt.gt(now))
        .exec(w.conn())
        .await?;
    Ok(used.rows_affected == 1)
}

fn mac(services: &Services, token: &str) -> String {
    URL_SAFE_NO_PAD.encode(services.keys.mac("password link", token.as_bytes()))
}
