//! A document that nobody asked for is there: the reviewers hear of it.

use domain::prior_auth::Action;
use domain::reference::Reference;

use super::act::{Act, ActError, happen};
use super::event::EventDetail;
use crate::db::Write;
use crate::{Caller, Services};

/// Notes that a document was added to a case, in the transaction in which it was received and which has locked the case.
///
/// # Errors
/// [`ActError::Refused`] once the request is decided.
pub(crate) async fn document_added(
    w: &Write,
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    name: &str,
) -> Result<(), ActError> {
    let act = Act {
        detail: EventDetail {
            about: Some(name.to_owned()),
            ..EventDetail::default()
        },
        ..Act::plain(Action::AddDocument, "prior_auth.add_document")
    };
    happen(w, services, caller, reference, &act).await
}
