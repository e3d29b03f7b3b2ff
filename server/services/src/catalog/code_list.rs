//! A set of codes in memory, to be found by what people type: the start of a code, or the starts of words.
//!
//! A list is walked from end to end: a set of thousands of codes takes well under a millisecond that way, and there is no
//! index to keep true.

use std::collections::BTreeMap;

/// Codes with words, in their order.
#[derive(Debug, Default)]
pub(super) struct CodeList(Vec<Entry>);

/// A code, and the forms in which it is compared.
#[derive(Debug)]
struct Entry {
    code: String,
    words: String,
    code_key: String,
    word_keys: Vec<String>,
    /// From here on `word_keys` holds synonyms, which are not on the screen.
    own_words: usize,
}

/// How well an entry fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// What was typed is the code.
    Code,
    /// The code starts with it.
    StartOfCode,
    /// The words start with it.
    StartOfWords,
    /// Each part of it starts some word, or the code.
    Words,
    /// Likewise, but only with what else people call it.
    Synonyms,
}

impl CodeList {
    /// A list of codes and words; a code can also be found by `synonyms` of its words.
    pub(super) fn new<'a>(
        codes: impl Iterator<Item = (&'a str, &'a str)>,
        synonyms: &BTreeMap<String, String>,
    ) -> Self {
        Self(codes.map(|(code, words)| Entry::new(code, words, synonyms)).collect())
    }

    /// The codes that fit, the best first. Among those that fit equally well, whole words go before starts of words, and then
    /// the order of the list counts.
    pub(super) fn find(&self, typed: &Typed) -> Vec<Hit<'_>> {
        let hit = |entry: &'_ Entry| Some((entry.fit(&typed.whole, &typed.parts)?, !entry.has_all(&typed.parts)));
        let mut found: Vec<_> = self
            .0
            .iter()
            .filter_map(|entry| {
                Some(Hit {
                    rank: hit(entry)?,
                    code: &entry.code,
                    words: &entry.words,
                })
            })
            .collect();
        found.sort_by_key(|hit| hit.rank);
        found
    }

    /// Whether the list has a code, in its written form.
    pub(super) fn has(&self, code: &str) -> bool {
        self.0.iter().any(|entry| entry.code == code)
    }
}

/// A code that fits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit<'a> {
    /// How well; the least is the best.
    pub(super) rank: Rank,
    pub(super) code: &'a str,
    pub(super) words: &'a str,
}

/// How well a code fits, and whether it only does by starts of words.
pub(super) type Rank = (Fit, bool);

/// What somebody typed, in the forms in which it is compared.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    whole: String,
    parts: Vec<String>,
}

impl Typed {
    /// `None` for a text without letters and digits.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (whole, parts) = (code_key(text), word_keys(text));
        (!whole.is_empty()).then_some(Self { whole, parts })
    }

    /// All of it as a code: letters and digits in lower case.
    pub(super) fn whole(&self) -> &str {
        &self.whole
    }

    /// Its words, each of letters and digits in lower case.
    pub(super) fn parts(&self) -> &[String] {
        &self.parts
    }
}

/// A code and its words as a row holds them to be found: each behind a space.
pub(super) fn keys(code: &str, words: &str) -> String {
    let keys = std::iter::once(code_key(code)).chain(word_keys(words));
    keys.map(|key| format!(" {key}")).collect()
}

impl Entry {
    fn new(code: &str, words: &str, synonyms: &BTreeMap<String, String>) -> Self {
        let mut word_keys = word_keys(words);
        let own_words = word_keys.len();
        let also: Vec<String> = word_keys
            .iter()
            .filter_map(|word| synonyms.get(word).cloned())
            .collect();
        word_keys.extend(also.iter().flat_map(|also| self::word_keys(also)));
        Self {
            code: code.to_owned(),
            words: words.to_owned(),
            code_key: code_key(code),
            word_keys,
            own_words,
        }
    }

    /// Whether each part of what was typed is one of the words.
    fn has_all(&self, parts: &[String]) -> bool {
        parts.iter().all(|part| self.word_keys.contains(part))
    }

