//! Short answers that the server writes itself: when the page that would say it cannot be trusted to render.
//!
//! A person gets a small page with the site's style sheet, a function's caller gets the wire error's code, everybody else
//! a line of text. Nothing of the request is repeated in any of them.

use app::error::ApiError;
use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header};
use server_fn::error::FromServerFnError as _;

use super::AppState;

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// An answer for `path` with `status`; `reference` is what support asks for.
pub(crate) fn answer(app: &AppState, path: &str, status: StatusCode, reference: Option<&str>) -> Response {
    if path.starts_with("/api/") {
        match (status, reference) {
            (StatusCode::INTERNAL_SERVER_ERROR, Some(reference)) => {
                return wire(&ApiError::Internal {
                    reference: reference.to_owned(),
                });
            }
            (StatusCode::SERVICE_UNAVAILABLE, _) => return wire(&ApiError::Unavailable),
            _ => {}
        }
    }
    let (heading, advice) = words(status);
    let is_page = app::paths::Page::parse(path).is_some();
    let (kind, text) = if is_page {
        (HTML, document(&app.assets().paths().css, heading, advice, reference))
    } else {
        (
            TEXT,
            reference.map_or_else(
                || format!("{heading}. {advice}\n"),
                |id| format!("{heading}. {advice} {id}\n"),
            ),
        )
    };
    respond(status, kind, text)
}

/// A wire error with its own status, as a server function would answer it.
pub(crate) fn wire(error: &ApiError) -> Response {
    let status = StatusCode::from_u16(error.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Response::new(Body::from(error.ser()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, JSON);
    response
}

/// A line of text.
pub(crate) fn text(status: StatusCode, text: &'static str) -> Response {
    respond(status, TEXT, text.to_owned())
}

fn respond(status: StatusCode, kind: HeaderValue, text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

fn words(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::FORBIDDEN => (
            "Request refused",
            "It did not come from a page of this site. Open the page here and try again.",
        ),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ("Request refused", "Its content type is not accepted here."),
        StatusCode::PAYLOAD_TOO_LARGE => (
            "Too much was sent at once",
            "Go back, shorten the longest text and try again.",
        ),
        StatusCode::BAD_REQUEST => ("Request not understood", "Go back and try again."),
        StatusCode::NOT_FOUND => ("Not found", "There is nothing at this address."),
        StatusCode::METHOD_NOT_ALLOWED => ("Request refused", "This address does not accept what was sent."),
        StatusCode::SERVICE_UNAVAILABLE => ("Not available right now", "Wait a moment and try again."),
        _ => (
            "Something went wrong",
            "It was recorded. Try again; if it stays, give support this reference:",
        ),
    }
}

/// A whole page by hand: it must come out right even when rendering is what broke.
fn document(css: &str, heading: &str, advice: &str, reference: Option<&str>) -> String {
    let reference = reference
        .map(|id| format!("<p><strong>{id}</strong></p>"))
        .unwrap_or_default();
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{heading} – Portico</title>\
         <link rel=\"stylesheet\" href=\"{css}\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"></head>\
         <body><main id=\"main\" class=\"plain-page\"><h1>{heading}</h1><p>{advice}</p>{reference}\
         <p><a href=\"/\">Go to the home page</a></p></main></body></html>"
    )
}
