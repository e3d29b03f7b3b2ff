//! A document that nobody asked for is there: the reviewers hear of it; of one that the plan joined, the practice, too.

use domain::prior_auth::{Action, Arrival};
use domain::reference::Reference;
use domain::time::to_millis;

use super::act::{Act, ActError, happen};
use super::event::EventDetail;
use crate::db::Write;
use crate::{Caller, Services};

/// Notes that a document was added to a case, or joined to it by the plan where it came as `arrival` says, in the transaction in
/// which it was received and which has locked the case.
///
/// # Errors
/// [`ActError::Refused`] once the request is decided.
pub(crate) async fn document_added(
    w: &Write,
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    (name, arrival): (&str, Option<Arrival>),
) -> Result<(), ActError> {
    let plain = match arrival {
        None => Act::plain(Action::AddDocument, "prior_auth.add_document"),
        Some(arrival) => Act {
            channel: arrival.channel,
            ..Act::plain(Action::JoinDocument, "prior_auth.join_document")
        },
    };
    let act = Act {
        detail: EventDetail {
            about: Some(name.to_owned()),
            arrived_at: arrival.map(|arrival| to_millis(arrival.at)),
            ..EventDetail::default()
        },
        ..plain
    };
    happen(w, services, caller, reference, &act).await
}
