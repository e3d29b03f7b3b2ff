//! Names and numbers as they are looked for: whoever types "nunez" or "oneil" means Núñez and O'Neil.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A name without accents, capitals and whatever is no letter or digit.
pub(crate) fn name_key(name: &str) -> String {
    name.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// A number on a card without hyphens and spaces, in capitals.
pub(super) fn number_key(number: &str) -> String {
    let plain = number.chars().filter(char::is_ascii_alphanumeric);
    plain.map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::{name_key, number_key};

    #[test]
    fn accents_capitals_and_marks_do_not_matter() {
        for (name, key) in [
            ("Núñez", "nunez"),
            ("O'Neil", "oneil"),
            ("O’Neil", "oneil"),
            ("De La Cruz", "delacruz"),
            ("SMITH-JONES", "smithjones"),
            ("Ångström", "angstrom"),
            ("Иванов", "иванов"),
            ("", ""),
            ("\0'", ""),
        ] {
            assert_eq!(name_key(name), key, "{name}");
        }
    }

    #[test]
    fn a_number_is_read_with_and_without_its_hyphens() {
        for number in ["LHP-100-200", "lhp100200", " lhp 100 200"] {
            assert_eq!(number_key(number), "LHP100200");
        }
    }
}
