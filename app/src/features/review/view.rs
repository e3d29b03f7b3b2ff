//! What the review pages get from the server.

use serde::{Deserialize, Serialize};

use crate::ui::CaseRow;

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
    /// The part on the page in words, where it is none of these; empty otherwise.
    pub part: String,
    /// How many cases are in the part on the page.
    pub total: u64,
    /// How many cases of the same people are overdue.
    pub overdue: u64,
    /// The address of the next page, if there is one.
    pub next: Option<String>,
    /// When the server wrote this.
    pub as_of: String,
}
