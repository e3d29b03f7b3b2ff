//! Bytes as text: what a page carries for its client.

use leptos::server::codee::{Decoder, Encoder};
use serde::{Serialize, de::DeserializeOwned};

/// Postcard, as server functions answer it, in letters: the client carries one decoder of every answer.
///
/// A page holds text, so each byte is a character whose number ends in that byte. Printable ASCII stands for itself,
/// everything else is moved up by 256, where no character needs an escape. So is `<`: the framework writes
/// it as an escape that only a reader of JSON takes back.
pub struct Letters;

/// Where bytes that are not printable ASCII stand.
const MOVED_UP: u32 = 0x100;

impl<T: Serialize> Encoder<T> for Letters {
    type Error = postcard::Error;
    type Encoded = String;

    fn encode(answer: &T) -> Result<String, postcard::Error> {
        Ok(postcard::to_allocvec(answer)?.into_iter().map(letter).collect())
    }
}

impl<T: DeserializeOwned> Decoder<T> for Letters {
    type Error = postcard::Error;
    type Encoded = str;

    fn decode(letters: &str) -> Result<T, postcard::Error> {
        postcard::from_bytes(&bytes(letters))
    }
}

fn letter(byte: u8) -> char {
    match byte {
        b' '..=b';' | b'='..=b'~' => char::from(byte),
        other => char::from_u32(MOVED_UP + u32::from(other)).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the last byte is what is meant")]
fn bytes(letters: &str) -> Vec<u8> {
    letters.chars().map(|letter| letter as u32 as u8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ApiError;

    #[test]
    fn every_byte_comes_back_and_none_needs_an_escape() {
        let all: Vec<u8> = (0..=u8::MAX).collect();
        let letters: String = all.iter().copied().map(letter).collect();
        assert_eq!(bytes(&letters), all);
        assert!(!letters.contains('<'));
        let escaped = format!("{letters:?}").replace("\\\"", "\"").replace("\\\\", "\\");
        assert_eq!(escaped, format!("\"{letters}\""));
    }

    #[test]
    fn an_answer_survives_the_page() {
        let answer: Result<(String, i64, Option<u8>), ApiError> = Ok(("Łódź <b>\u{0}".to_owned(), -300, None));
        let letters = Letters::encode(&answer);
        let again = letters.and_then(|letters| Letters::decode(&letters));
        assert_eq!(again, Ok(answer));
    }
}
