//! The number of a request: speakable, and proof against slips of the tongue and the pen.
#![expect(clippy::unwrap_used, reason = "tests")]

use domain::reference::{Reference, ReferenceError, ReferenceStart};
use proptest::prelude::*;
use std::collections::BTreeSet;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Where the eight symbols stand in "PA-7K3Q-9XM2".
const PLACES: [usize; 8] = [3, 4, 5, 6, 8, 9, 10, 11];

fn any_reference() -> impl Strategy<Value = Reference> {
    any::<u64>().prop_map(Reference::from_entropy)
}

fn changed(reference: &Reference, change: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut bytes = reference.as_str().as_bytes().to_vec();
    change(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

#[test]
fn it_is_written_in_two_groups_of_four_after_the_prefix() {
    let reference = Reference::from_entropy(0);
    assert_eq!(reference.as_str(), "PA-0000-0000");
    assert_eq!(reference.to_string(), "PA-0000-0000");
    assert_eq!(Reference::from_entropy(1).as_str().len(), "PA-7K3Q-9XM2".len());
}

#[test]
fn only_the_lowest_35_bits_matter() {
    assert_eq!(Reference::from_entropy(7), Reference::from_entropy(7 | (1 << 35)));
    assert_ne!(Reference::from_entropy(7), Reference::from_entropy(7 | (1 << 34)));
}

#[test]
fn it_is_read_as_people_type_it() {
    let reference = Reference::from_entropy(0b00001_00000_11111);
    let text = reference.as_str();
    let body = &text[3..];
    let variants = [
        text.to_owned(),
        text.to_lowercase(),
        text.replace('-', ""),
        text.replace('-', " "),
        body.to_owned(),
        body.replace('-', "").to_lowercase(),
        text.replace('0', "O"),
        text.replace('0', "o"),
        text.replace('1', "I"),
        text.replace('1', "l"),
        format!("  {text} "),
    ];
    for variant in variants {
        assert_eq!(Reference::parse(&variant), Ok(reference.clone()), "{variant:?}");
    }
}

#[test]
fn a_body_that_begins_with_the_prefixs_letters_is_read_either_way() {
    let begins_with_pa = (0u64..).map(|n| Reference::from_entropy(22 | (10 << 5) | (n << 10)));
    for reference in begins_with_pa.take(100) {
        assert!(reference.as_str().starts_with("PA-PA"), "{reference}");
        assert_eq!(Reference::parse(reference.as_str()), Ok(reference.clone()));
        assert_eq!(Reference::parse(&reference.as_str()[3..]), Ok(reference));
    }
}

#[test]
fn other_texts_are_no_references() {
    for text in [
        "",
        "PA-",
        "PA-0000-000",
        "PA-0000-00000",
        "XX-0000-0000",
        "PA-0000-000U",
        "PA-0000-00é",
        "PA_0000_0000",
    ] {
        assert_eq!(Reference::parse(text), Err(ReferenceError::Format), "{text:?}");
    }
    assert_eq!(Reference::parse("PA-0000-0001"), Err(ReferenceError::Check));
}

#[test]
fn every_pair_of_symbols_swapped_in_every_place_is_noticed() {
    // Exhaustive: all neighbouring places, all pairs of different symbols, in a reference of otherwise zeros made valid
    // by its own check symbol.
    for place in 0..6 {
        for first in 0..32u64 {
            for second in (0..32u64).filter(|second| *second != first) {
                let reference = Reference::from_entropy((first << (5 * place)) | (second << (5 * (place + 1))));
                let at = PLACES[usize::try_from(place).unwrap()];
                let next = PLACES[usize::try_from(place + 1).unwrap()];
                let swapped = changed(&reference, |bytes| bytes.swap(at, next));
                assert_eq!(
                    Reference::parse(&swapped),
                    Err(ReferenceError::Check),
                    "{reference} {swapped}"
                );
            }
        }
    }
}

#[test]
fn every_other_symbol_in_every_place_is_noticed() {
    for bits in [0, 1, 0x7_FFFF_FFFF, 0x1234_5678, 0x5_5555_5555] {
        let reference = Reference::from_entropy(bits);
        for place in PLACES {
            let right = reference.as_str().as_bytes()[place];
            for wrong in ALPHABET.iter().filter(|symbol| **symbol != right) {
                let mistyped = changed(&reference, |bytes| bytes[place] = *wrong);
                assert_eq!(
                    Reference::parse(&mistyped),
                    Err(ReferenceError::Check),
                    "{reference} {mistyped}"
                );
            }
        }
    }
}

#[test]
fn different_entropy_gives_different_references() {
    let all: BTreeSet<Reference> = (0..10_000).map(Reference::from_entropy).collect();
    assert_eq!(all.len(), 10_000);
}

#[test]
fn it_is_said_in_words_with_a_pause_where_a_hyphen_stands() {
    assert_eq!(Reference::from_entropy(0).spoken(), "P A, 0 0 0 0, 0 0 0 0");
    let reference = Reference::from_entropy(20_261_123);
    let first = reference.spoken();
    assert!(first.starts_with("P A, "), "{first}");
    assert_eq!(first.matches(", ").count(), 2);
}

#[test]
fn the_beginning_of_one_is_read_as_people_type_it() {
    let start = |text: &str| ReferenceStart::parse(text).map(|start| (start.from, start.before));
    let expected = |from: &str, before: &str| Some((from.to_owned(), Some(before.to_owned())));
    for text in ["7k3", "7K3", "PA-7k3", "pa7k3", " pa 7k3 "] {
        assert_eq!(start(text), expected("PA-7K3", "PA-7K4"), "{text:?}");
    }
    assert_eq!(start("7k3q9"), expected("PA-7K3Q-9", "PA-7K3Q-A"));
    assert_eq!(start("PA-QRST"), expected("PA-QRST", "PA-QRSV"));
    assert_eq!(start("7kz"), expected("PA-7KZ", "PA-7M"));
    assert_eq!(start("PA-ZZZ"), Some(("PA-ZZZ".to_owned(), None)));
}

#[test]
fn a_short_word_and_what_has_other_symbols_begin_no_reference() {
    for text in [
        "",
        "7k",
        "Lee",
        "Kim",
        "PA-7",
        "PAT",
        "7k3q9xm25",
        "7u3",
        "O'Neil",
        "7k3é",
    ] {
        assert_eq!(ReferenceStart::parse(text), None, "{text:?}");
    }
}

proptest! {
    #[test]
    fn the_first_letters_of_what_is_said_are_the_reference(reference in any_reference()) {
        let said = reference.spoken();
        let initials: String = said.split(' ').filter_map(|word| word.chars().next()).collect();
        prop_assert_eq!(initials, reference.as_str().replace('-', ""));
    }

    #[test]
    fn every_reference_lies_between_the_ends_of_its_beginnings(reference in any_reference(), length in 3usize..=8) {
        let body: String = reference.as_str()[3..].replace('-', "").chars().take(length).collect();
        let start = ReferenceStart::parse(&format!("PA-{body}")).unwrap();
        prop_assert!(start.from.as_str() <= reference.as_str());
        prop_assert!(start.before.is_none_or(|before| reference.as_str() < before.as_str()));
    }

    #[test]
    fn what_is_drawn_is_read_back(reference in any_reference()) {
        prop_assert_eq!(Reference::parse(reference.as_str()), Ok(reference.clone()));
        let json = serde_json::to_string(&reference).unwrap();
        prop_assert_eq!(serde_json::from_str::<Reference>(&json).unwrap(), reference);
    }

    #[test]
    fn the_bits_of_a_reference_make_it_again(reference in any_reference()) {
        prop_assert_eq!(Reference::from_entropy(reference.bits()), reference);
    }

    #[test]
    fn every_single_substitution_is_noticed(reference in any_reference(), place in 0usize..8, symbol in 0usize..32) {
        let at = PLACES[place];
        let mistyped = changed(&reference, |bytes| bytes[at] = ALPHABET[symbol]);
        let result = Reference::parse(&mistyped);
        prop_assert_eq!(result.is_ok(), mistyped == reference.as_str());
    }

    #[test]
    fn every_adjacent_transposition_is_noticed(reference in any_reference(), place in 0usize..7) {
        let swapped = changed(&reference, |bytes| bytes.swap(PLACES[place], PLACES[place + 1]));
        prop_assert_eq!(Reference::parse(&swapped).is_ok(), swapped == reference.as_str());
    }

    #[test]
    fn every_transposition_at_any_distance_is_noticed(
        reference in any_reference(), one in 0usize..8, other in 0usize..8
    ) {
        let swapped = changed(&reference, |bytes| bytes.swap(PLACES[one], PLACES[other]));
        prop_assert_eq!(Reference::parse(&swapped).is_ok(), swapped == reference.as_str());
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        if let Ok(reference) = Reference::parse(&text) {
            prop_assert_eq!(Reference::parse(reference.as_str()), Ok(reference.clone()));
        }
    }
}
