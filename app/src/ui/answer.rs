//! What a server function answers, asked once per page: on the server while the page is rendered, in the browser when
//! something it depends on changes.

use std::future::Future;

use leptos::prelude::*;
use leptos::server::codee::{Decoder, Encoder};
use serde::{Serialize, de::DeserializeOwned};

use crate::error::ApiError;

/// The answer of a server function, sent with the page and asked for again in the browser.
pub type Answer<T> = Resource<Result<T, ApiError>, SliceJson>;

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
    Answer::new_with_options(source, question, false)
}

/// JSON read from bytes, as server functions read it. Leptos's own codec reads it from a string: the client would then
/// carry two decoders of every answer, and a person would download both.
pub struct SliceJson;

impl<T: Serialize> Encoder<T> for SliceJson {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(answer: &T) -> Result<String, serde_json::Error> {
        serde_json::to_string(answer)
    }
}

impl<T: DeserializeOwned> Decoder<T> for SliceJson {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(json: &str) -> Result<T, serde_json::Error> {
        serde_json::from_slice(json.as_bytes())
    }
}
