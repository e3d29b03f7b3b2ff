//! A request as pages show it: what practice and plan see in lists, on the dashboard and on its own page.
//!
//! These are wire types: times and dates are words already (the server writes them in the plan's zone), statuses and
//! actions are the domain's codes.

use domain::coverage::LineOfBusiness;
use domain::prior_auth::status::Status;
use domain::prior_auth::transition::Action;
use serde::{Deserialize, Serialize};

use super::due_time::Due;
use super::timeline::TimelineItem;

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
    /// When it was received.
    pub received: String,
    /// When it was decided, if it is.
    pub decided: Option<String>,
    /// When the decision is due, while it is.
    pub due: Option<Due>,
    /// Who works on it, by name.
    pub assigned_to: Option<String>,
    /// Whether that is the reader.
    pub is_mine: bool,
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
}

/// A request on its own page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseView {
    /// What lists show of it, too.
    pub row: CaseRow,
    /// Why it is expedited, if it is.
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
    /// The service lines.
    pub lines: Vec<LineRow>,
    /// What happened, latest first, with the status each event led to.
    pub timeline: Vec<(Status, TimelineItem)>,
    /// What the reader may do with it now.
    pub allowed: Vec<Action>,
    /// When the server wrote this.
    pub as_of: String,
}

impl CaseView {
    /// How a case is named where its reference stands beside it: `Rosa Delgado, knee orthosis`.
    #[must_use]
    pub fn title(&self) -> String {
        if self.row.service.is_empty() {
            format!("{}, {}", self.row.member, self.row.code)
        } else {
            format!("{}, {}", self.row.member, self.row.service)
        }
    }

    /// Whether the reader may do `action`.
    #[must_use]
    pub fn allows(&self, action: Action) -> bool {
        self.allowed.contains(&action)
    }
}
