//! Short answers that the server writes itself: when the page that would say it cannot be trusted to render.
//!
//! A person gets a page that looks like the others and says what to do next, a function's caller gets the wire error's
//! code, everybody else a line of text. Nothing of the request is repeated in any of them: "Try again" is a link to the
//! empty address, which is the page itself.

use std::fmt::Write as _;

use app::{
    error::ApiError,
    paths::{self, help},
};
use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header};
use server_fn::{ContentType as _, codec::PostcardEncoding, error::FromServerFnError as _};
use services::settings::PlanProfile;

use super::AppState;

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
/// What server functions answer in.
const POSTCARD: HeaderValue = HeaderValue::from_static(PostcardEncoding::CONTENT_TYPE);
const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// Seconds after which it is worth asking again a server that could not answer.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("5");

/// What only programs ask for; behind every other address people expect a page.
const MACHINES: [&str; 6] = ["/api/", "/pkg/", "/events", "/files", "/health/", "/__test__/"];

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
    let words = Words::of(status);
    let mut response = if MACHINES.iter().any(|machine| path.starts_with(machine)) {
        let Words { heading, advice, .. } = words;
        let reference = reference.map(|id| format!(" {id}")).unwrap_or_default();
        respond(status, TEXT, format!("{heading}. {advice}{reference}\n"))
    } else {
        respond(status, HTML, document(app, &words, reference))
    };
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER);
    }
    response
}

/// A wire error with its own status, as a server function would answer it.
pub(crate) fn wire(error: &ApiError) -> Response {
    let status = StatusCode::from_u16(error.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Response::new(Body::from(error.ser()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, POSTCARD);
    response
}

/// The same in JSON, for what is no server function.
pub(crate) fn json(error: &ApiError) -> Response {
    let status = StatusCode::from_u16(error.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    respond(status, JSON, serde_json::to_string(error).unwrap_or_default())
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

/// What is said, and what may be done.
struct Words {
    heading: &'static str,
    advice: &'static str,
    /// Address and words of the links; the first one is the button.
    next: &'static [(&'static str, &'static str)],
}

const TRY_AGAIN: (&str, &str) = ("", "Try again");
const HOME: (&str, &str) = (paths::HOME, "Home");
const STATUS: (&str, &str) = (paths::STATUS, "Status");
const HELP: (&str, &str) = (paths::HELP, "Help");

impl Words {
    fn of(status: StatusCode) -> Self {
        let (heading, advice, next): (_, _, &[_]) = match status {
            StatusCode::FORBIDDEN => (
                "Request refused",
                "It did not come from a page of this site. Open the page here and try again.",
                &[HOME, HELP],
            ),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => (
                "Request refused",
                "Its content type is not accepted here.",
                &[HOME, HELP],
            ),
            StatusCode::PAYLOAD_TOO_LARGE => (
                "Too much was sent at once",
                "Go back, shorten the longest text and try again.",
                &[HOME, HELP],
            ),
            StatusCode::BAD_REQUEST => ("Request not understood", "Go back and try again.", &[HOME, HELP]),
            StatusCode::NOT_FOUND => ("Page not found", "There is nothing at this address.", &[HOME, HELP]),
            StatusCode::METHOD_NOT_ALLOWED => (
                "Request refused",
                "This address does not accept what was sent.",
                &[HOME, HELP],
            ),
            StatusCode::SERVICE_UNAVAILABLE => (
                "Not available right now",
                "The portal cannot reach its records at the moment, so it is not you. What you saved or sent is kept. Wait a moment, then try again; for what is urgent, call.",
                &[TRY_AGAIN, STATUS, (help::UNAVAILABLE, "Help")],
            ),
            _ => (
                "Something broke on our side",
                "It is recorded, and what you saved or sent is kept. Try again; if it stays, call the provider line with this reference:",
                &[TRY_AGAIN, STATUS, (help::BROKEN, "Help")],
            ),
        };
        Self { heading, advice, next }
    }
}

/// A whole page by hand: it must come out right even when rendering is what broke.
fn document(app: &AppState, words: &Words, reference: Option<&str>) -> String {
    let Words { heading, advice, next } = *words;
    let (css, sprite) = (&app.assets().paths().css, &app.assets().paths().sprite);
    let (plan, line) = plan(&app.services().plan);
    let reference = reference.map(|id| format!("<p><strong class=\"reference-long\">{id}</strong></p>"));
    let reference = reference.unwrap_or_default();
    let mut links = String::new();
    for (nth, (href, words)) in next.iter().enumerate() {
        let class = if nth == 0 { "button-primary" } else { "button-quiet" };
        // Writing into a string cannot fail.
        let _ = write!(links, "<a class=\"button {class}\" href=\"{href}\">{words}</a>");
    }
    format!(
        "<!DOCTYPE html><html lang=\"en-US\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{heading} – Portico</title>\
         <link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"{css}\"></head>\
         <body><div class=\"public\"><header class=\"public-header\"><a class=\"brand\" href=\"/\">\
         <img class=\"mark\" src=\"/favicon.svg\" alt=\"\"><span class=\"brand-words\"><strong>{plan}</strong>\
         <span>Provider portal</span></span></a></header><main id=\"main\"><div class=\"message-page\">\
         <span class=\"icon-tile\"><svg class=\"icon icon-large\" aria-hidden=\"true\"><use href=\"{sprite}#circle-alert\"></use></svg></span>\
         <h1>{heading}</h1><p>{advice}</p>{reference}<p>Provider line: {line}</p><div class=\"actions\">{links}</div>\
         </div></main></div></body></html>"
    )
}

/// Name and provider line of the plan, as HTML.
fn plan(plan: &PlanProfile) -> (String, String) {
    let line = format!(
        "<strong class=\"phone-number\">{}</strong>, {}",
        escape(&plan.support_phone),
        escape(&plan.support_hours)
    );
    (escape(&plan.name), line)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plans_own_words_are_text() {
        let profile = PlanProfile {
            name: "Lark & <b>Spur</b>".to_owned(),
            ..PlanProfile::default()
        };
        assert_eq!(plan(&profile).0, "Lark &amp; &lt;b&gt;Spur&lt;/b&gt;");
    }

    #[test]
    fn whatever_went_wrong_a_page_says_what_to_do_next() {
        for status in (400..600).filter_map(|code| StatusCode::from_u16(code).ok()) {
            let words = Words::of(status);
            assert!(!words.advice.is_empty() && words.next.len() >= 2, "{status}");
        }
    }
}
