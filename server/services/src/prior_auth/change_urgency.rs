//! The plan makes a request expedited, or standard again, with a reason that the practice reads.

use domain::form::FormErrors;
use domain::prior_auth::{Action, Urgency, said};
use domain::reference::Reference;

use super::act::{Act, ActError, perform};
use super::event::EventDetail;
use super::summary::Summary;
use crate::{Caller, Services};

/// Changes the urgency to `to`, and tells the practice why in the words of `reason`. A request that a clinician of the practice
/// has called urgent is not made standard.
///
/// # Errors
/// [`ActError`]; [`ActError::Form`] about the field `reason`; [`ActError::Refused`] where it has that urgency already.
pub async fn change_urgency(
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    version: i64,
    (to, reason): (Urgency, &str),
) -> Result<Summary, ActError> {
    let mut errors = FormErrors::default();
    let reason = said::in_words(&mut errors, "reason", reason, said::REASON);
    if !errors.is_empty() {
        return Err(ActError::Form(errors));
    }
    let (action, audit) = match to {
        Urgency::Expedited => (Action::Expedite, "prior_auth.expedite"),
        Urgency::Standard => (Action::MakeStandard, "prior_auth.make_standard"),
    };
    let detail = EventDetail {
        reason,
        ..EventDetail::default()
    };
    let act = Act {
        detail,
        ..Act::plain(action, audit)
    };
    perform(services, caller, reference, version, act).await
}
