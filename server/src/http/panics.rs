//! A panic is a defect of ours, not the end of the process: the person gets a page with a reference, the log the place.

use std::{panic::AssertUnwindSafe, sync::Arc};

use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use futures::FutureExt as _;
use http::StatusCode;
use leptos::prelude::use_context;
use tokio::sync::Notify;

use super::{AppState, answer_body::AnswerBody, metrics, plain_page, trace};

/// Turns a panic below into a 500 that names the request, so that support can find it in the log. A panic after the head has
/// left ends the answer.
pub(crate) async fn catch(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let reference = trace::request_id(&request);
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response.map(|body| Body::new(AnswerBody::new(body, reference, path))),
        Err(_) => {
            metrics::count_panic("handler");
            tracing::error!(request_id = reference, path, "the request panicked");
            plain_page::answer(&app, &path, StatusCode::INTERNAL_SERVER_ERROR, Some(&reference))
        }
    }
}

/// Rings when something panics on behalf of a page outside the page's own future.
///
/// While a page renders, its resources are loaded by tasks of their own. A panic there would leave the page waiting for an
/// answer that never comes; with the alarm in its context, the page hears of it at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Alarm(Arc<Notify>);

impl Alarm {
    /// Resolves when something panicked.
    pub(crate) async fn heard(&self) {
        self.0.notified().await;
    }
}

/// From now on a panic logs its place, and nothing of what it said: a message may quote what somebody typed. The page it
/// happened for, if any, is told.
pub fn install_hook() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
        if let Some(Alarm(bell)) = use_context() {
            bell.notify_one();
        }
    }));
}
