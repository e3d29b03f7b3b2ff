//! Sizes and times of forms and functions: 64 KiB, 30 seconds.
//!
//! The body is read here, whole, before anything looks at it: that gives one clear answer when it is too large or never
//! arrives, and the form handling can read it twice. Event streams are not bound by the time: their answer starts at
//! once and only its body lasts. Files have limits of their own.

use std::time::Duration;

use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{Method, StatusCode};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use super::{AppState, plain_page};

/// Largest body of a form or function, in bytes.
pub const BODY_LIMIT: usize = 64 * 1024;
/// How much of a body that is too large is still read, so that its sender hears why it was refused.
const DRAIN_LIMIT: usize = 4 * 1024 * 1024;
/// How long that may take.
const DRAIN_TIME: Duration = Duration::from_secs(5);
/// Longest time from the request's head to the answer's head.
pub const TIME_LIMIT: Duration = Duration::from_secs(30);

/// Reads the body within the limits and hands the request on with it in memory.
pub(crate) async fn apply(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let answered = tokio::time::timeout(TIME_LIMIT, async {
        match with_body_in_memory(request).await {
            Ok(request) => Ok(next.run(request).await),
            Err(status) => Err(status),
        }
    });
    match answered.await {
        Ok(Ok(response)) => response,
        Ok(Err(status)) => plain_page::answer(&app, &path, status, None),
        Err(_) => {
            tracing::error!(path, "no answer within the time limit");
            plain_page::answer(&app, &path, StatusCode::SERVICE_UNAVAILABLE, None)
        }
    }
}

async fn with_body_in_memory(request: Request) -> Result<Request, StatusCode> {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return Ok(request);
    }
    let (parts, mut body) = request.into_parts();
    match Limited::new(&mut body, BODY_LIMIT).collect().await {
        Ok(collected) => Ok(Request::from_parts(parts, Body::from(collected.to_bytes()))),
        Err(error) if error.downcast_ref::<LengthLimitError>().is_some() => {
            drain(body).await;
            Err(StatusCode::PAYLOAD_TOO_LARGE)
        }
        Err(_) => Err(StatusCode::BAD_REQUEST),
    }
}

/// Reads on and forgets it: a browser shows the answer only if it could send all of its form first.
async fn drain(body: Body) {
    let rest = async {
        let mut chunks = Limited::new(body, DRAIN_LIMIT);
        while let Some(Ok(_)) = chunks.frame().await {}
    };
    // Who sends more, or slower, loses the connection instead.
    let _cut_off = tokio::time::timeout(DRAIN_TIME, rest).await;
}
