//! Gives an account other roles, in one practice or at the plan.

use std::collections::BTreeSet;

use domain::access::{Role, Side};
use domain::id::{AccountId, PracticeId};
use entity::{account, role_grant};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use serde_json::json;

use super::Grant;
use super::account_lock::lock_account;
use super::create_account::grant_rows;
use super::end_sessions::{EndReason, end_sessions};
use crate::audit::AuditEntry;
use crate::db::{DbError, Write};
use crate::{RequestInfo, Services};

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum SetRolesError {
    /// No account has the User ID, in exactly this case.
    #[error("no account has this User ID")]
    Unknown,
    /// Providers hold roles in practices, the plan's staff at the plan; nobody both.
    #[error("the role {0} cannot be held there by this account")]
    WrongSide(Role),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for SetRolesError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Makes `roles` all that the account holds in `practice` (at the plan if `None`), and ends its sessions, also those on other
/// servers, within a second: whoever signs in again has the new rights. No roles: the person is out of the practice. `false`, and
/// nothing happens, where the account held just these.
///
/// # Errors
/// [`SetRolesError`].
pub async fn set_roles(
    services: &Services,
    request: &RequestInfo,
    user_id: &str,
    practice: Option<&PracticeId>,
    roles: &[Role],
) -> Result<bool, SetRolesError> {
    let roles: BTreeSet<&str> = roles.iter().map(|role| role.code()).collect();
    let (changed, account) = services
        .db
        .write_locking(async |w| {
            // Whoever signs in, switches or is disabled at this moment waits.
            let found = lock_account(w, account::Column::UserId.eq(user_id)).await?;
            let account = found.ok_or(SetRolesError::Unknown)?;
            check_side(&account, practice, &roles)?;
            let id = AccountId::new(&account.id);
            let changed = replace(w, &id, practice, &roles).await?;
            if let Some(before) = changed {
                let sessions = end_sessions(w, &id, EndReason::Revoked).await?;
                let entry = AuditEntry::anonymous(request, "account.set_roles").on("account", &id);
                let detail = json!({
                    "practice": practice.map(PracticeId::as_str), "before": before, "after": &roles, "sessions_ended": sessions,
                });
                w.audit(entry.account(&id).user_id(user_id).detail(detail)).await?;
                return Ok((true, id));
            }
            Ok::<_, SetRolesError>((false, id))
        })
        .await?;
    services.sessions.forget_account(&account);
    Ok(changed)
}

fn check_side(
    account: &account::Model,
    practice: Option<&PracticeId>,
    roles: &BTreeSet<&str>,
) -> Result<(), SetRolesError> {
    let place = if practice.is_some() { Side::Provider } else { Side::Plan };
    let roles = roles.iter().filter_map(|code| Role::parse(code));
    let fits = |role: &Role| role.side() == place && account.side == place.code();
    match roles.into_iter().find(|role| !fits(role)) {
        Some(role) => Err(SetRolesError::WrongSide(role)),
        None => Ok(()),
    }
}

/// The roles held before, if they were others.
async fn replace(
    w: &Write,
    account: &AccountId,
    practice: Option<&PracticeId>,
    roles: &BTreeSet<&str>,
) -> Result<Option<BTreeSet<String>>, DbError> {
    let there = Condition::all()
        .add(role_grant::Column::AccountId.eq(account.as_str()))
        .add(match practice {
            Some(practice) => role_grant::Column::PracticeId.eq(practice.as_str()),
            None => role_grant::Column::PracticeId.is_null(),
        });
    let held: Vec<String> = role_grant::Entity::find()
        .select_only()
        .column(role_grant::Column::Role)
        .filter(there.clone())
        .into_tuple()
        .all(w.conn())
        .await?;
    let held: BTreeSet<String> = held.into_iter().collect();
    if held.iter().map(String::as_str).eq(roles.iter().copied()) {
        return Ok(None);
    }
    role_grant::Entity::delete_many().filter(there).exec(w.conn()).await?;
    let grants: Vec<Grant> = roles
        .iter()
        .filter_map(|code| Role::parse(code))
        .map(|role| Grant {
            practice: practice.cloned(),
            role,
        })
        .collect();
    if !grants.is_empty() {
        role_grant::Entity::insert_many(grant_rows(account, &grants, || w.new_id()))
            .exec_without_returning(w.conn())
            .await?;
    }
    Ok(Some(held))
}
