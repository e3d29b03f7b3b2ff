//! `GET /files/{id}`: the file, to be saved; `GET /files/{id}/pages/{page}`: the image of a page, to be looked at.
//!
//! Whoever asks is asked for anew each time. Nothing of it runs or is stored: a file leaves as an attachment, sandboxed should a
//! browser show it all the same, and no cache keeps it.

use app::error::ApiError;
use axum::{
    body::Body,
    extract::{Path, State},
    response::Response,
};
use domain::{access::Permission, id::FileId};
use http::{HeaderValue, StatusCode, header, request::Parts};
use services::files::{self, Content, ContentError};

use super::caller;
use crate::http::{
    AppState,
    entry::{self, Activity},
    headers::Sandboxed,
    page_guard, pages, plain_page,
};

/// Practices read their own, the plan what was sent.
const ANY_OF: [Permission; 2] = [Permission::ReadPriorAuth, Permission::ReadReviewQueue];

/// The file itself.
pub(super) async fn file(State(app): State<AppState>, Path(id): Path<String>, parts: Parts) -> Response {
    let caller = match caller(&app, &parts, &ANY_OF).await {
        Ok(caller) => caller,
        Err(error) => return turned_away(&app, parts, error).await,
    };
    match files::content(app.services(), &caller, &FileId::new(id)).await {
        Ok(content) => attachment(content),
        Err(error) => turned_away(&app, parts, wire_error(&error)).await,
    }
}

/// The image of a page.
pub(super) async fn page(
    State(app): State<AppState>,
    Path((id, page)): Path<(String, String)>,
    parts: Parts,
) -> Response {
    let caller = match caller(&app, &parts, &ANY_OF).await {
        Ok(caller) => caller,
        Err(error) => return plainly(&app, &parts, &error),
    };
    let Ok(page) = page.parse() else {
        return plainly(&app, &parts, &ApiError::NotFound);
    };
    match files::page_image(app.services(), &caller, &FileId::new(id), page).await {
        Ok(image) => sandboxed(Body::from(image), "image/png"),
        Err(error) => plainly(&app, &parts, &wire_error(&error)),
    }
}

fn attachment(content: Content) -> Response {
    let disposition = disposition(&content.name);
    let mut response = sandboxed(Body::from_stream(content.bytes), content.kind.media_type());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(content.size));
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    response
}

fn sandboxed(body: Body, media_type: &'static str) -> Response {
    let mut response = super::private(Response::new(body));
    response.extensions_mut().insert(Sandboxed);
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

/// The name twice: in plain letters for old browsers, and whole.
fn disposition(name: &str) -> HeaderValue {
    let plain: String = name
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() || ". -_()".contains(letter) {
                letter
            } else {
                '_'
            }
        })
        .collect();
    let whole = paths_encode(name);
    HeaderValue::from_str(&format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}"))
        .unwrap_or(HeaderValue::from_static("attachment"))
}

/// Percent-encodes everything but letters and digits.
fn paths_encode(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn wire_error(error: &ContentError) -> ApiError {
    match error {
        ContentError::NotFound => ApiError::NotFound,
        ContentError::Broken(_) | ContentError::Store(_) | ContentError::Failed(_) => {
            tracing::error!(%error, "a file could not be read");
            ApiError::Unavailable
        }
    }
}

/// The way a page is refused: somebody followed a link.
async fn turned_away(app: &AppState, parts: Parts, error: ApiError) -> Response {
    let scope = entry::scope(app, &parts, Activity::Machine).await;
    match error {
        ApiError::Unauthenticated(_) => match &scope.session {
            Err(loss) => page_guard::leave(loss.clone(), &scope.path),
            Ok(_) => plainly(app, &parts, &error),
        },
        ApiError::Forbidden => pages::deny(app, scope, parts).await,
        ApiError::NotFound => {
            let mut response = pages::render(app, scope, parts).await;
            *response.status_mut() = StatusCode::NOT_FOUND;
            response
        }
        _ => plainly(app, &parts, &error),
    }
}

fn plainly(app: &AppState, parts: &Parts, error: &ApiError) -> Response {
    let status = StatusCode::from_u16(error.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    super::private(plain_page::answer(app, parts.uri.path(), status, None))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        for (name, expected) in [
            (
                "chart 3.pdf",
                "attachment; filename=\"chart 3.pdf\"; filename*=UTF-8''chart%203.pdf",
            ),
            (
                "a\"b;c.pdf",
                "attachment; filename=\"a_b_c.pdf\"; filename*=UTF-8''a%22b%3Bc.pdf",
            ),
            (
                "Knie–ä.pdf",
                "attachment; filename=\"Knie__.pdf\"; filename*=UTF-8''Knie%E2%80%93%C3%A4.pdf",
            ),
        ] {
            assert_eq!(disposition(name).to_str().unwrap(), expected);
        }
    }
}
