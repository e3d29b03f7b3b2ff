//! Makes an account with its roles: with a password, or with a link by which the person sets one.

use domain::access::{Role, Side};
use domain::auth::{PasswordProblem, UserId};
use domain::id::{AccountId, PracticeId};
use domain::sensitive::Sensitive;
use domain::time::{Timestamp, to_millis};
use entity::{account, role_grant};
use sea_orm::ActiveValue::Set;
use sea_orm::{EntityTrait as _, QuerySelect as _};

use super::HashError;
use super::password_link::NewLink;
use super::password_rules::{self, Owner};
use crate::audit::AuditEntry;
use crate::db::{DbError, Write};
use crate::{RequestInfo, Services};

/// One role, in one practice or at the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// `None` for the plan's staff.
    pub practice: Option<PracticeId>,
    /// The role.
    pub role: Role,
}

/// The account to make.
#[derive(Clone, Copy, Debug)]
pub struct NewAccount<'a> {
    /// What the person will type; exact case.
    pub user_id: &'a UserId,
    /// The name others see.
    pub display_name: &'a str,
    /// Provider or plan.
    pub side: Side,
    /// At least one.
    pub grants: &'a [Grant],
}

/// Why there is no new account.
#[derive(Debug, thiserror::Error)]
pub enum CreateAccountError {
    /// The user id exists, or differs from one only by case or by letters that look alike.
    #[error("the user id is taken, or looks like one that is")]
    Taken,
    /// The password is too easy to guess.
    #[error("the password is {0}")]
    Password(#[from] PasswordProblem),
    /// The hashing threads gave no answer.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for CreateAccountError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// A new account and the way into it.
#[derive(Debug)]
pub struct Invitation {
    /// The account.
    pub account: AccountId,
    /// The secret of the link by which the person sets a password; it is stored nowhere.
    pub token: Sensitive<String>,
}

/// Makes an account that may sign in at once. Who may do that is the caller's affair: the demo data, tests.
///
/// # Errors
/// [`CreateAccountError`].
pub async fn create_account(
    services: &Services,
    request: &RequestInfo,
    new: NewAccount<'_>,
    password: &str,
) -> Result<AccountId, CreateAccountError> {
    let owner = Owner {
        user_id: new.user_id,
        display_name: new.display_name,
    };
    password_rules::check(&services.plan, owner, password)?;
    let stored = services.hasher.hash(password, salt(services)).await?.to_string();
    let written = services.db.write(async |w| insert(w, request, new, &stored).await);
    written.await.map_err(taken_at_the_same_moment)
}

/// Makes an account without a password, and a link by which the person sets one. Until then nobody can sign in to it.
///
/// # Errors
/// [`CreateAccountError`].
pub async fn invite_account(
    services: &Services,
    request: &RequestInfo,
    new: NewAccount<'_>,
) -> Result<Invitation, CreateAccountError> {
    let link = NewLink::draw(services);
    let written = services.db.write(async |w| {
        let account = insert(w, request, new, "").await?;
        link.store(w, request, &account).await?;
        Ok(account)
    });
    Ok(Invitation {
        account: written.await.map_err(taken_at_the_same_moment)?,
        token: link.token,
    })
}

async fn insert(
    w: &Write,
    request: &RequestInfo,
    new: NewAccount<'_>,
    password: &str,
) -> Result<AccountId, CreateAccountError> {
    let taken: Vec<String> = account::Entity::find()
        .select_only()
        .column(account::Column::UserId)
        .into_tuple()
        .all(w.conn())
        .await?;
    let key = new.user_id.look_alike_key();
    if taken
        .iter()
        .filter_map(|id| UserId::parse(id).ok())
        .any(|id| id.look_alike_key() == key)
    {
        return Err(CreateAccountError::Taken);
    }
    let id = AccountId::new(w.new_id());
    account::Entity::insert(account_row(&id, new, password, w.now()))
        .exec_without_returning(w.conn())
        .await?;
    let grants = grant_rows(&id, new.grants, || w.new_id());
    role_grant::Entity::insert_many(grants)
        .exec_without_returning(w.conn())
        .await?;
    w.audit(AuditEntry::anonymous(request, "auth.create_account").on("account", &id))
        .await?;
    Ok(id)
}

fn taken_at_the_same_moment(error: CreateAccountError) -> CreateAccountError {
    match error {
        CreateAccountError::Failed(error) if error.is_unique_violation() => CreateAccountError::Taken,
        other => other,
    }
}

fn salt(services: &Services) -> [u8; 16] {
    let mut salt = [0; 16];
    services.env.entropy.fill(&mut salt);
    salt
}

/// The row of a new account; `password` is a stored one, or empty.
pub(crate) fn account_row(id: &AccountId, new: NewAccount<'_>, password: &str, now: Timestamp) -> account::ActiveModel {
    account::ActiveModel {
        id: Set(id.as_str().to_owned()),
        user_id: Set(new.user_id.as_str().to_owned()),
        display_name: Set(new.display_name.to_owned()),
        npi: Set(None),
        credential: Set(None),
        side: Set(new.side.code().to_owned()),
        password_hash: Set(password.to_owned()),
        password_changed_at: Set(to_millis(now)),
        disabled_at: Set(None),
        created_at: Set(to_millis(now)),
        version: Set(1),
    }
}

/// The rows of its roles.
pub(crate) fn grant_rows(
    account: &AccountId,
    grants: &[Grant],
    mut new_id: impl FnMut() -> String,
) -> Vec<role_grant::ActiveModel> {
    let row = |grant: &Grant| role_grant::ActiveModel {
        id: Set(new_id()),
        account_id: Set(account.as_str().to_owned()),
        practice_id: Set(grant.practice.as_ref().map(|practice| practice.as_str().to_owned())),
        role: Set(grant.role.code().to_owned()),
    };
    grants.iter().map(row).collect()
}
