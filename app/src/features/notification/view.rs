//! What notifications are made of, as the server sends them.

use domain::prior_auth::status::Status;
use serde::{Deserialize, Serialize};

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationRow {
    /// The request it is about.
    pub href: String,
    /// What happened, in words.
    pub title: String,
    /// Whom and what the request is about.
    pub about: String,
    /// Who did it; empty for what nobody did.
    pub by: String,
    /// Where the request stood after it; `None` for one that is late.
    pub status: Option<Status>,
    /// When, in short.
    pub when: String,
    /// When, for machines: RFC 3339.
    pub iso: String,
    /// The reader has not seen it yet.
    pub is_new: bool,
}

/// The latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationsView {
    /// What there is.
    pub rows: Vec<NotificationRow>,
    /// Whoever has seen them has read up to here, in Unix milliseconds.
    pub up_to: i64,
    /// When the server wrote this.
    pub as_of: String,
}

impl NotificationsView {
    /// How many are new.
    #[must_use]
    pub fn new_count(&self) -> usize {
        self.rows.iter().filter(|row| row.is_new).count()
    }
}
