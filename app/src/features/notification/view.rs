//! What notifications are made of, as the server sends them.

use domain::prior_auth::status::Status;
use serde::{Deserialize, Serialize};

/// How much what there is to tell presses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pressure {
    /// Something happened.
    None,
    /// A decision is due soon.
    Soon,
    /// Its time is over.
    Over,
}

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationRow {
    /// The request it is about.
    pub href: String,
    /// What happened, in words.
    pub title: String,
    /// Whom and what the request is about.
    pub about: String,
    /// Who did it; of what nobody did, by when the decision is due.
    pub by: String,
    /// Where the request stood after it.
    pub status: Status,
    /// Whether it is due soon, or late.
    pub pressure: Pressure,
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
