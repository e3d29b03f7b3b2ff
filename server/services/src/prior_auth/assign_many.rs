//! Several requests at once are given to one reviewer, each for itself: what one of them does not allow stops no other.

use domain::access::Role;
use domain::id::AccountId;
use domain::prior_auth::{Action, Refusal};
use domain::reference::Reference;
use entity::{account, role_grant};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::act::{Act, ActError, perform};
use super::event::{EventDetail, GivenTo};
use crate::db::DbError;
use crate::{Caller, Services};

/// So many at once: a page of the queue at its longest.
pub const MOST_AT_ONCE: usize = 100;

/// A request as somebody saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Its reference.
    pub reference: Reference,
    /// The version that was seen.
    pub version: i64,
}

/// Why one of them was not assigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAssigned {
    /// There is no such request.
    Missing,
    /// Somebody changed it since it was seen.
    Changed,
    /// The transition table forbids it.
    Refused(Refusal),
    /// Its clock rules and its history do not fit together.
    Clock,
}

/// What became of each, in the order in which they were picked.
pub type Result = Vec<(Reference, std::result::Result<(), NotAssigned>)>;

/// Why nothing was tried.
#[derive(Debug, thiserror::Error)]
pub enum AssignManyError {
    /// More than [`MOST_AT_ONCE`].
    #[error("too many at once")]
    TooMany,
    /// There is no such reviewer.
    #[error("not a reviewer")]
    NoReviewer,
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] ActError),
}

impl From<DbError> for AssignManyError {
    fn from(error: DbError) -> Self {
        Self::Failed(error.into())
    }
}

/// Assigns each of the requests to `to`, or to the caller.
///
/// # Errors
/// [`AssignManyError`], before anything was done; or where something broke, after what came before.
pub async fn assign_many(
    services: &Services,
    caller: &Caller,
    picked: &[Picked],
    to: Option<&AccountId>,
) -> std::result::Result<Result, AssignManyError> {
    if picked.len() > MOST_AT_ONCE {
        return Err(AssignManyError::TooMany);
    }
    let given_to = match to.filter(|to| **to != caller.actor.account) {
        Some(to) => Some(reviewer(services, to).await?.ok_or(AssignManyError::NoReviewer)?),
        None => None,
    };
    let act = Act {
        detail: EventDetail {
            given_to,
            ..EventDetail::default()
        },
        ..Act::plain(Action::Assign, "prior_auth.assign")
    };
    let mut result = Vec::new();
    for Picked { reference, version } in picked {
        let done = match perform(services, caller, reference, *version, act.clone()).await {
            Ok(_) => Ok(()),
            Err(ActError::NotFound) => Err(NotAssigned::Missing),
            Err(ActError::Conflict { .. }) => Err(NotAssigned::Changed),
            Err(ActError::Refused(refusal)) => Err(NotAssigned::Refused(refusal)),
            Err(ActError::Clock(_)) => Err(NotAssigned::Clock),
            Err(broken) => return Err(broken.into()),
        };
        result.push((reference.clone(), done));
    }
    Ok(result)
}

/// The reviewer with this account, if it is one that works.
async fn reviewer(services: &Services, to: &AccountId) -> std::result::Result<Option<GivenTo>, DbError> {
    let conn = services.db.read();
    let grants = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(to.as_str()))
        .filter(role_grant::Column::Role.is_in([Role::Nurse.code(), Role::Physician.code()]))
        .all(conn)
        .await?;
    let account = account::Entity::find_by_id(to.as_str())
        .filter(account::Column::DisabledAt.is_null())
        .one(conn)
        .await?;
    let roles: Vec<Role> = grants.iter().filter_map(|grant| Role::parse(&grant.role)).collect();
    Ok(account.filter(|_| !roles.is_empty()).map(|account| GivenTo {
        account: to.clone(),
        name: account.display_name,
        roles,
    }))
}
