//! What the dashboard gets from the server.

use serde::{Deserialize, Serialize};

use crate::copy;
use crate::ui::CaseRow;

/// A number that is a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What it counts.
    pub words: String,
    /// How many.
    pub count: u64,
    /// The list behind it.
    pub href: String,
    /// Whether the reader is meant to do something about it.
    pub for_you: bool,
}

/// The lists a dashboard may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// The practice has to do something.
    NeedsYou,
    /// The plan has to decide.
    Waiting,
    /// Decided.
    Decided,
    /// The reviewer's own cases.
    Mine,
    /// Open at the plan, the earliest due first.
    Queue,
}

impl ListKind {
    /// The title of its panel.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NeedsYou => copy::NEEDS_YOU,
            Self::Waiting => copy::WAITING,
            Self::Decided => copy::DECIDED,
            Self::Mine => "Assigned to you",
            Self::Queue => "Work queue",
        }
    }

    /// The id of its panel.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::NeedsYou => "needs-you",
            Self::Waiting => "waiting",
            Self::Decided => "decided",
            Self::Mine => "mine",
            Self::Queue => "queue",
        }
    }

    /// Whether its rows lead to the plan's side of a case.
    #[must_use]
    pub fn is_queue(self) -> bool {
        matches!(self, Self::Mine | Self::Queue)
    }
}

/// A short list and the way to the whole of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShortList {
    /// Which one.
    pub kind: ListKind,
    /// How many there are in all.
    pub count: u64,
    /// The whole list.
    pub href: String,
    /// The first few.
    pub rows: Vec<CaseRow>,
}

/// The dashboard of one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DashboardView {
    /// `Tuesday, November 24, 2026`
    pub today: String,
    /// When the server wrote this.
    pub as_of: String,
    /// Whether the person may make requests.
    pub may_request: bool,
    /// The numbers.
    pub figures: Vec<Figure>,
    /// The lists.
    pub lists: Vec<ShortList>,
}
