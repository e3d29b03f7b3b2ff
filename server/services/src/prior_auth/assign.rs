//! A reviewer takes a request from the queue.

use domain::prior_auth::Action;
use domain::reference::Reference;

use super::act::{Act, ActError, perform};
use super::summary::Summary;
use crate::{Caller, Services};

/// Assigns the request to the caller.
///
/// # Errors
/// [`ActError`].
pub async fn assign(
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    version: i64,
) -> Result<Summary, ActError> {
    perform(
        services,
        caller,
        reference,
        version,
        Act::plain(Action::Assign, "prior_auth.assign"),
    )
    .await
}
