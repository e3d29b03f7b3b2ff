//! The nurse sends a request on to the physician reviewers.

use domain::form::FormErrors;
use domain::prior_auth::{Action, said};
use domain::reference::Reference;

use super::act::{Act, ActError, perform};
use super::event::EventDetail;
use super::summary::Summary;
use crate::{Caller, Services};

/// Sends the request on with a summary for the physician, which stays within the plan.
///
/// # Errors
/// [`ActError`]; [`ActError::Form`] about the field `summary`.
pub async fn send_on(
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    version: i64,
    summary: &str,
) -> Result<Summary, ActError> {
    let mut errors = FormErrors::default();
    let reason = said::in_words(&mut errors, "summary", summary, said::SUMMARY);
    if reason.is_none() {
        return Err(ActError::Form(errors));
    }
    let detail = EventDetail {
        reason,
        ..EventDetail::default()
    };
    let act = Act {
        detail,
        ..Act::plain(Action::SendToPhysician, "prior_auth.send_on")
    };
    perform(services, caller, reference, version, act).await
}
