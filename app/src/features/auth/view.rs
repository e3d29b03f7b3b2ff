//! What the pages of signing in show.

use serde::{Deserialize, Serialize};

/// A one-time link that opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordLinkView {
    /// Whose password it sets.
    pub user_id: String,
    /// The fewest characters of the new password.
    pub min_length: usize,
}
