//! What the review pages get from the server.

use domain::form::FormErrors;
use domain::prior_auth::transition::Action;
use serde::{Deserialize, Serialize};

use crate::ui::{ActiveFilters, CaseRow, CaseView, MessageItem, ThreadPart, ViewLink};

/// A part of the queue that one may choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuePart {
    /// Its name.
    pub words: String,
    /// Its address.
    pub href: String,
    /// How many cases are in it.
    pub count: u64,
    /// Whether it is the one on the page.
    pub is_chosen: bool,
}

/// The work queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueueView {
    /// Open requests, the earliest due first.
    pub rows: Vec<CaseRow>,
    /// The parts one may choose from.
    pub parts: Vec<QueuePart>,
    /// What the filters say.
    pub filters: QueueFilters,
    /// What is wrong with what was typed into them.
    pub errors: FormErrors,
    /// The views that the reader has saved.
    pub views: Vec<ViewLink>,
    /// Those who review, by account and name.
    pub reviewers: Vec<(String, String)>,
    /// Whether the reader may take work.
    pub may_take: bool,
    /// Whether the reader may give work to others.
    pub may_give: bool,
    /// Whether the reader may enter requests that came by phone, fax or mail.
    pub may_enter: bool,
    /// What became of the requests that were just assigned.
    pub report: Option<Report>,
    /// How many cases are in the part on the page, of those that filters let through.
    pub total: u64,
    /// There are more, and nobody counted them.
    pub is_more: bool,
    /// How many cases of the same people are overdue.
    pub overdue: u64,
    /// The address of the next page, if there is one.
    pub next: Option<String>,
    /// When the server wrote this.
    pub as_of: String,
}

/// A case as its reviewer sees it: the case, and what is on the plan's side of it only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReviewView {
    /// What the practice may see, too.
    pub case: CaseView,
    /// What stays within the plan.
    pub desk: Desk,
}

/// What only the plan's people see of a case.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Desk {
    /// What the reader cannot do now, and why.
    pub hindered: Vec<(Action, String)>,
    /// Those to whom the reader may give the case, by account and name.
    pub reviewers: Vec<(String, String)>,
    /// Whether one may look for words in the documents.
    pub has_text: bool,
    /// The first and the last day of an approval as requested, in words; nothing where it cannot be approved now.
    pub valid: Option<(String, String)>,
    /// The lines as they were requested, for forms that decide about each.
    pub lines: Vec<DeskLine>,
    /// What a decision may cite, with words for each.
    pub citations: Vec<(String, String)>,
    /// What the plan's people noted for themselves, the oldest first.
    pub notes: Vec<MessageItem>,
    /// Which part of that is shown.
    pub notes_part: ThreadPart,
    /// What the nurse told the physician when the case was sent on last.
    pub handed_on: Option<HandedOn>,
    /// The rules that ask for authorization.
    pub criteria: Vec<CriterionView>,
    /// Of codes that no rule lists.
    pub without_rule: Option<String>,
    /// Other requests for the same member.
    pub of_member: Vec<CaseRow>,
    /// Other requests of the same practice.
    pub of_practice: Vec<CaseRow>,
}

/// A rule that asks for authorization, and what the request says to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionView {
    /// Its title.
    pub title: String,
    /// The codes of the request that it lists.
    pub codes: String,
    /// Where it was published, and since when it is in force.
    pub source: String,
    /// What it asks for, and what of that the request has.
    pub asks: Vec<(String, String)>,
    /// How long an approval is valid.
    pub validity: String,
}

/// What somebody told whoever works on the case next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOn {
    /// The words.
    pub words: String,
    /// Name and role.
    pub by: String,
    /// When.
    pub when: String,
}

/// What looking for words came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundView {
    /// `2 places`; empty where nothing was looked for.
    pub said: String,
    /// The places.
    pub hits: Vec<DocumentHit>,
    /// `scan.tiff: …`, for each document that was not searched, or not to its end.
    pub unsearched: Vec<String>,
}

/// A place in a document where words were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentHit {
    /// `Page 2 of chart.pdf`
    pub place: String,
    /// The address of the page's image; empty where there is none.
    pub image: String,
    /// What stands before the words.
    pub before: String,
    /// The words as they are written there.
    pub found: String,
    /// What stands behind them.
    pub after: String,
}

/// One line as it was requested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskLine {
    /// `1. L1832, knee brace`
    pub title: String,
    /// `2 each, Nov 23, 2026 to Dec 22, 2026`
    pub requested: String,
    /// How many.
    pub quantity: String,
    /// First day, as date fields have it.
    pub from: String,
    /// Last day, as date fields have it.
    pub to: String,
}

/// What the filters of the queue say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueFilters {
    /// Whose cases; empty for all, as below.
    pub show: String,
    /// Code of the ageing.
    pub due: String,
    /// Code of the urgency.
    pub urgency: String,
    /// Code of the line of business.
    pub line: String,
    /// The procedure code as it was typed.
    pub code: String,
    /// Whether only requests with an unanswered message are asked for: a code, or empty.
    pub messages: String,
    /// The filters that are set.
    pub active: ActiveFilters,
    /// All that the address says, without the place in the queue.
    pub query: String,
}

/// What became of requests that were assigned at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How many were assigned, and to whom.
    pub done: String,
    /// The others: reference and why not.
    pub left: Vec<(String, String)>,
}
