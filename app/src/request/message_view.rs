//! What was written about a request, as pages show it.

use domain::access::Side;
use services::prior_auth::{CaseMessage, Thread};

use super::wording::{Wording, iso};
use crate::copy;
use crate::ui::{MessageItem, ThreadPart};

/// Messages or notes, and which part of all they are. People of a practice write in its name.
#[must_use]
pub fn thread_view(thread: Thread, practice: &str, wording: &Wording) -> (Vec<MessageItem>, ThreadPart) {
    let part = ThreadPart {
        earlier: thread.earlier.map(|place| place.to_string()).unwrap_or_default(),
        total: thread.total,
    };
    let item = |message: CaseMessage| MessageItem {
        id: message.id,
        who: message.who,
        role: match message.side {
            Side::Provider => practice.to_owned(),
            Side::Plan => copy::role(message.role).to_owned(),
        },
        when: wording.moment(message.at),
        iso: iso(message.at),
        text: message.text,
        is_own: message.is_own,
    };
    (thread.messages.into_iter().map(item).collect(), part)
}
