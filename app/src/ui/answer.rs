//! What a server function answers, asked once per page: on the server while the page is rendered, in the browser when
//! something it depends on changes.

mod letters;

use std::future::Future;

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use crate::error::ApiError;
pub use letters::Letters;

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
