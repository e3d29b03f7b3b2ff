//! What the dashboard gets from the server: words, ready to show. Codes stay there, so that the client, which everybody
//! loads first, carries no table of them.

use serde::{Deserialize, Serialize};

use crate::ui::{ChartData, Due};

/// A tag, as the server chose it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagWords {
    /// The class of its tone.
    pub tone: String,
    /// The id of its icon in the sprite.
    pub icon: String,
    /// Its words.
    pub words: String,
}

/// One line of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What it is about; it stays the same whatever changes.
    pub key: String,
    /// Where it leads.
    pub href: String,
    /// Whom and what it is about.
    pub title: String,
    /// The line below.
    pub text: String,
    /// Where it stands.
    pub tags: Vec<TagWords>,
    /// A time in words, beside the tags.
    pub note: String,
    /// The class of the note: nothing, soon, over.
    pub note_class: String,
    /// When the plan has to decide, where that is counted down.
    pub due: Option<Due>,
    /// How long the plan had from the start, in milliseconds.
    pub time: i64,
    /// What the button says; none where empty.
    pub action: String,
    /// Whether that is the most pressing thing of the list.
    pub is_first: bool,
}

/// How the lines of a list look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    /// With a button.
    Tasks,
    /// As a table with the time left.
    Clocks,
    /// Narrow.
    News,
}

/// The beginning of a list, and the way to the whole of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListView {
    /// The id of its region.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How its lines look.
    pub look: Look,
    /// How many there are in all.
    pub total: u64,
    /// Whether the reader is meant to do something about them.
    pub for_you: bool,
    /// The whole list.
    pub href: String,
    /// A fact beside the title.
    pub aside: String,
    /// A sentence below the lines.
    pub footer: String,
    /// Why there is nothing, and what will be: title and text.
    pub empty: (String, String),
    /// The first few.
    pub rows: Vec<Row>,
}

/// A part of the open work: a number that leads to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What it counts.
    pub words: String,
    /// How many.
    pub count: u64,
    /// The list behind it.
    pub href: String,
    /// The class of its tone.
    pub tone: String,
}

/// How much one reviewer has: a number, and what of it is overdue, each with the list behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadRow {
    /// Who.
    pub name: String,
    /// All of it.
    pub open: (u64, String),
    /// What is overdue.
    pub overdue: (u64, String),
}

/// The dashboard of one person. What is not for them is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DashboardView {
    /// `Tuesday, November 24, 2026`
    pub today: String,
    /// When the server wrote this.
    pub as_of: String,
    /// Where news begin: handed back when the page asks again.
    pub since: String,
    /// Whether the person may make requests.
    pub may_request: bool,
    /// The lists of the main column, then those of the side.
    pub lists: Vec<ListView>,
    /// How many of them stand in the main column.
    pub in_main: usize,
    /// How pressing the open work is.
    pub ageing: Vec<Figure>,
    /// Who has how much of it.
    pub load: Vec<LoadRow>,
    /// How requests were decided.
    pub chart: Option<ChartData>,
    /// Whether the chart shows months.
    pub is_monthly: bool,
}
