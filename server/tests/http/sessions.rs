//! How the end of a session is told, by pages and functions each in their own way, and what becomes of a form that came too late.

use app::error::{ApiError, SessionLoss};
use axum::body::Body;
use chrono::TimeDelta;
use domain::access::Role;
use http::{Request, StatusCode, header};
use services::{auth, testing::request_info};

use crate::{
    browser::{Answer, Browser},
    drafts::{knee_orthosis, new_draft},
    forms::borrowed,
    site::Site,
};

/// The value of a cookie that an answer sets.
fn cookie(answer: &Answer, name: &str) -> Option<String> {
    let set = answer.headers.get_all(header::SET_COOKIE).iter();
    set.filter_map(|value| value.to_str().unwrap().split(';').next())
        .find_map(|pair| pair.strip_prefix(&format!("{name}=")).map(str::to_owned))
}

/// Asks for a page with the session's cookie and the key to a form.
async fn with_key(browser: &mut Browser, path: &str, key: &str) -> Answer {
    let session = browser.cookie.clone().unwrap();
    browser.cookie = Some(format!("{session}; portico_form={key}"));
    let answer = browser.get(path).await;
    browser.cookie = Some(session);
    answer
}

/// Types into a step of a draft, and posts it after the session has expired: the step's path and the key to the form. What is left
/// out is not posted.
async fn late(site: &Site, browser: &mut Browser, leave_out: &str) -> (String, String) {
    let draft = new_draft(browser).await;
    let path = crate::drafts::page(&draft, "member");
    let mut fields = knee_orthosis(&draft, "member");
    fields.retain(|(name, _)| name != leave_out);
    site.stage.clock.advance(TimeDelta::minutes(16));
    let target = format!("{path}?do=prior-auth/save-step");
    let answer = browser.post(&target, &borrowed(&fields)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.location().starts_with("/session-expired?next="), "{answer:?}");
    let key = cookie(&answer, "portico_form").expect("the key to the form");
    let attributes = answer.header(header::SET_COOKIE);
    assert!(
        attributes.ends_with("Path=/; HttpOnly; SameSite=Lax; Max-Age=900"),
        "{attributes}"
    );
    (path, key)
}

#[tokio::test]
async fn a_session_that_was_taken_back_is_told_apart_from_one_that_expired() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let other = site.stage.second_server().await;
    assert!(
        auth::disable_account(&other, &request_info(), "Front.Desk1")
            .await
            .unwrap()
    );
    site.stage.clock.advance(TimeDelta::seconds(1));
    let page = browser.get("/dashboard").await;
    assert_eq!(page.location(), "/signed-out?because=revoked");
    let function = browser.post("/api/dashboard/show", &[]).await;
    assert_eq!(
        (function.status, postcard::from_bytes(&function.body)),
        (
            StatusCode::UNAUTHORIZED,
            Ok(ApiError::Unauthenticated(SessionLoss::Revoked))
        )
    );
    let said = browser.get("/signed-out?because=revoked").await;
    assert!(said.text().contains("Signed out elsewhere") && said.text().contains("Your account was changed"));
    assert!(said.text().contains("Provider line"), "it says whom to call");
    let ended = browser.get("/signed-out").await;
    assert!(ended.text().contains("You logged out in another tab"));
}

#[tokio::test]
async fn a_page_asks_how_long_the_session_lasts_without_making_it_longer() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let left = async |browser: &mut Browser, function: &str, is_background: bool| {
        let mut request = crate::browser::post(function);
        if is_background {
            request = request.header(app::live::BACKGROUND_HEADER, "1");
        }
        let answer = browser.send(request.body(Body::empty()).unwrap()).await;
        // Now and the end, in milliseconds.
        let (now, end): (i64, i64) = postcard::from_bytes(&answer.body).unwrap();
        (end - now) / 60_000
    };
    assert_eq!(left(&mut browser, "/api/session/extend", true).await, 15);
    site.stage.clock.advance(TimeDelta::minutes(14));
    assert_eq!(left(&mut browser, "/api/session/extend", true).await, 1);
    assert_eq!(left(&mut browser, "/api/session/extend", false).await, 15);
    site.stage.clock.advance(TimeDelta::minutes(14));
    assert_eq!(left(&mut browser, "/api/session/extend", true).await, 1);
}

