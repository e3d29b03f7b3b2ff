//! Refuses everything that changes state unless this site's own pages sent it.
//!
//! Browsers say where a request comes from in `Sec-Fetch-Site`; only `same-origin` passes. Where the header is missing
//! (older browsers, scripts) the `Origin` must be the configured one. Neither header: refused, which is stricter than
//! the usual layers, because a form post from an unknown client has no way to prove itself. A header that is there twice
//! must say the right thing twice. The content type is checked as well: server functions ignore it and read every body as
//! the form they declare, so whatever is not a form is turned away here. Only the addresses of files take what forms cannot
//! carry, and they take nothing else.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderName, Method, StatusCode, header};

use super::{AppState, files, headers::is_form, plain_page};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Why a request was turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    CrossSite,
    ContentType,
}

/// Lets reads pass, and writes only when they come from this origin with the content type of a form.
pub(crate) async fn check(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let (path, headers) = (request.uri().path(), request.headers());
    let is_expected = files::takes(path, headers).unwrap_or_else(|| is_form(headers));
    match verdict(request.method(), headers, is_expected, &app.site().origin) {
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

fn verdict(method: &Method, headers: &HeaderMap, is_expected: bool, origin: &str) -> Result<(), Refusal> {
    if matches!(*method, Method::GET | Method::HEAD) {
        return Ok(());
    }
    if !is_own(headers, origin) {
        return Err(Refusal::CrossSite);
    }
    if is_expected { Ok(()) } else { Err(Refusal::ContentType) }
}

fn is_own(headers: &HeaderMap, origin: &str) -> bool {
    if headers.contains_key(SEC_FETCH_SITE) {
        all_say(headers, &SEC_FETCH_SITE, "same-origin")
    } else {
        all_say(headers, &header::ORIGIN, origin)
    }
}

/// Whether the header is there, and says `expected` as often as it is.
fn all_say(headers: &HeaderMap, name: &HeaderName, expected: &str) -> bool {
    headers.contains_key(name) && headers.get_all(name).iter().all(|value| value == expected)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded; charset=utf-8");

    fn map(headers: &[(&str, &str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(http::HeaderName::try_from(*name).unwrap(), value.parse().unwrap());
        }
        map
    }

    fn post(headers: &[(&str, &str)]) -> Result<(), Refusal> {
        let map = map(headers);
        verdict(&Method::POST, &map, is_form(&map), "http://localhost:3000")
    }

    #[test]
    fn a_post_from_this_origin_passes() {
        assert_eq!(post(&[("sec-fetch-site", "same-origin"), FORM]), Ok(()));
        assert_eq!(post(&[("origin", "http://localhost:3000"), FORM]), Ok(()));
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
    fn a_header_that_contradicts_itself_is_no_proof() {
        let (own, other) = (("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site"));
        assert_eq!(post(&[own, other, FORM]), Err(Refusal::CrossSite));
        let (own, other) = (("origin", "http://localhost:3000"), ("origin", "http://evil.example"));
        assert_eq!(post(&[own, other, FORM]), Err(Refusal::CrossSite));
    }

    #[test]
    fn a_post_that_says_nothing_about_its_origin_is_refused() {
        assert_eq!(post(&[FORM]), Err(Refusal::CrossSite));
    }

    #[test]
    fn other_content_types_are_refused() {
        for kind in [
            "text/plain",
            "text/plain; charset=application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json",
            "application/x-www-form-urlencoded; charset=utf-7",
            "application/x-www-form-urlencoded, text/plain",
            "application/x-www-form-urlencodedx",
            "",
        ] {
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
    fn only_the_addresses_of_files_take_files_and_nothing_else() {
        let kinds = [
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/octet-stream",
            "text/plain",
        ];
        let taken = |path: &str| {
            let takes = |kind: &&str| {
                let headers = map(&[("content-type", kind)]);
                files::takes(path, &headers).unwrap_or_else(|| is_form(&headers))
            };
            kinds.iter().copied().filter(takes).collect::<Vec<_>>()
        };
        assert_eq!(taken("/files"), [kinds[1]]);
        assert_eq!(taken("/files/01ABC/append"), [kinds[2]]);
        for other in [
            "/files/01ABC",
            "/files/",
            "/login",
            "/api/auth/log-in",
            "/files2",
            "/x/files/append",
        ] {
            assert_eq!(taken(other), [kinds[0]], "{other}");
        }
    }

    #[test]
    fn reading_needs_no_proof() {
        let none = HeaderMap::new();
        assert_eq!(verdict(&Method::GET, &none, false, "http://localhost:3000"), Ok(()));
        assert_eq!(verdict(&Method::PUT, &none, true, "x"), Err(Refusal::CrossSite));
    }
}
