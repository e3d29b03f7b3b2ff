//! What a server function answers, asked once per page: on the server while the page is rendered, in the browser when
//! something it depends on changes.

use std::future::Future;

use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use serde::{Serialize, de::DeserializeOwned};

use crate::error::ApiError;

/// The answer of a server function, sent with the page and asked for again in the browser.
pub type Answer<T> = Resource<Result<T, ApiError>, Letters>;

/// Asks `question` with what `source` says, again whenever that changes.
#[track_caller]
pub fn ask<T, S, Asked>(
    source: impl Fn() -> S + Send + Sync + 'static,
    question: impl Fn(S) -> Asked + Send + Sync + 'static,
) -> Answer<T>
where
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    S: Clone + PartialEq + Send + Sync + 'static,
    Asked: Future<Output = Result<T, ApiError>> + Send + 'static,
{
    Answer::new_with_options(while_there(source), question, false)
}

/// What `source` says, until the page that asks goes: it then stays at what was said last. A resource may look at its
/// source once more when everything that the source reads is gone already.
fn while_there<S: Clone + Send + Sync + 'static>(
    source: impl Fn() -> S + Send + Sync + 'static,
) -> impl Fn() -> S + Send + Sync + 'static {
    let page = StoredValue::new(());
    let last = std::sync::Mutex::new(None::<S>);
    move || {
        let mut last = last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match &*last {
            Some(last) if page.is_disposed() => last.clone(),
            _ => last.insert(source()).clone(),
        }
    }
}

/// Postcard, as server functions answer it, in letters: the client carries one decoder of every answer.
///
/// A page holds text, so each byte is a character whose number ends in that byte. Printable ASCII stands for itself,
/// everything else is moved up by 256, where no character needs an escape.
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
        b' '..=b'~' => char::from(byte),
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

    #[test]
    fn every_byte_comes_back_and_none_needs_an_escape() {
        let all: Vec<u8> = (0..=u8::MAX).collect();
        let letters: String = all.iter().copied().map(letter).collect();
        assert_eq!(bytes(&letters), all);
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
