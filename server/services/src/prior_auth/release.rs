//! A reviewer puts a request back into the queue; the lead may do it for somebody who is away.

use domain::prior_auth::Action;
use domain::reference::Reference;

use super::act::{Act, ActError, perform};
use super::summary::Summary;
use crate::{Caller, Services};

/// Leaves the request to whoever takes it next.
///
/// # Errors
/// [`ActError`].
pub async fn release(
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
        Act::plain(Action::Release, "prior_auth.release"),
    )
    .await
}
