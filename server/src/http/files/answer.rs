//! What a sender is told: how far a file is, or why it goes no further.

use app::{error::ApiError, paths};
use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};
use services::files::{Progress, UploadError};

use crate::http::plain_page;

/// Seconds after which it is worth asking for another scan.
const SCANNED_AGAIN: HeaderValue = HeaderValue::from_static("60");

/// As JSON.
pub(super) fn value(progress: &Progress) -> Value {
    json!({
        "id": progress.id.as_str(),
        "state": progress.state.code(),
        "offset": progress.offset,
        "problem": progress.problem.map(domain::file::FileProblem::code),
    })
}

/// An answer with JSON.
pub(super) fn json_answer(status: StatusCode, value: &Value) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = status;
    let kind = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    super::private(response)
}

/// A file's progress, or what is in its way.
pub(super) fn progress(result: Result<Progress, UploadError>) -> Response {
    match result {
        Ok(progress) => json_answer(StatusCode::OK, &value(&progress)),
        // Said with the place from which to go on.
        Err(UploadError::Offset(progress)) => json_answer(StatusCode::CONFLICT, &value(&progress)),
        // The bytes are here: nothing of the file needs to be sent again.
        Err(UploadError::NotScanned(progress)) => not_scanned(value(&progress)),
        Err(error) => failure(&error),
    }
}

/// The scanner is away: when to come back, beside what is known of the file.
pub(super) fn not_scanned(mut known: Value) -> Response {
    known["reason"] = paths::NOT_SCANNED.into();
    let mut response = json_answer(StatusCode::SERVICE_UNAVAILABLE, &known);
    response.headers_mut().insert(header::RETRY_AFTER, SCANNED_AGAIN);
    response
}

/// What is in the way, as a wire error; logged where it is ours.
pub(super) fn failure(error: &UploadError) -> Response {
    let mut response = super::private(plain_page::json(&wire_error(error)));
    if matches!(error, UploadError::CutOff(_)) {
        *response.status_mut() = StatusCode::REQUEST_TIMEOUT;
    }
    response
}

/// The wire error of a failed upload.
pub(super) fn wire_error(error: &UploadError) -> ApiError {
    match error {
        UploadError::NotFound => ApiError::NotFound,
        UploadError::RequestSent | UploadError::RequestClosed | UploadError::Offset(_) => ApiError::Conflict,
        UploadError::TooManyAtOnce => ApiError::TooMany { seconds: 5 },
        UploadError::TooMuch => ApiError::Malformed,
        // Logged where it happened.
        UploadError::NotScanned(_) => ApiError::Unavailable,
        UploadError::CutOff(cause) => {
            tracing::info!(%cause, "a file did not arrive whole");
            ApiError::Unavailable
        }
        UploadError::Store(cause) => {
            tracing::error!(%cause, "a file could not be kept");
            ApiError::Unavailable
        }
        UploadError::Failed(cause) => {
            tracing::error!(%cause, "a file could not be kept");
            ApiError::Unavailable
        }
    }
}
