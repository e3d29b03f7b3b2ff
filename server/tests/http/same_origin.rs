//! No function and no page form can be called from another site, whatever the request looks like.

use axum::body::Body;
use http::{Method, Request, StatusCode, header};

use crate::site::{ORIGIN, Site};

type Headers = &'static [(&'static str, &'static str)];

/// Headers a hostile or careless caller may send, and why they do not pass.
const REFUSED: [(&str, Headers, StatusCode); 9] = [
    ("nothing said", &[("content-type", FORM)], StatusCode::FORBIDDEN),
    (
        "another site",
        &[("sec-fetch-site", "cross-site"), ("content-type", FORM)],
        StatusCode::FORBIDDEN,
    ),
    (
        "a sibling host",
        &[("sec-fetch-site", "same-site"), ("content-type", FORM)],
        StatusCode::FORBIDDEN,
    ),
    (
        "typed by hand",
        &[("sec-fetch-site", "none"), ("content-type", FORM)],
        StatusCode::FORBIDDEN,
    ),
    (
        "no origin",
        &[("origin", "null"), ("content-type", FORM)],
        StatusCode::FORBIDDEN,
    ),
    (
        "another origin",
        &[("origin", "http://localhost:3001"), ("content-type", FORM)],
        StatusCode::FORBIDDEN,
    ),
    (
        "another site with our origin",
        &[
            ("sec-fetch-site", "cross-site"),
            ("origin", ORIGIN),
            ("content-type", FORM),
        ],
        StatusCode::FORBIDDEN,
    ),
    (
        "plain text",
        &[("sec-fetch-site", "same-origin"), ("content-type", "text/plain")],
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
    ),
    (
        "no content type",
        &[("sec-fetch-site", "same-origin")],
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
    ),
];
const FORM: &str = "application/x-www-form-urlencoded";

fn request(path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::builder().method(Method::POST).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).unwrap()
}

#[tokio::test]
async fn every_function_and_every_form_refuses_a_post_from_elsewhere() {
    let site = Site::open().await;
    let mut browser = site.nurse().await;
    let functions = server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned());
    let paths: Vec<String> = functions
        .chain([
            "/login?do=auth/log-in".to_owned(),
            "/dashboard?do=auth/log-out".to_owned(),
        ])
        .collect();
    assert!(paths.len() > 10, "the functions are registered");
    for path in &paths {
        for (why, headers, status) in REFUSED {
            let answer = browser.send(request(path, headers)).await;
            assert_eq!(answer.status, status, "{path}: {why}");
            assert_eq!(answer.header(header::SET_COOKIE), "", "{path}: {why}");
        }
    }
    assert_eq!(
        browser.get("/dashboard").await.status,
        StatusCode::OK,
        "still signed in"
    );
}

#[tokio::test]
async fn functions_are_called_by_post_only() {
    for (path, method) in server_fn::axum::server_fn_paths() {
        assert_eq!(method, Method::POST, "{path}");
        assert!(path.starts_with("/api/"), "{path}");
    }
}

#[tokio::test]
async fn an_older_browser_passes_with_the_configured_origin() {
    let site = Site::open().await;
    let mut browser = site.nurse().await;
    let answer = browser
        .send(request(
            "/dashboard?do=auth/log-out",
            &[("origin", ORIGIN), ("content-type", FORM)],
        ))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}
