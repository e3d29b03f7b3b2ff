//! What the pages get from the server: words and codes, ready to show.

use domain::prior_auth::status::Status;
use serde::{Deserialize, Serialize};

use crate::ui::DocumentRow;

/// The page on which a request is entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnterView {
    /// The name of the form: sent twice, it enters one request.
    pub key: String,
    /// Today where the plan is, as date fields have it.
    pub today: String,
    /// In which zone times are, and how late it is there.
    pub clock: String,
    /// The request that was just entered.
    pub entered: Option<EnteredView>,
}

/// Whose request it becomes what is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartiesView {
    /// The practice, by name and NPI.
    pub practice: String,
    /// The member, by name, number and date of birth.
    pub member: String,
    /// What stands for both.
    pub sign: String,
}

/// A request that was just entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnteredView {
    /// The request.
    pub request: RequestView,
    /// Whether the reader can take it back.
    pub may_take_back: bool,
    /// It was taken back.
    pub is_taken_back: bool,
}

/// A request, as intake needs to know it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestView {
    /// What people call it.
    pub reference: String,
    /// Where it stands.
    pub status: Status,
    /// The member and the service.
    pub about: String,
    /// Whose request it is.
    pub practice: String,
    /// How and when it was received.
    pub received: String,
    /// By when the plan must answer; empty once it has.
    pub due: String,
    /// Whether that time is over already.
    pub is_late: bool,
    /// Whether it takes documents.
    pub is_open: bool,
}

/// The page on which a document is joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinView {
    /// Today where the plan is, as date fields have it.
    pub today: String,
    /// In which zone times are, and how late it is there.
    pub clock: String,
    /// The request, once it is named together with how and when the document came.
    pub request: Option<RequestView>,
    /// How and when the document came.
    pub arrived: String,
    /// What was joined to the request, with what is on its way and what was refused.
    pub documents: Vec<DocumentRow>,
}
