//! The practice takes a request back.

use domain::prior_auth::{Action, words};
use domain::reference::Reference;

use super::act::{Act, ActError, perform};
use super::event::EventDetail;
use super::summary::Summary;
use crate::{Caller, Services};

/// Withdraws a request that nobody has decided; the reason may be left out.
///
/// # Errors
/// [`ActError`].
pub async fn withdraw(
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    version: i64,
    reason: &str,
) -> Result<Summary, ActError> {
    let reason = words::optional("reason", reason).map_err(ActError::Form)?;
    let detail = EventDetail {
        reason,
        ..EventDetail::default()
    };
    let act = Act {
        detail,
        ..Act::plain(Action::Withdraw, "prior_auth.withdraw")
    };
    perform(services, caller, reference, version, act).await
}
