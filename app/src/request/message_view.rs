//! What was written about a request, as pages show it.

use domain::access::Side;
use services::prior_auth::CaseMessage;

use super::wording::{Wording, iso};
use crate::copy;
use crate::ui::MessageItem;

/// Messages or notes. People of a practice write in its name.
#[must_use]
pub fn message_items(messages: Vec<CaseMessage>, practice: &str, wording: &Wording) -> Vec<MessageItem> {
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
    messages.into_iter().map(item).collect()
}
