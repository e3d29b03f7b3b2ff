//! What people write about a request: a reason, a question, an answer, a message.

use crate::form::{FieldCode, FormErrors};

/// The longest such text, in characters.
pub const MAX_WORDS: u32 = 2_000;

/// Reads a text that may be left out: trimmed, line ends as one character, nothing that cannot be seen. `field` is the name
/// of the HTML input.
///
/// # Errors
/// It is longer than [`MAX_WORDS`].
pub fn optional(field: &str, text: &str) -> Result<Option<String>, FormErrors> {
    let text = readable(text);
    if text.chars().count() > MAX_WORDS as usize {
        return Err(FormErrors::one(field, FieldCode::TooLong { max: MAX_WORDS }));
    }
    Ok((!text.is_empty()).then_some(text))
}

/// The same of a text that is needed.
///
/// # Errors
/// There is none, or it is longer than [`MAX_WORDS`].
pub fn required(field: &str, text: &str) -> Result<String, FormErrors> {
    optional(field, text)?.ok_or_else(|| FormErrors::one(field, FieldCode::Required))
}

/// Browsers send line ends as two characters.
pub(super) fn readable(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let seen = |letter: &char| !letter.is_control() || matches!(letter, '\n' | '\t');
    lines.trim().chars().filter(seen).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_lines_and_loses_what_cannot_be_seen() {
        let read = optional("reason", "  first\r\nsecond\u{0}\u{7}\rthird \n");
        assert_eq!(read, Ok(Some("first\nsecond\nthird".to_owned())));
        assert_eq!(optional("reason", " \r\n\t"), Ok(None));
    }

    #[test]
    fn a_text_has_an_end_and_one_that_is_needed_a_beginning() {
        let longest = "ä".repeat(MAX_WORDS as usize);
        assert_eq!(required("reason", &longest), Ok(longest.clone()));
        let longer = required("reason", &format!("{longest}x"));
        assert_eq!(
            longer,
            Err(FormErrors::one("reason", FieldCode::TooLong { max: MAX_WORDS }))
        );
        assert_eq!(
            required("reason", "\n"),
            Err(FormErrors::one("reason", FieldCode::Required))
        );
    }
}
