//! An answer's body that may panic under way.
//!
//! Its head has left by then, so there is no page to show any more: the connection ends without the last chunk, which
//! tells the browser that something is missing. It is logged like a panic before the head, and nobody else notices.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context, Poll},
};

use axum::{Error, body::Body};
use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use super::metrics;

/// The body of the answer to the request called `reference`.
pub(super) struct AnswerBody {
    body: Body,
    reference: String,
    path: String,
}

impl AnswerBody {
    pub(super) fn new(body: Body, reference: String, path: String) -> Self {
        Self { body, reference, path }
    }
}

impl HttpBody for AnswerBody {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let body = &mut self.body;
        // What panicked is dropped right after and never looked at again.
        if let Ok(polled) = catch_unwind(AssertUnwindSafe(|| Pin::new(body).poll_frame(cx))) {
            return polled;
        }
        self.body = Body::empty();
        metrics::count_panic("body");
        tracing::error!(
            request_id = self.reference,
            path = self.path,
            "the answer panicked under way"
        );
        Poll::Ready(Some(Err(Error::new("the answer panicked under way"))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
mod tests {
    use futures::{StreamExt as _, stream};
    use http_body_util::BodyExt as _;

    use super::*;

    fn answer(body: Body) -> AnswerBody {
        AnswerBody::new(body, "01REFERENCE".to_owned(), "/help".to_owned())
    }

    #[tokio::test]
    async fn a_panic_under_way_is_an_error_behind_what_was_sent_and_then_the_end() {
        let chunks = stream::iter([Some("sent"), None, Some("never")]);
        let chunks = chunks.map(|chunk| match chunk {
            Some(text) => Ok::<_, Error>(text),
            None => panic!("on purpose"),
        });
        let mut answer = answer(Body::from_stream(chunks));
        let first = answer.frame().await.unwrap().unwrap().into_data().unwrap();
        assert_eq!(first, "sent");
        assert!(answer.frame().await.unwrap().is_err());
        assert!(answer.frame().await.is_none());
    }

    #[tokio::test]
    async fn a_body_that_holds_keeps_its_length() {
        let answer = answer(Body::from("whole"));
        assert_eq!((answer.size_hint().exact(), answer.is_end_stream()), (Some(5), false));
        assert_eq!(answer.collect().await.unwrap().to_bytes(), "whole");
        assert!(self::answer(Body::empty()).is_end_stream());
    }
}
