//! What a server function answers, asked once per page: on the server while the page is rendered, in the browser when
//! something it depends on changes.

mod letters;
mod said;

use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;

use leptos::prelude::*;

use crate::error::ApiError;
pub use letters::Letters;
pub use said::{Said, Wire};
use said::{Source, Unread};

/// The one resource there is.
pub type Raw = Resource<Said, Unread>;

type Sent<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// The answer of a server function, sent with the page and asked for again in the browser.
pub struct Answer<T> {
    raw: Raw,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Answer<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Answer<T> {}

impl<T: Wire> Answer<T> {
    /// The answer as it is now; whoever reads it follows it. `None` as long as there is none.
    #[must_use]
    pub fn get(self) -> Option<Result<T, ApiError>> {
        self.raw.with(|said| said.as_ref().map(Said::read))
    }

    /// The same with its type forgotten.
    #[must_use]
    pub fn raw(self) -> Raw {
        self.raw
    }
}

impl<T: Wire> IntoFuture for Answer<T> {
    type Output = Result<T, ApiError>;
    type IntoFuture = Sent<Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.raw.await.read() })
    }
}

/// Asks `question` with what `source` says, again whenever that changes.
#[track_caller]
pub fn ask<T, S, Asked>(
    source: impl Fn() -> S + Send + Sync + 'static,
    question: impl Fn(S) -> Asked + Send + Sync + 'static,
) -> Answer<T>
where
    T: Wire,
    S: Clone + PartialEq + Send + Sync + 'static,
    Asked: Future<Output = Result<T, ApiError>> + Send + 'static,
{
    let source = move || Source::new(source());
    let question = move |source: Source| -> Sent<Said> {
        let asked = source.get().map(&question);
        Box::pin(async move {
            match asked {
                Some(asked) => Said::new(asked.await),
                None => Said::new::<T>(Err(ApiError::Malformed)),
            }
        })
    };
    Answer {
        raw: ask_raw(Box::new(source), Box::new(question)),
        of: PhantomData,
    }
}

fn ask_raw(
    source: Box<dyn Fn() -> Source + Send + Sync>,
    question: Box<dyn Fn(Source) -> Sent<Said> + Send + Sync>,
) -> Raw {
    Raw::new_with_options(while_there(source), question, false)
}

/// What `source` says, until the page that asks goes: it then stays at what was said last. A resource may look at its
/// source once more when everything that the source reads is gone already.
fn while_there(source: Box<dyn Fn() -> Source + Send + Sync>) -> impl Fn() -> Source + Send + Sync + 'static {
    let page = StoredValue::new(());
    let last = std::sync::Mutex::new(None::<Source>);
    move || {
        let mut last = last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match &*last {
            Some(last) if page.is_disposed() => last.clone(),
            _ => last.insert(source()).clone(),
        }
    }
}
