//! What the account page gets from the server.

use serde::{Deserialize, Serialize};

use crate::ui::PlanWords;

/// The account of whoever asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// The name others see.
    pub name: String,
    /// The User ID.
    pub user_id: String,
    /// Each place of work with the roles held there.
    pub places: Vec<(String, String)>,
    /// Where the person is signed in; this browser first.
    pub sessions: Vec<SessionRow>,
    /// Whether single keys lead through the queue in this browser; absent for those who see no queue.
    pub single_keys: Option<bool>,
    /// Whom to call.
    pub plan: PlanWords,
    /// When the server wrote this.
    pub as_of: String,
}

/// A browser in which the person is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// Names it when it is to be ended.
    pub id: String,
    /// `Firefox on Windows`
    pub browser: String,
    /// Where the person works in it.
    pub place: String,
    /// Since when, in words.
    pub since: String,
    /// When something was last done in it, in words.
    pub last_seen: String,
    /// It is this one.
    pub is_this: bool,
}
