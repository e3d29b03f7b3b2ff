//! What the demo's people write beside their events: both sides around a question, and a note for whoever decides.

use domain::prior_auth::{Action, MessageKind, Performer};
use domain::time::to_millis;
use entity::{case_message, prior_auth_event};
use sea_orm::ActiveValue::Set;

use crate::prior_auth::Event;

/// The messages of a request's events, whose rows have ids already. Theirs are made of these, so that no chance is used up.
pub(super) fn messages(events: &[Event], rows: &[prior_auth_event::ActiveModel]) -> Vec<case_message::ActiveModel> {
    let pairs = events.iter().zip(rows);
    pairs.filter_map(|(event, row)| message(event, row)).collect()
}

fn message(event: &Event, row: &prior_auth_event::ActiveModel) -> Option<case_message::ActiveModel> {
    let (kind, text) = words(event.action)?;
    let Performer::Person(role) = event.performer else {
        return None;
    };
    let id = format!("{}-message", row.id.as_ref());
    Some(case_message::ActiveModel {
        id: Set(id.clone()),
        prior_auth_id: row.prior_auth_id.clone(),
        kind: Set(kind.code().to_owned()),
        side: Set(role.side().code().to_owned()),
        role: Set(role.code().to_owned()),
        account_id: Set(event.account.as_ref()?.as_str().to_owned()),
        request_key: Set(id),
        text: Set(text.to_owned()),
        at: Set(to_millis(event.at)),
    })
}

fn words(action: Action) -> Option<(MessageKind, &'static str)> {
    let message = |text| Some((MessageKind::Message, text));
    match action {
        Action::AskForInformation => message(
            "Everything else is there. With the notes and the order I can go on the same day.\n\
             If one of them takes longer, write here until when.",
        ),
        Action::AnswerInformation => message("Both are answered now. Call the front desk if a page is hard to read."),
        Action::SendToPhysician => Some((
            MessageKind::Note,
            "The practice answers quickly by message; ask there before you call.",
        )),
        _ => None,
    }
}