#[tokio::test]
async fn a_late_form_is_applied_once_when_the_same_person_is_back() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let (path, key) = late(&site, &mut browser, "then").await;
    browser.sign_in("Front.Desk1").await;
    assert!(
        !browser.get(&path).await.text().contains("Delgado"),
        "nothing is applied without the key"
    );
    let elsewhere = with_key(&mut browser, "/dashboard", &key).await;
    assert_eq!(
        (elsewhere.status, elsewhere.location()),
        (StatusCode::SEE_OTHER, path.as_str())
    );
    let applied = with_key(&mut browser, &path, &key).await;
    assert_eq!(applied.status, StatusCode::SEE_OTHER, "{}", applied.text());
    assert_eq!(
        cookie(&applied, "portico_form").as_deref(),
        Some(""),
        "the key is forgotten"
    );
    assert!(browser.get(&path).await.text().contains("value=\"Delgado\""));
    let again = with_key(&mut browser, &path, &key).await;
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, path.as_str()));
    assert_eq!(cookie(&again, "portico_form").as_deref(), Some(""));
}

#[tokio::test]
async fn a_late_form_that_is_refused_shows_its_errors_and_what_was_typed() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let (path, key) = late(&site, &mut browser, "member_id").await;
    browser.sign_in("Front.Desk1").await;
    let page = with_key(&mut browser, &path, &key).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("There is a problem") && page.text().contains("value=\"Delgado\""));
}

#[tokio::test]
async fn a_late_form_is_not_applied_for_anybody_else() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let (path, key) = late(&site, &mut browser, "then").await;
    let mut nurse = site.signed_in("Nurse.Ortiz", Role::Nurse, None).await;
    let answer = with_key(&mut nurse, "/dashboard", &key).await;
    assert_eq!(cookie(&answer, "portico_form").as_deref(), Some(""));
    browser.sign_in("Front.Desk1").await;
    let answer = with_key(&mut browser, &path, &key).await;
    assert_eq!(answer.location(), path);
    assert!(!browser.get(&path).await.text().contains("Delgado"));
}

#[tokio::test]
async fn logging_out_too_late_and_strangers_posts_leave_nothing_behind() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    site.stage.clock.advance(TimeDelta::minutes(16));
    let answer = browser.post("/dashboard?do=auth/log-out", &[]).await;
    assert_eq!(cookie(&answer, "portico_form"), None);
    let mut stranger = site.browser();
    let answer = stranger
        .post(
            "/prior-auth/drafts/D1/member?do=prior-auth/save-step",
            &[("draft", "D1")],
        )
        .await;
    assert_eq!(cookie(&answer, "portico_form"), None);
}

#[tokio::test]
async fn a_browser_that_keeps_no_cookies_is_told_so() {
    let site = Site::open().await;
    site.coordinator().await;
    let mut browser = site.browser();
    let fields = [
        ("user_id", "Front.Desk1"),
        ("password", services::testing::TEST_PASSWORD),
    ];
    let answer = browser.post("/login?do=auth/log-in", &fields).await;
    assert_eq!(answer.location(), "/dashboard");
    browser.cookie = None;
    let from_login = |path: &str| {
        Request::get(path)
            .header(header::REFERER, "http://localhost:3000/login?do=auth/log-in")
            .body(Body::empty())
            .unwrap()
    };
    let back = browser.send(from_login("/dashboard")).await;
    assert_eq!(back.location(), "/login?next=%2Fdashboard&notice=cookies-off");
    let page = browser.get(back.location()).await;
    assert!(page.text().contains("Your browser did not keep the cookie"));
    assert_eq!(browser.get("/dashboard").await.location(), "/login?next=%2Fdashboard");
}

#[tokio::test]
async fn without_the_database_the_sign_in_says_so_in_words() {
    let site = Site::open().await;
    site.coordinator().await;
    let mut browser = site.browser();
    site.stage.services.db.close().await;
    let fields = [
        ("user_id", "Front.Desk1"),
        ("password", services::testing::TEST_PASSWORD),
    ];
    let answer = browser.post("/login?do=auth/log-in", &fields).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.text().contains("The server did not answer"), "{}", answer.text());
}
