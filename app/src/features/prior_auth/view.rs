//! What the practice's pages get from the server: words and codes, ready to show.

use domain::form::FormErrors;
use serde::{Deserialize, Serialize};

use crate::ui::{ActiveFilters, CaseRow, ViewLink};

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
    /// There are more, and nobody counted them.
    pub is_more: bool,
}

/// What the filters of the list say, and its order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterView {
    /// Codes of the statuses that are chosen.
    pub statuses: Vec<String>,
    /// Code of the urgency; empty for any, as below.
    pub urgency: String,
    /// Code of the line of business.
    pub line: String,
    /// The procedure code as it was typed.
    pub code: String,
    /// The first day as it was typed.
    pub from: String,
    /// The last day as it was typed.
    pub to: String,
    /// Code of the ageing.
    pub due: String,
    /// The order that was asked for.
    pub sort: String,
    /// Ids of the members.
    pub members: Vec<String>,
    /// The key of the column by which the list is sorted; empty for none.
    pub order: String,
    /// Whether the last comes first.
    pub is_descending: bool,
    /// The filters that are set.
    pub active: ActiveFilters,
    /// All that the address says, without the place in the list.
    pub query: String,
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
    /// The views that the reader has saved.
    pub views: Vec<ViewLink>,
    /// What filters say; absent where nothing can be filtered.
    pub filters: Option<FilterView>,
    /// What is wrong with what was typed into them.
    pub errors: FormErrors,
    /// The address of the next page, if there is one.
    pub next: Option<String>,
    /// How many there are in the chosen group, of those that filters let through.
    pub total: u64,
    /// There are more, and nobody counted them.
    pub is_more: bool,
    /// Whether the person may make requests.
    pub may_request: bool,
    /// When the server wrote this.
    pub as_of: String,
}
