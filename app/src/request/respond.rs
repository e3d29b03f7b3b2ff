//! How a server function answers beyond its value: status, place to go, cookies.
//!
//! The same calls work while a page renders, because the page's own response takes them: a case that is not there makes
//! the page a 404.

use http::StatusCode;
use http::header::{HeaderName, HeaderValue, RETRY_AFTER, SET_COOKIE};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use super::RequestScope;
use crate::error::ApiError;
use crate::paths::{self, Page};

/// The function's answer: a failure becomes a wire error, and sets the status that goes with it.
///
/// # Errors
/// The wire error.
pub fn answer<T, E: Into<ApiError>>(result: Result<T, E>) -> Result<T, ApiError> {
    result.map_err(|error| refuse(error.into()))
}

/// Sets the status that belongs to `error`, and hands it back.
pub fn refuse(error: ApiError) -> ApiError {
    if let Some(response) = use_context::<ResponseOptions>() {
        if let Ok(status) = StatusCode::from_u16(error.http_status()) {
            response.set_status(status);
        }
        if let Some(seconds) = error.retry_after_seconds() {
            response.insert_header(RETRY_AFTER, HeaderValue::from(seconds));
        }
    }
    error
}

/// Sends the person to `path`, a page of ours: by the router where a hydrated page called, by a 303 after a posted form.
pub fn see_other(path: &str) {
    leptos_axum::redirect(path);
}

/// Sends the person to `path` where a form was posted to its page. A hydrated page that called stays as it is: it asks again by
/// itself, and what is typed into its other forms stays where it is.
pub fn see_other_after_post(scope: &RequestScope, path: &str) {
    if Page::parse(paths::path_of(&scope.path)).is_some() {
        see_other(path);
    }
}

/// Adds a `Set-Cookie` header.
pub fn set_cookie(cookie: &str) {
    append(SET_COOKIE, cookie);
}

/// Tells the browser to forget what pages stored (there should be nothing, but computers are shared).
pub fn clear_storage() {
    append(HeaderName::from_static("clear-site-data"), "\"storage\"");
}

fn append(name: HeaderName, value: &str) {
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(value)) {
        response.append_header(name, value);
    }
}
