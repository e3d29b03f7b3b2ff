//! A form that was posted to its own page: run the function, then either go on or show the page again with its errors.
//!
//! `POST {page}?do={function}` is what a `PageForm` sends without JavaScript and before hydration. The function is
//! called with the same body; success becomes a 303 to where it points (or to the page), and an error renders the page
//! as a GET would, with codes and values in its scope and with the function's status. Nothing is kept between requests.
//! A form that only asks is answered by the page itself, with what was asked in its scope.

use app::{
    error::ApiError,
    paths::{self, Page},
    request::{FormOutcome, RequestScope},
};
use axum::{
    body::{Body, Bytes},
    extract::Request,
    response::Response,
};
use http::{HeaderName, StatusCode, Uri, header, request::Parts};
use services::auth::SessionLoss;

use super::{
    AppState,
    entry::{self, Activity},
    functions, late_forms,
    page_guard::{self, Verdict},
    pages, plain_page,
};

/// What a function may set on the answer of a plain form, besides its status and its target.
const COPIED: [HeaderName; 3] = [
    header::SET_COOKIE,
    HeaderName::from_static("clear-site-data"),
    header::RETRY_AFTER,
];

/// Answers a POST to a page.
pub(crate) async fn answer(app: &AppState, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    let Some(page) = Page::parse(path) else {
        return plain_page::answer(app, path, StatusCode::NOT_FOUND, None);
    };
    let Some(function) = target(page, &parts) else {
        return plain_page::answer(app, path, StatusCode::BAD_REQUEST, None);
    };
    // In memory already, and a form: the limits and the content type were looked at outside.
    let Ok(body) = axum::body::to_bytes(body, super::limits::BODY_LIMIT).await else {
        return plain_page::answer(app, path, StatusCode::PAYLOAD_TOO_LARGE, None);
    };
    let scope = entry::scope(app, &parts, Activity::Person).await;
    match page_guard::judge(Some(page), &scope) {
        Verdict::Leave(loss) => {
            let mut left = page_guard::leave(loss.clone(), &scope.path);
            late_forms::keep(app, &parts, &loss, (function, &body), &mut left).await;
            left
        }
        Verdict::Wait => plain_page::answer(app, path, StatusCode::SERVICE_UNAVAILABLE, None),
        Verdict::Deny => pages::deny(app, scope, parts).await,
        Verdict::Show if page.question() == Some(function) => {
            let asked = values(&body);
            pages::render(app, RequestScope { asked, ..scope }, without_do(parts)).await
        }
        Verdict::Show => run(app, scope, parts, function, body).await,
    }
}

/// The function named by `do`, if this page's forms may call it.
fn target(page: Page, parts: &Parts) -> Option<&'static str> {
    let wanted = url::form_urlencoded::parse(parts.uri.query()?.as_bytes())
        .find(|(name, _)| name == "do")?
        .1;
    page.form_targets().iter().copied().find(|known| *known == wanted)
}

/// Calls the function for this page.
pub(crate) async fn run(
    app: &AppState,
    scope: RequestScope,
    parts: Parts,
    function: &'static str,
    body: Bytes,
) -> Response {
    let Some(inner) = inward(&parts, function, body.clone()) else {
        return plain_page::answer(app, parts.uri.path(), StatusCode::BAD_REQUEST, None);
    };
    let (answer, error) = functions::call(app, scope.clone(), inner).await;
    let mut response = match error {
        None => page_guard::see_other(&next_page(&answer, &scope.path)),
        Some(ApiError::Unauthenticated(_)) => {
            // Ended between the guard and the function: ask again what kind of end it was.
            let loss = entry::session(app, &parts.headers, Activity::Machine).await.err();
            let loss = loss.unwrap_or(SessionLoss::Ended);
            let mut left = page_guard::leave(loss.clone(), &scope.path);
            late_forms::keep(app, &parts, &loss, (function, &body), &mut left).await;
            left
        }
        Some(error) => {
            let status = answer.status();
            let values = values(&body);
            let form = Some(FormOutcome {
                function: function.to_owned(),
                error,
                values,
            });
            let mut page = pages::render(app, RequestScope { form, ..scope }, without_do(parts)).await;
            *page.status_mut() = status;
            page
        }
    };
    for name in COPIED {
        for value in answer.headers().get_all(&name) {
            response.headers_mut().append(name.clone(), value.clone());
        }
    }
    response
}

/// The same post, addressed to the function.
fn inward(parts: &Parts, function: &str, body: Bytes) -> Option<Request> {
    let mut inner = Request::new(Body::from(body));
    *inner.method_mut() = parts.method.clone();
    *inner.uri_mut() = Uri::try_from(format!("/api/{function}")).ok()?;
    *inner.headers_mut() = parts.headers.clone();
    *inner.extensions_mut() = parts.extensions.clone();
    Some(inner)
}

/// Where the function points, if that is an address on this site; else the page itself.
fn next_page(answer: &Response, page: &str) -> String {
    let location = answer
        .headers()
        .get(header::LOCATION)
        .and_then(|value| value.to_str().ok());
    let own = location.filter(|target| target.starts_with('/') && Page::parse(paths::path_of(target)).is_some());
    own.unwrap_or(page).to_owned()
}

/// The page is asked for without its `do`, so that its own links and forms do not carry it on.
fn without_do(mut parts: Parts) -> Parts {
    if let Ok(uri) = Uri::try_from(entry::own_address(&parts)) {
        parts.uri = uri;
    }
    parts
}

/// What was typed, without anything that is a password by name.
fn values(body: &[u8]) -> Vec<(String, String)> {
    url::form_urlencoded::parse(body)
        .filter(|(name, _)| !name.to_ascii_lowercase().contains("password"))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn parts(uri: &str) -> Parts {
        http::Request::builder().uri(uri).body(()).unwrap().into_parts().0
    }

    #[test]
    fn a_page_accepts_its_own_functions_only() {
        assert_eq!(
            target(Page::Login, &parts("/login?do=auth/log-in")),
            Some("auth/log-in")
        );
        assert_eq!(
            target(Page::Login, &parts("/login?next=%2Freview&do=auth%2Flog-in")),
            Some("auth/log-in")
        );
        assert_eq!(target(Page::Login, &parts("/login?do=prior-auth/submit")), None);
        assert_eq!(target(Page::Login, &parts("/login")), None);
    }

    #[test]
    fn passwords_are_never_handed_back() {
        let kept = values(b"user_id=Front.Desk1&password=secret&new_Password=x&note=a+b%26c");
        let expected = [("user_id", "Front.Desk1"), ("note", "a b&c")].map(|(k, v)| (k.to_owned(), v.to_owned()));
        assert_eq!(kept, expected);
    }

    #[test]
    fn a_target_outside_the_site_is_not_followed() {
        for (location, expected) in [
            ("/dashboard", "/dashboard"),
            ("/prior-auth/PA-7K3Q-9XM2", "/prior-auth/PA-7K3Q-9XM2"),
            ("//evil.example", "/login"),
            ("https://evil.example", "/login"),
            ("/\\evil.example", "/login"),
        ] {
            let mut answer = Response::default();
            answer.headers_mut().insert(header::LOCATION, location.parse().unwrap());
            assert_eq!(next_page(&answer, "/login"), expected, "{location}");
        }
    }
}
