//! The levers of the browser tests: only with the secret, only from this machine, only in builds that have them.

use std::{net::SocketAddr, sync::Arc};

use axum::{Router, body::Body, extract::ConnectInfo};
use http::{Request, StatusCode};
use server::http::{AppState, Parts, Site, assets::Assets, shutdown, test_hooks::Hooks};
use services::{env::ShiftedClock, settings::Mode, testing::Stage};
use tower::ServiceExt as _;

pub const SECRET: &str = "a secret for this run";

pub async fn server() -> (Router, Arc<ShiftedClock>, Stage, shutdown::Stopper) {
    drop(any_spawner::Executor::init_tokio());
    let stage = Stage::sqlite().await;
    let clock = Arc::new(ShiftedClock::default());
    let (stopper, heard) = shutdown::channel();
    let router = server::http::router(AppState::new(Parts {
        services: stage.services.clone(),
        assets: Assets::embedded(),
        site: Site::new("http://localhost:3000", Mode::Test),
        shutdown: heard,
        hooks: Some(Hooks::new(SECRET.to_owned(), clock.clone())),
    }));
    (router, clock, stage, stopper)
}

pub async fn pull(router: &Router, lever: &str, body: &str, secret: &str, from: [u8; 4]) -> StatusCode {
    let mut request = Request::post(format!("/__test__/{lever}"))
        .header("content-type", "application/json")
        .header("x-portico-test", secret)
        .body(Body::from(body.to_owned()))
        .unwrap();
    request
        .extensions_mut()
        .insert(ConnectInfo(SocketAddr::from((from, 1))));
    router.clone().oneshot(request).await.unwrap().status()
}

#[tokio::test]
async fn the_clock_moves_for_whoever_knows_the_secret_on_this_machine() {
    let (router, clock, _stage, _stopper) = server().await;
    let before = services::env::Clock::now(clock.as_ref());
    let body = r#"{"advance_seconds":3600}"#;
    assert_eq!(
        pull(&router, "clock", body, SECRET, [127, 0, 0, 1]).await,
        StatusCode::NO_CONTENT
    );
    assert!((services::env::Clock::now(clock.as_ref()) - before).num_seconds() >= 3600);
    assert_eq!(
        pull(&router, "clock", body, "guessed", [127, 0, 0, 1]).await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        pull(&router, "clock", body, SECRET, [192, 0, 2, 1]).await,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_panic_is_a_page_with_a_reference_or_a_code_with_one() {
    let (router, _clock, _stage, _stopper) = server().await;
    for (lever, request) in [
        (
            r#"{"point":"page.panic","times":1}"#,
            Request::get("/help").body(Body::empty()),
        ),
        (
            r#"{"point":"function.panic","times":1}"#,
            Request::post("/api/session/current")
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Body::empty()),
        ),
    ] {
        assert_eq!(
            pull(&router, "fault", lever, SECRET, [127, 0, 0, 1]).await,
            StatusCode::NO_CONTENT
        );
        let answer = router.clone().oneshot(request.unwrap()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let reference = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
        assert!(answer.headers().contains_key("content-security-policy"));
        let body = axum::body::to_bytes(answer.into_body(), 100_000).await.unwrap();
        assert!(std::str::from_utf8(&body).unwrap().contains(&reference));
    }
    let next = router
        .oneshot(Request::get("/help").body(Body::empty()).unwrap())
        .await
        .unwrap();
    assert_eq!(next.status(), StatusCode::OK, "only as often as asked for");
}

#[tokio::test]
async fn a_test_server_says_so_on_every_page() {
    let (router, _clock, _stage, _stopper) = server().await;
    let page = router
        .clone()
        .oneshot(Request::get("/help").body(Body::empty()).unwrap())
        .await
        .unwrap();
    let body = axum::body::to_bytes(page.into_body(), 1_000_000).await.unwrap();
    assert!(std::str::from_utf8(&body).unwrap().contains("Test server"));
    let ready = router
        .oneshot(Request::get("/health/ready").body(Body::empty()).unwrap())
        .await
        .unwrap();
    let body = axum::body::to_bytes(ready.into_body(), 1_000).await.unwrap();
    assert_eq!(body, r#"{"status":"ready","mode":"test"}"#);
}
