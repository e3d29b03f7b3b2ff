//! Who may call: the first line of every server function.

use domain::access::Permission;
use services::Caller;

use super::{RequestScope, respond, scope};
use crate::error::ApiError;

/// The scope and the caller of a function that anyone with `permission` may call.
///
/// # Errors
/// [`ApiError::Unauthenticated`] without a session, [`ApiError::Forbidden`] without the permission; the answer's status
/// is set accordingly.
pub fn require(permission: Permission) -> Result<(RequestScope, Caller), ApiError> {
    let (scope, caller) = signed_in()?;
    if caller.actor.can(permission) {
        Ok((scope, caller))
    } else {
        scope.denials.note(permission);
        Err(respond::refuse(ApiError::Forbidden))
    }
}

/// The scope and the caller of a function that anyone who is signed in may call.
///
/// # Errors
/// [`ApiError::Unauthenticated`] without a session.
pub fn signed_in() -> Result<(RequestScope, Caller), ApiError> {
    let scope = scope()?;
    let actor = scope.session.clone().map_err(|loss| respond::refuse(loss.into()))?;
    let caller = Caller {
        actor,
        request: scope.request.clone(),
    };
    Ok((scope, caller))
}
