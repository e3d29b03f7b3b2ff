//! A reviewer approves a request.

use domain::prior_auth::Action;
use domain::reference::Reference;

use super::act::{Act, ActError, perform};
use super::summary::Summary;
use crate::{Caller, Services};

/// Approves what was asked for: with an authorization number, valid as long as the coverage rule says.
///
/// # Errors
/// [`ActError`].
pub async fn approve(
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
        Act::plain(Action::Approve, "prior_auth.approve"),
    )
    .await
}
