//! Words for what the plan asks of a practice, and for the answers.

use domain::prior_auth::information::{ItemKind, MAX_ITEMS};

/// The labels of the items that may be asked for.
pub const ITEM_LABELS: [&str; MAX_ITEMS] = [
    "Item 1", "Item 2", "Item 3", "Item 4", "Item 5", "Item 6", "Item 7", "Item 8", "Item 9", "Item 10",
];
/// The labels of the ways in which they are answered.
pub const KIND_LABELS: [&str; MAX_ITEMS] = [
    "Item 1 is answered by",
    "Item 2 is answered by",
    "Item 3 is answered by",
    "Item 4 is answered by",
    "Item 5 is answered by",
    "Item 6 is answered by",
    "Item 7 is answered by",
    "Item 8 is answered by",
    "Item 9 is answered by",
    "Item 10 is answered by",
];
/// The labels of the answers in words.
pub const ANSWER_LABELS: [&str; MAX_ITEMS] = [
    "Answer to item 1",
    "Answer to item 2",
    "Answer to item 3",
    "Answer to item 4",
    "Answer to item 5",
    "Answer to item 6",
    "Answer to item 7",
    "Answer to item 8",
    "Answer to item 9",
    "Answer to item 10",
];
/// The labels of the documents that answer.
pub const DOCUMENT_LABELS: [&str; MAX_ITEMS] = [
    "Add documents to item 1",
    "Add documents to item 2",
    "Add documents to item 3",
    "Add documents to item 4",
    "Add documents to item 5",
    "Add documents to item 6",
    "Add documents to item 7",
    "Add documents to item 8",
    "Add documents to item 9",
    "Add documents to item 10",
];

/// How an item is to be answered.
#[must_use]
pub fn item_kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Document => "A document",
        ItemKind::Words => "An answer in words",
    }
}

/// What an item is called among others.
#[must_use]
pub fn item_number(place: usize) -> String {
    format!("Item {place}")
}

/// The label of the field that opens the camera for an item.
#[must_use]
pub fn photo_of_item(place: usize) -> String {
    format!("{} for item {place}", super::file::TAKE_PHOTO)
}

/// When an item was answered and by whom; `when` is in words.
#[must_use]
pub fn answered(when: &str, who: &str) -> String {
    if who.is_empty() {
        format!("Answered {when}")
    } else {
        format!("Answered {when} by {who}")
    }
}

/// Who saved an answer, and when; `when` is in words.
#[must_use]
pub fn saved_by(who: &str, when: &str) -> String {
    format!("{who} saved an answer {when}")
}

/// What is said of a saved answer without words.
pub const SAVED_EMPTY: &str = "It is empty.";
/// What is to be done about a saved answer that the form does not hold.
pub const SAVED_OVER: &str = "What you typed is still below. Save or send it to put it in place of this one.";

/// What is said of an answer that a colleague sent, while the form still holds another one.
pub const SENT_BY_COLLEAGUE: &str = "The plan has this answer, and takes no other one to this item. What you typed stays here until you leave: send it as a message or a document.";

/// How much was asked, and by when the answer is wanted.
#[must_use]
pub fn items_asked(items: u32, day: &str) -> String {
    let items = match items {
        1 => "1 item".to_owned(),
        items => format!("{items} items"),
    };
    format!("{items}, answer by {day}")
}

/// What the plan's clock does while an answer is awaited; `due` is when the decision is due now, in words.
#[must_use]
pub fn clock_while_asking(waits: bool, due: &str) -> String {
    if waits {
        "The clock stands still until everything is answered. The law gives the practice 45 days at least.".to_owned()
    } else {
        format!("The clock runs on: the decision stays due {due}, with or without an answer.")
    }
}

/// In the place of the time left, while none runs.
pub const STANDS_STILL: &str = "Clock stands still";

/// While the plan's clock waits for an answer: `due` is when the decision is due if that comes on the last day, in words.
#[must_use]
pub fn stands_still(due: &str) -> String {
    format!(
        "The clock stands still until everything is answered. If that is on the last day, the decision is due {due}."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_promised_only_where_the_clock_waits() {
        assert!(clock_while_asking(false, "Nov 30").starts_with("The clock runs on"));
        assert!(clock_while_asking(false, "Nov 30").contains("due Nov 30"));
        assert!(!clock_while_asking(true, "Nov 30").contains("Nov 30"));
    }

    #[test]
    fn one_item_is_no_items() {
        assert_eq!(items_asked(1, "Dec 4"), "1 item, answer by Dec 4");
        assert_eq!(items_asked(2, "Dec 4"), "2 items, answer by Dec 4");
    }
}
