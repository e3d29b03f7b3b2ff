//! What the demo's reviewers ask, and what they are told: the items behind the events.

use domain::prior_auth::{Action, ItemKind};
use domain::time::to_millis;
use entity::{information_item, prior_auth_event};
use sea_orm::ActiveValue::Set;

use crate::prior_auth::Event;

/// What is asked each time, and the answer to it.
const ITEMS: [(&str, &str); 2] = [
    (
        "The notes of the last visit",
        "Seen two weeks ago: swelling, pain when climbing stairs, the joint gives way several times a day.",
    ),
    (
        "The signed order",
        "Signed by the treating clinician on the day of the request; the original is on file here.",
    ),
];

/// The items of a request's events, whose rows have ids already. Theirs are made of these, so that no chance is used up.
pub(super) fn questions(
    events: &[Event],
    rows: &[prior_auth_event::ActiveModel],
) -> Vec<information_item::ActiveModel> {
    let mut items: Vec<information_item::ActiveModel> = Vec::new();
    for (event, row) in events.iter().zip(rows) {
        match event.action {
            Action::AskForInformation => items.extend(asked(event, row)),
            Action::AnswerInformation => {
                let open = items.iter_mut().filter(|item| item.answered_at == Set(None));
                open.for_each(|item| answer(item, event));
            }
            _ => {}
        }
    }
    items
}

fn asked(event: &Event, row: &prior_auth_event::ActiveModel) -> Vec<information_item::ActiveModel> {
    let id = row.id.as_ref();
    let item = |(place, (need, _)): (i32, (&str, &str))| information_item::ActiveModel {
        id: Set(format!("{id}-{place}")),
        prior_auth_id: row.prior_auth_id.clone(),
        asked_in: Set(event.sequence),
        place: Set(place),
        kind: Set(ItemKind::Document.code().to_owned()),
        need: Set(need.to_owned()),
        answer: Set(None),
        answered_at: Set(None),
        answered_by: Set(None),
        version: Set(1),
        saved_by: Set(None),
        saved_at: Set(None),
    };
    (1..).zip(ITEMS).map(item).collect()
}

fn answer(item: &mut information_item::ActiveModel, event: &Event) {
    let said = ITEMS.iter().find(|(need, _)| item.need == Set((*need).to_owned()));
    item.answer = Set(said.map(|(_, said)| (*said).to_owned()));
    item.answered_at = Set(Some(to_millis(event.at)));
    item.answered_by = Set(event.account.as_ref().map(|account| account.as_str().to_owned()));
    item.version = Set(2);
}
