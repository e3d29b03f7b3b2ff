//! Refuses everything that changes state unless this site's own pages sent it.
//!
//! Browsers say where a request comes from in `Sec-Fetch-Site`; only `same-origin` passes. Where the header is missing
//! (older browsers, scripts) the `Origin` must be the configured one. Neither header: refused, which is stricter than
//! the usual layers, because a form post from an unknown client has no way to prove itself. The content type is checked
//! as well: server functions ignore it, and a type that needs no preflight would otherwise slip through.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, Method, StatusCode, header};

use super::{AppState, headers::media_type, plain_page};

/// Why a request was turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    CrossSite,
    ContentType,
}

/// Lets reads pass, and writes only when they come from this origin with an expected content type.
pub(crate) async fn check(State(app): State<AppState>, request: Request, next: Next) -> Response {
    match verdict(request.method(), request.headers(), &app.site().origin) {
        Ok(()) => next.run(request).await,
        Err(refusal) => {
            tracing::warn!(path = request.uri().path(), ?refusal, "request refused");
            let status = match refusal {
                Refusal::CrossSite => StatusCode::FORBIDDEN,
                Refusal::ContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            };
            plain_page::answer(&app, request.uri().path(), status, None)
        }
    }
}

fn verdict(method: &Method, headers: &HeaderMap, origin: &str) -> Result<(), Refusal> {
    if matches!(*method, Method::GET | Method::HEAD) {
        return Ok(());
    }
    let is_own = match headers.get("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => headers.get(header::ORIGIN).is_some_and(|from| from == origin),
    };
    if !is_own {
        return Err(Refusal::CrossSite);
    }
    if has_expected_type(headers) {
        Ok(())
    } else {
        Err(Refusal::ContentType)
    }
}

fn has_expected_type(headers: &HeaderMap) -> bool {
    media_type(headers).is_some_and(|given| {
        ["application/x-www-form-urlencoded", "application/json"]
            .iter()
            .any(|known| given.eq_ignore_ascii_case(known))
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded; charset=utf-8");

    fn post(headers: &[(&str, &str)]) -> Result<(), Refusal> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(http::HeaderName::try_from(*name).unwrap(), value.parse().unwrap());
        }
        verdict(&Method::POST, &map, "http://localhost:3000")
    }

    #[test]
    fn a_post_from_this_origin_passes() {
        assert_eq!(post(&[("sec-fetch-site", "same-origin"), FORM]), Ok(()));
        assert_eq!(post(&[("origin", "http://localhost:3000"), FORM]), Ok(()));
        assert_eq!(
            post(&[("sec-fetch-site", "same-origin"), ("content-type", "application/json")]),
            Ok(())
        );
    }

    #[test]
    fn a_post_from_elsewhere_is_refused_whatever_else_it_says() {
        for site in ["cross-site", "same-site", "none", ""] {
            let headers = [("sec-fetch-site", site), ("origin", "http://localhost:3000"), FORM];
            assert_eq!(post(&headers), Err(Refusal::CrossSite), "{site}");
        }
        for origin in [
            "null",
            "http://localhost:3001",
            "https://localhost:3000",
            "http://evil.example",
        ] {
            assert_eq!(post(&[("origin", origin), FORM]), Err(Refusal::CrossSite), "{origin}");
        }
    }

    #[test]
    fn a_post_that_says_nothing_about_its_origin_is_refused() {
        assert_eq!(post(&[FORM]), Err(Refusal::CrossSite));
    }

    #[test]
    fn other_content_types_are_refused() {
        for kind in ["text/plain", "multipart/form-data; boundary=x", "application/jsonx", ""] {
            let headers = [("sec-fetch-site", "same-origin"), ("content-type", kind)];
            assert_eq!(post(&headers), Err(Refusal::ContentType), "{kind}");
        }
        assert_eq!(post(&[("sec-fetch-site", "same-origin")]), Err(Refusal::ContentType));
        assert_eq!(
            post(&[("sec-fetch-site", "same-origin"), FORM, FORM]),
            Err(Refusal::ContentType)
        );
    }

    #[test]
    fn reading_needs_no_proof() {
        assert_eq!(
            verdict(&Method::GET, &HeaderMap::new(), "http://localhost:3000"),
            Ok(())
        );
        assert_eq!(verdict(&Method::PUT, &HeaderMap::new(), "x"), Err(Refusal::CrossSite));
    }
}
