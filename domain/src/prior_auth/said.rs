//! What people write about a request in their own words: how much of it is needed to say something.

use crate::form::{FieldCode, FormErrors};

/// The fewest words of something that has to be said in words: a code, alone or twice, is no reason.
pub const FEWEST_WORDS: u32 = 5;

/// How long a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The fewest characters.
    pub min: u32,
    /// The most characters.
    pub max: u32,
}

/// What the nurse tells the physician.
pub const SUMMARY: Length = Length { min: 20, max: 4_000 };
/// Why something was decided.
pub const REASON: Length = Length { min: 30, max: 4_000 };

/// Reads a text in words: trimmed, not empty, not too short, and more than a code.
pub fn in_words(errors: &mut FormErrors, field: &str, text: &str, length: Length) -> Option<String> {
    let text = super::words::readable(text);
    let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let code = match letters {
        0 => FieldCode::Required,
        _ if letters > length.max => FieldCode::TooLong { max: length.max },
        _ if words(&text) < FEWEST_WORDS => FieldCode::TooFewWords { min: FEWEST_WORDS },
        _ if letters < length.min => FieldCode::TooShort { min: length.min },
        _ => return Some(text),
    };
    errors.push(field, code);
    None
}

/// How many different words there are; what has no two letters side by side is none.
fn words(text: &str) -> u32 {
    let is_word = |word: &&str| {
        let letters: Vec<bool> = word.chars().map(char::is_alphabetic).collect();
        letters.windows(2).any(|pair| pair == [true, true])
    };
    let mut words: Vec<String> = text.split_whitespace().filter(is_word).map(str::to_lowercase).collect();
    words.sort_unstable();
    words.dedup();
    u32::try_from(words.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> Option<FieldCode> {
        let mut errors = FormErrors::default();
        let read = in_words(&mut errors, "reason", text, REASON);
        assert_eq!(read.is_none(), !errors.is_empty());
        errors.for_field("reason")
    }

    #[test]
    fn a_code_is_no_reason_however_long_it_is() {
        for code in [
            "N123",
            "CO-50 CO-50 CO-50 CO-50 CO-50 CO-50",
            "L1832 K0823 L1851 L5856 L5857 L5858",
            "no no no no no no no no no no no",
        ] {
            assert_eq!(
                problem(code),
                Some(FieldCode::TooFewWords { min: FEWEST_WORDS }),
                "{code}"
            );
        }
    }

    #[test]
    fn a_reason_is_some_words_and_not_a_novel() {
        assert_eq!(problem(" \n "), Some(FieldCode::Required));
        assert_eq!(problem("It is not the case"), Some(FieldCode::TooShort { min: 30 }));
        assert_eq!(
            problem(&"why not ".repeat(600)),
            Some(FieldCode::TooLong { max: 4_000 })
        );
        assert_eq!(
            problem("The notes do not show that a less costly brace was tried."),
            None
        );
    }

    #[test]
    fn what_no_database_holds_is_left_out() {
        let mut errors = FormErrors::default();
        let read = in_words(&mut errors, "reason", " The notes do not\0 show any therapy. ", REASON);
        assert_eq!(read.as_deref(), Some("The notes do not show any therapy."));
    }
}