    fn fit(&self, whole: &str, parts: &[String]) -> Option<Fit> {
        let (own, _) = self.word_keys.split_at(self.own_words);
        let any_starts = |words: &[String], part: &String| {
            self.code_key.starts_with(part.as_str()) || words.iter().any(|word| word.starts_with(part.as_str()))
        };
        let is_start = own.len() >= parts.len()
            && own
                .iter()
                .zip(parts)
                .all(|(word, part)| word.starts_with(part.as_str()));
        if self.code_key == whole {
            Some(Fit::Code)
        } else if self.code_key.starts_with(whole) {
            Some(Fit::StartOfCode)
        } else if is_start {
            Some(Fit::StartOfWords)
        } else if parts.iter().all(|part| any_starts(own, part)) {
            Some(Fit::Words)
        } else if parts.iter().all(|part| any_starts(&self.word_keys, part)) {
            Some(Fit::Synonyms)
        } else {
            None
        }
    }
}

/// A code as it is compared: without dots, spaces and case, so that `m17 11` finds `M17.11`.
fn code_key(text: &str) -> String {
    let plain = text.chars().filter(|character| character.is_alphanumeric());
    plain.flat_map(char::to_lowercase).collect()
}

/// Words as they are compared.
fn word_keys(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> CodeList {
        let codes = [
            ("L1820", "Knee brace, elastic"),
            ("L1832", "Knee brace, adjustable joints"),
            ("L5856", "Prosthetic knee"),
            ("M17.11", "Osteoarthritis, right knee"),
        ];
        let synonyms = BTreeMap::from([("brace".to_owned(), "orthosis".to_owned())]);
        CodeList::new(codes.into_iter(), &synonyms)
    }

    fn found_in(list: &CodeList, text: &str) -> Vec<String> {
        let typed = Typed::parse(text);
        let found = typed.iter().flat_map(|typed| list.find(typed));
        found.map(|hit| hit.code.to_owned()).collect()
    }

    fn found(text: &str) -> Vec<String> {
        found_in(&list(), text)
    }

    #[test]
    fn a_code_is_found_by_its_start_in_any_case_and_with_or_without_its_dot() {
        assert_eq!(found("l18"), ["L1820", "L1832"]);
        assert_eq!(found(" L1832 "), ["L1832"]);
        for typed in ["M17.11", "m1711", "m17.1", "M17 11"] {
            assert_eq!(found(typed), ["M17.11"], "{typed}");
        }
    }

    #[test]
    fn every_word_typed_has_to_start_a_word() {
        assert_eq!(found("brace adj"), ["L1832"]);
        assert_eq!(found("knee l18 elas"), ["L1820"]);
        assert_eq!(found("nee"), Vec::<String>::new());
        assert_eq!(found("knee unheard"), Vec::<String>::new());
    }

    #[test]
    fn what_starts_with_it_comes_first() {
        assert_eq!(found("knee"), ["L1820", "L1832", "L5856", "M17.11"]);
        assert_eq!(found("prosth knee"), ["L5856"]);
    }

    #[test]
    fn a_whole_word_goes_before_the_start_of_one() {
        let codes = [("04", "Homeless shelter"), ("12", "Home")];
        let list = CodeList::new(codes.into_iter(), &BTreeMap::new());
        assert_eq!(found_in(&list, "home"), ["12", "04"]);
        assert_eq!(found_in(&list, "homel"), ["04"]);
    }

    #[test]
    fn a_service_is_found_by_what_else_people_call_it_after_all_others() {
        assert_eq!(found("knee orth"), ["L1820", "L1832"]);
        assert_eq!(found("orthosis adjustable"), ["L1832"]);
    }

    #[test]
    fn nothing_typed_finds_nothing() {
        assert_eq!(found("  . - "), Vec::<String>::new());
    }

    #[test]
    fn the_keys_of_a_row_are_its_code_and_words_in_plain() {
        assert_eq!(
            keys("M17.11", "Osteoarthritis, right knee (X-ray)"),
            " m1711 osteoarthritis right knee x ray"
        );
    }
}
