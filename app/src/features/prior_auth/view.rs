//! What the practice's pages get from the server: words and codes, ready to show.

use serde::{Deserialize, Serialize};

use crate::ui::CaseRow;

/// A draft in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRow {
    /// Its id.
    pub id: String,
    /// Whom and what it is about, as far as that is known.
    pub title: String,
    /// When it was saved last.
    pub saved: String,
    /// What the reader is to do about it; empty for nothing.
    pub note: String,
}

/// A group of requests and how many are in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupCount {
    /// Its code, for the address; empty for all of them.
    pub code: String,
    /// Its words.
    pub words: String,
    /// How many requests are in it.
    pub count: u64,
}

/// One page of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListView {
    /// The groups one may choose from.
    pub groups: Vec<GroupCount>,
    /// The code of the chosen one.
    pub group: String,
    /// The requests on this page.
    pub rows: Vec<CaseRow>,
    /// Drafts, where the chosen group holds them.
    pub drafts: Vec<DraftRow>,
    /// What narrows it beyond its group, in words; empty where nothing does.
    pub part: String,
    /// The address of the next page, if there is one.
    pub next: Option<String>,
    /// How many there are in the chosen group.
    pub total: u64,
    /// Whether the person may make requests.
    pub may_request: bool,
    /// When the server wrote this.
    pub as_of: String,
}
