//! A request as pages show it: what practice and plan see in lists, on the dashboard and on its own page.
//!
//! These are wire types: times and dates are words already (the server writes them in the plan's zone), statuses and
//! actions are the domain's codes.

use domain::coverage::LineOfBusiness;
use domain::prior_auth::information::ItemKind;
use domain::prior_auth::status::Status;
use domain::prior_auth::transition::Action;
use domain::prior_auth::{LineDecision, MessageKind};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::case_messages::ThreadPart;
use super::clock_line::Clock;
use super::document::DocumentRow;
use super::due_time::Due;
use super::message_thread::MessageItem;
use super::timeline::TimelineItem;
use crate::copy;

/// A request in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseRow {
    /// Its reference.
    pub reference: String,
    /// Its status.
    pub status: Status,
    /// Its version; with the reference the key of its row.
    pub version: i64,
    /// The member's name.
    pub member: String,
    /// The member's number.
    pub member_number: String,
    /// The procedure code.
    pub code: String,
    /// What the code stands for, in our own words.
    pub service: String,
    /// Whether it is expedited.
    pub expedited: bool,
    /// The member's line of business.
    pub line_of_business: LineOfBusiness,
    /// The practice that asks.
    pub practice: String,
    /// When it was received, in short.
    pub received: String,
    /// When it was decided, in short, if it is.
    pub decided: Option<String>,
    /// When the decision is due, while it is.
    pub due: Option<Due>,
    /// Who works on it, by name.
    pub assigned_to: Option<String>,
    /// Whether that is the reader.
    pub is_mine: bool,
    /// The practice wrote last and waits for an answer; only the plan's queue says so.
    pub unanswered: bool,
    /// The authorization's number, once there is one.
    pub authorization: Option<String>,
    /// From when to when it is valid.
    pub valid: Option<String>,
}

/// One service line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineRow {
    /// The procedure code.
    pub code: String,
    /// Our own words for it.
    pub service: String,
    /// `1 each`
    pub quantity: String,
    /// From when to when, and where.
    pub when: String,
    /// What was decided about it, where lines differ from the request as a whole.
    pub decision: Option<LineDecision>,
    /// What is authorized of it, where each line was decided by itself: `as requested`, `nothing`, `1 each, Nov 23, 2026 to Dec 1, 2026`.
    pub authorized: Option<String>,
}

/// A decision against a request, and what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulingView {
    /// What was decided: `Denied`.
    pub title: String,
    /// Why, in words.
    pub reason: String,
    /// What it rests on; empty where that is not known.
    pub citation: String,
    /// What would change it; empty where that is not known.
    pub would_change: String,
    /// Who decided: name, credential, role.
    pub by: String,
    /// When.
    pub when: String,
    /// Until when a talk with a physician can be asked for; nothing once that is over.
    pub talk_until: Option<String>,
    /// Until when it can be appealed; nothing once that is over.
    pub appeal_until: Option<String>,
    /// The levels of appeal, the first one first.
    pub levels: Vec<String>,
    /// The provider line, with its hours.
    pub call: String,
}

/// One thing the plan has asked of the practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemRow {
    /// Its id.
    pub id: String,
    /// From 1 within its question.
    pub place: usize,
    /// How it is to be answered.
    pub kind: ItemKind,
    /// What is needed.
    pub need: String,
    /// The answer in words; of one that is not sent, what was saved.
    pub answer: String,
    /// When it was answered and by whom, in words; empty before.
    pub answered: String,
    /// Whether an answer is awaited.
    pub is_open: bool,
    /// Counts what is saved.
    pub version: i64,
    /// Who saved it last and when, in words; empty where nobody did, or once it is sent.
    pub saved: String,
    /// The documents of the answer.
    pub documents: Vec<DocumentRow>,
}

/// What may be asked of the practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskingView {
    /// The last day to answer that is proposed, as a date field holds it.
    pub answer_by: String,
    /// Between which days it may lie, in words.
    pub between: String,
    /// What the clock does meanwhile.
    pub clock: String,
}

