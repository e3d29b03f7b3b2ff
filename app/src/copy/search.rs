//! Words of the search.

/// Before there is an answer.
pub const LOOKING: &str = "Looking…";

/// How much was found; what to type, where it was nothing.
#[must_use]
pub fn found(count: usize) -> String {
    match count {
        0 => "Nothing fits. Type the beginning of a reference, of a member’s last name or of a member ID.".to_owned(),
        1 => "1 result".to_owned(),
        count => format!("{count} results"),
    }
}
