//! Forms that post to their own page: success leads on, stale versions conflict, a page takes its own forms only.

use app::error::ApiError;
use http::StatusCode;

use crate::{browser::Browser, drafts::submit_knee_orthosis, site::Site};

/// Pairs as they are sent.
pub fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

#[tokio::test]
async fn a_stale_version_is_a_conflict_and_changes_nothing() {
    let site = Site::open().await;
    let mut provider = site.coordinator().await;
    let mut nurse = site.nurse().await;
    let reference = submit_knee_orthosis(&mut provider).await;
    let case = [("reference", reference.as_str()), ("version", "1")];
    let taken = nurse
        .post(&format!("/review/{reference}?do=review/assign"), &case)
        .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    let stale = nurse.post("/api/review/approve", &case).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert_eq!(postcard::from_bytes(&stale.body), Ok(ApiError::Conflict));
    let page = nurse
        .post(&format!("/review/{reference}?do=review/approve"), &case)
        .await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.header("content-type").starts_with("text/html"));
    let case = [("reference", reference.as_str()), ("version", "2")];
    let approved = nurse
        .post(&format!("/review/{reference}?do=review/approve"), &case)
        .await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
    assert!(
        provider
            .get(&format!("/prior-auth/{reference}"))
            .await
            .text()
            .contains("Approved")
    );
}

#[tokio::test]
async fn a_page_takes_only_its_own_forms() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    for path in [
        "/dashboard?do=prior-auth/create-draft",
        "/login",
        "/login?do=../health/live",
        "/help?do=auth/log-in",
    ] {
        assert_eq!(browser.post(path, &[]).await.status, StatusCode::BAD_REQUEST, "{path}");
    }
    assert_eq!(
        browser.post("/nowhere?do=auth/log-in", &[]).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_page_form_is_sent_as_a_form() {
    let site = Site::open().await;
    let mut browser = site.browser();
    let request = http::Request::post("/login?do=auth/log-in")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/json")
        .body(axum::body::Body::from("{}"));
    assert_eq!(
        browser.send(request.unwrap()).await.status,
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    );
}

#[tokio::test]
async fn a_page_of_another_build_is_told_so_and_nothing_is_done() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let as_built = async |desk: &mut Browser, build: &str| {
        let request = crate::browser::post("/api/session/extend").header(app::request::BUILD_HEADER, build);
        desk.send(request.body(axum::body::Body::empty()).unwrap()).await
    };
    let page = desk.get("/dashboard").await;
    let build = page
        .text()
        .split("data-build=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let own = as_built(&mut desk, build.unwrap()).await;
    assert_eq!(own.status, StatusCode::OK);
    let other = as_built(&mut desk, "0123456789abcdef").await;
    assert_eq!(other.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(
        other.body.first(),
        Some(&0),
        "the first error there is, whatever else there may be"
    );
    assert_eq!(postcard::from_bytes(&other.body), Ok(ApiError::Outdated));
}
