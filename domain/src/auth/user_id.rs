//! User IDs: exact case, and no two that people could take for each other.

use thiserror::Error;

/// A well-formed User ID: 3 to 64 ASCII letters, digits, dots, hyphens and underscores, starting with a letter or
/// digit. `Front.Desk1` and `front.desk1` are different ids, and the second is refused once the first exists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(String);

/// Why a text is no User ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a User ID has 3 to 64 letters, digits, dots, hyphens or underscores and starts with a letter or digit")]
pub struct UserIdError;

impl UserId {
    /// The fewest characters.
    pub const MIN_LENGTH: usize = 3;
    /// The most characters.
    pub const MAX_LENGTH: usize = 64;

    /// Checks the form. Nothing is trimmed and no case is changed.
    pub fn parse(text: &str) -> Result<Self, UserIdError> {
        let fits = (Self::MIN_LENGTH..=Self::MAX_LENGTH).contains(&text.len());
        let starts_well = text.starts_with(|c: char| c.is_ascii_alphanumeric());
        let clean = text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
        if fits && starts_well && clean {
            Ok(Self(text.to_owned()))
        } else {
            Err(UserIdError)
        }
    }

    /// The same text for all ids that look alike (case, 0 and O, 1 and l and I, 5 and S, `rn` and `m`, `vv` and `w`).
    /// Two accounts never share one.
    pub fn look_alike_key(&self) -> String {
        let folded: String = self
            .0
            .chars()
            .map(|c| match c.to_ascii_lowercase() {
                '0' => 'o',
                '1' | 'i' => 'l',
                '5' => 's',
                other => other,
            })
            .collect();
        folded.replace("rn", "m").replace("vv", "w")
    }
}

parsed_text!(UserId);
