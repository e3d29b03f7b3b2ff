//! Sizes, methods and addresses that lead nowhere.

use axum::body::Body;
use http::{Method, Request, StatusCode};

use crate::{browser::post, site::Site};

#[tokio::test]
async fn a_body_over_the_limit_is_refused_before_anybody_reads_it() {
    let mut browser = Site::open().await.browser();
    let body = "user_id=".to_owned() + &"x".repeat(server::http::limits::BODY_LIMIT);
    for path in ["/login?do=auth/log-in", "/api/auth/log-in"] {
        let answer = browser.send(post(path).body(Body::from(body.clone())).unwrap()).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
    }
}

#[tokio::test]
async fn an_unknown_function_is_answered_in_plain_text_without_repeating_its_name() {
    let mut browser = Site::open().await.browser();
    let answer = browser.post("/api/%3Cscript%3Ealert(1)", &[]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    assert!(!answer.text().contains("script"), "{}", answer.text());
}

#[tokio::test]
async fn functions_are_not_reached_by_reading() {
    let mut browser = Site::open().await.browser();
    let answer = browser.get("/api/auth/log-out").await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn other_methods_are_refused_on_pages() {
    let mut browser = Site::open().await.browser();
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        let request = Request::builder()
            .method(method.clone())
            .uri("/login")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/json")
            .body(Body::empty());
        let answer = browser.send(request.unwrap()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
}

#[tokio::test]
async fn health_says_live_and_ready_and_what_the_data_is_for() {
    let mut browser = Site::open().await.browser();
    assert_eq!(browser.get("/health/live").await.status, StatusCode::OK);
    let ready = browser.get("/health/ready").await;
    assert_eq!(ready.status, StatusCode::OK);
    assert_eq!(ready.text(), r#"{"status":"ready","mode":"demo"}"#);
}
