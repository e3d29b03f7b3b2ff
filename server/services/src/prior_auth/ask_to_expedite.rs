//! The practice asks for an answer to its open request sooner than it was sent for.

use domain::access::Role;
use domain::prior_auth::{Action, words};
use domain::reference::Reference;

use super::act::{Act, ActError, perform};
use super::event::EventDetail;
use super::summary::Summary;
use crate::{Caller, Services};

/// Makes the request expedited at once, for the reason that the practice gives: `urgency_reason`, as when a request is sent.
/// Whoever is a clinician, among other things, says it as one. The plan has 72 hours from now (42 CFR 422.572(a), 438.210(d)(2), 29 CFR 2560.503-1(f)(2)(i)), and never more than it had.
///
/// # Errors
/// [`ActError`]; [`ActError::Form`] about the field `urgency_reason`.
pub async fn ask_to_expedite(
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    version: i64,
    reason: &str,
) -> Result<Summary, ActError> {
    let reason = words::required("urgency_reason", reason).map_err(ActError::Form)?;
    let detail = EventDetail {
        said_by_clinician: caller.actor.roles.contains(&Role::Clinician),
        reason: Some(reason),
        ..EventDetail::default()
    };
    let act = Act {
        detail,
        ..Act::plain(Action::AskToExpedite, "prior_auth.ask_to_expedite")
    };
    let mut caller = caller.clone();
    caller.actor.roles.sort_by_key(|role| *role != Role::Clinician);
    perform(services, &caller, reference, version, act).await
}
