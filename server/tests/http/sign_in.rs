//! Signing in and out by plain forms.

use http::{StatusCode, header};
use services::testing::TEST_PASSWORD;

use crate::site::Site;

#[tokio::test]
async fn a_plain_form_signs_in_and_leads_to_the_dashboard() {
    let site = Site::open().await;
    site.nurse().await;
    let mut browser = site.browser();
    let fields = [("user_id", "Nurse.Ortiz"), ("password", TEST_PASSWORD)];
    let answer = browser.post("/login?do=auth/log-in", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.location(), "/dashboard");
    let cookie = answer.header(header::SET_COOKIE);
    let (pair, attributes) = cookie.split_once(';').unwrap();
    assert!(pair.strip_prefix("portico_session=").unwrap().len() >= 43, "256 bits");
    let attributes: Vec<&str> = attributes.split(';').map(str::trim).collect();
    for expected in ["Path=/", "HttpOnly", "SameSite=Lax"] {
        assert!(attributes.contains(&expected), "{cookie}");
    }
    assert!(
        !cookie.contains("Domain") && !cookie.contains("Max-Age") && !cookie.contains("Expires"),
        "{cookie}"
    );
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(browser.get("/dashboard").await.status, StatusCode::OK);
}

#[tokio::test]
async fn signing_in_goes_on_to_the_page_that_was_wanted_and_to_no_other_site() {
    let site = Site::open().await;
    site.nurse().await;
    for (next, expected) in [
        ("/review", "/review"),
        ("//evil.example", "/dashboard"),
        ("https://evil.example/", "/dashboard"),
        ("/\\evil.example", "/dashboard"),
        ("/login", "/dashboard"),
    ] {
        let fields = [("user_id", "Nurse.Ortiz"), ("password", TEST_PASSWORD), ("next", next)];
        let answer = site.browser().post("/login?do=auth/log-in", &fields).await;
        assert_eq!(
            (answer.status, answer.location()),
            (StatusCode::SEE_OTHER, expected),
            "{next}"
        );
    }
}

#[tokio::test]
async fn a_wrong_password_shows_the_page_again_with_the_user_id_and_never_the_password() {
    let site = Site::open().await;
    site.nurse().await;
    let mut browser = site.browser();
    let fields = [("user_id", "Nurse.Ortiz"), ("password", "not-the-password-at-all")];
    let answer = browser.post("/login?do=auth/log-in", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("value=\"Nurse.Ortiz\""));
    assert!(answer.text().contains("User ID or password is not right"));
    assert!(answer.text().contains("There is a problem"));
    assert!(!answer.text().contains("not-the-password-at-all"));
    assert_eq!(answer.header(header::SET_COOKIE), "");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn an_unknown_user_id_is_answered_like_a_wrong_password() {
    let site = Site::open().await;
    site.nurse().await;
    let mut pages = Vec::new();
    for user_id in ["Nurse.Ortiz", "Nurse.Nobod"] {
        let fields = [("user_id", user_id), ("password", "not-the-password-at-all")];
        let answer = site.browser().post("/api/auth/log-in", &fields).await;
        pages.push((answer.status, answer.text().to_owned()));
    }
    assert_eq!(pages[0], pages[1]);
}

#[tokio::test]
async fn logging_out_forgets_the_cookie_ends_the_session_and_clears_storage() {
    let site = Site::open().await;
    let mut browser = site.nurse().await;
    let kept = browser.cookie.clone();
    let answer = browser.post("/dashboard?do=auth/log-out", &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.header(header::SET_COOKIE).contains("Max-Age=0"));
    assert_eq!(answer.header("clear-site-data"), "\"storage\"");
    assert!(browser.cookie.is_none());
    browser.cookie = kept;
    let stolen = browser.get("/dashboard").await;
    assert_eq!(
        (stolen.status, stolen.location()),
        (StatusCode::SEE_OTHER, "/signed-out")
    );
}

#[tokio::test]
async fn an_idle_session_expires_and_says_so() {
    let site = Site::open().await;
    let mut browser = site.nurse().await;
    site.stage.clock.advance(chrono::TimeDelta::minutes(16));
    let answer = browser.get("/review").await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/session-expired?next=%2Freview")
    );
}

#[tokio::test]
async fn calls_a_page_makes_by_itself_do_not_keep_a_session_alive() {
    let site = Site::open().await;
    let mut browser = site.nurse().await;
    for _ in 0..4 {
        site.stage.clock.advance(chrono::TimeDelta::minutes(4));
        let call = crate::browser::post("/api/session/current").header(app::live::BACKGROUND_HEADER, "1");
        let answer = browser.send(call.body(axum::body::Body::empty()).unwrap()).await;
        assert!(answer.status == StatusCode::OK || answer.status == StatusCode::UNAUTHORIZED);
    }
    assert_eq!(
        browser.get("/dashboard").await.location(),
        "/session-expired?next=%2Fdashboard"
    );
}

#[tokio::test]
async fn work_keeps_a_session_alive() {
    let site = Site::open().await;
    let mut browser = site.nurse().await;
    for _ in 0..4 {
        site.stage.clock.advance(chrono::TimeDelta::minutes(4));
        assert_eq!(browser.get("/dashboard").await.status, StatusCode::OK);
    }
}