/// A request on its own page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseView {
    /// What lists show of it, too.
    pub row: CaseRow,
    /// When it was received, to the minute.
    pub received_at: String,
    /// The clock of its decision, while it runs.
    pub clock: Option<Clock>,
    /// That the time to decide was missed, in words, if it was.
    pub missed: Option<String>,
    /// By when the decision is due if the reader changes the urgency now, where the reader may.
    pub due_if_changed: Option<String>,
    /// Why it has the urgency that it has, if somebody said so.
    pub urgency_reason: Option<String>,
    /// The requesting provider's NPI.
    pub requesting_npi: String,
    /// The rendering provider's NPI.
    pub rendering_npi: String,
    /// Place of service: number and words.
    pub place: String,
    /// The clinical summary.
    pub clinical_summary: String,
    /// Diagnosis codes, the principal one first.
    pub diagnoses: Vec<String>,
    /// What the practice is told of the last change of the time to decide, while it is to be decided.
    pub notice: Option<String>,
    /// The decision against it that stands, if there is one.
    pub ruling: Option<RulingView>,
    /// The service lines.
    pub lines: Vec<LineRow>,
    /// What came with it.
    pub documents: Vec<DocumentRow>,
    /// What the practice added after it was sent, with what was refused.
    pub added_later: Vec<DocumentRow>,
    /// What the plan has asked of the practice, the latest question first.
    pub items: Vec<ItemRow>,
    /// The last day to answer, in words, while an answer is awaited.
    pub answer_by: Option<String>,
    /// What the reader may ask of the practice now.
    pub asking: Option<AskingView>,
    /// What practice and plan wrote to each other, the oldest first.
    pub messages: Vec<MessageItem>,
    /// Which part of that is shown.
    pub messages_part: ThreadPart,
    /// What the reader may write now.
    pub writes: Vec<MessageKind>,
    /// A name for the forms in which the reader writes.
    pub form_key: String,
    /// What happened, latest first, with the status each event led to.
    pub timeline: Vec<(Status, TimelineItem)>,
    /// What the reader may do with it now.
    pub allowed: Vec<Action>,
    /// Whether the reader may begin a new request like it.
    pub may_copy: bool,
    /// When the server wrote this.
    pub as_of: String,
}

/// The case without the key of its next message, which every reading makes new: what is drawn from it stays until something of
/// the case changes.
#[must_use]
pub fn without_key(case: Signal<CaseView>) -> Memo<CaseView> {
    Memo::new(move |_| CaseView {
        form_key: String::new(),
        ..case.get()
    })
}

impl CaseView {
    /// How a case is named where its reference stands beside it: `Rosa Delgado, knee brace`.
    #[must_use]
    pub fn title(&self) -> String {
        let what = if self.row.service.is_empty() {
            self.row.code.clone()
        } else {
            within_a_sentence(&self.row.service)
        };
        format!("{}, {what}", self.row.member)
    }

    /// By when the decision is due now, and by when if the reader changes the urgency; empty where the reader may not.
    #[must_use]
    pub fn due_if_changed_in_words(&self) -> String {
        let due = self.row.due.as_ref().map(|due| due.text.as_str());
        let both = due.zip(self.due_if_changed.as_deref());
        both.map(|(now, then)| copy::due_if_changed(now, then))
            .unwrap_or_default()
    }

    /// Whether the reader may do `action`.
    #[must_use]
    pub fn allows(&self, action: Action) -> bool {
        self.allowed.contains(&action)
    }
}

/// A wording with a small first letter, unless it begins with an abbreviation.
fn within_a_sentence(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::within_a_sentence;

    #[test]
    fn only_a_plain_word_loses_its_capital() {
        assert_eq!(
            within_a_sentence("Knee brace, off the shelf"),
            "knee brace, off the shelf"
        );
        assert_eq!(within_a_sentence("TENS unit"), "TENS unit");
        assert_eq!(within_a_sentence(""), "");
    }
}
