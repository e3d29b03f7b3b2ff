//! National Provider Identifiers: form and check digit.
#![expect(clippy::unwrap_used, reason = "tests")]

use domain::codes::{Npi, NpiError};
use proptest::prelude::*;

/// The check digit by the method in CMS's own words: double every other digit from the right, add the digits and 24.
fn check_digit(nine: &str) -> u32 {
    let sum: u32 = nine
        .chars()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = digit.to_digit(10).unwrap();
            let doubled = if place % 2 == 0 { digit * 2 } else { digit };
            if doubled > 9 { doubled - 9 } else { doubled }
        })
        .sum();
    (10 - (sum + 24) % 10) % 10
}

fn any_npi() -> impl Strategy<Value = String> {
    "[12][0-9]{8}".prop_map(|nine| format!("{nine}{}", check_digit(&nine)))
}

#[test]
fn the_known_numbers_are_valid() {
    for number in ["1234567893", "1558598797", "1144221847", "1932102951"] {
        assert_eq!(Npi::parse(number).unwrap().as_str(), number);
    }
}

#[test]
fn a_wrong_check_digit_is_told_apart_from_a_wrong_form() {
    assert_eq!(Npi::parse("1234567890"), Err(NpiError::CheckDigit));
    assert_eq!(Npi::parse("0987654321"), Err(NpiError::Format));
    // Passes the sum, yet no NPI starts with 8.
    assert_eq!(Npi::parse("8189991234"), Err(NpiError::Format));
}

#[test]
fn anything_but_ten_digits_has_the_wrong_form() {
    for text in [
        "",
        "123456789",
        "12345678933",
        "123456789a",
        "1234 567893",
        "１234567893",
        "+123456789",
        "123456789\u{660}",
    ] {
        assert_eq!(Npi::parse(text), Err(NpiError::Format), "{text:?}");
    }
}

#[test]
fn spaces_around_a_number_do_not_matter() {
    assert_eq!(Npi::parse(" 1234567893\n").unwrap().as_str(), "1234567893");
}

#[test]
fn a_stored_number_is_checked_when_it_is_read() {
    assert!(serde_json::from_str::<Npi>("\"1234567893\"").is_ok());
    assert!(serde_json::from_str::<Npi>("\"1234567890\"").is_err());
}

proptest! {
    #[test]
    fn a_number_with_its_check_digit_is_valid(number in any_npi()) {
        let npi = Npi::parse(&number).unwrap();
        prop_assert_eq!(npi.as_str(), &number);
        let json = serde_json::to_string(&npi).unwrap();
        prop_assert_eq!(serde_json::from_str::<Npi>(&json).unwrap(), npi);
    }

    #[test]
    fn every_single_wrong_digit_is_noticed(number in any_npi(), place in 0usize..10, shift in 1u8..10) {
        let mut digits = number.into_bytes();
        digits[place] = b'0' + (digits[place] - b'0' + shift) % 10;
        prop_assert!(Npi::parse(std::str::from_utf8(&digits).unwrap()).is_err());
    }

    #[test]
    fn two_swapped_neighbours_are_noticed_but_for_0_and_9(number in any_npi(), place in 0usize..9) {
        let mut digits = number.into_bytes();
        let pair = [digits[place], digits[place + 1]];
        digits.swap(place, place + 1);
        let known_weakness = pair == *b"09" || pair == *b"90";
        if pair[0] != pair[1] && !known_weakness {
            prop_assert!(Npi::parse(std::str::from_utf8(&digits).unwrap()).is_err());
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        prop_assert!(Npi::parse(&text).is_err() || text.trim().len() == 10);
    }
}
