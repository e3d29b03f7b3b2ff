//! What the review pages get from the server.

use serde::{Deserialize, Serialize};

use crate::ui::CaseRow;

/// The work queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueueView {
    /// Open requests, the earliest due first.
    pub rows: Vec<CaseRow>,
    /// How many are open.
    pub open: u64,
    /// How many of them are the reader's.
    pub mine: u64,
    /// How many are overdue.
    pub overdue: u64,
    /// Whether only the reader's are shown.
    pub only_mine: bool,
    /// Where the next page starts, if there is one.
    pub next: Option<String>,
    /// When the server wrote this.
    pub as_of: String,
}
