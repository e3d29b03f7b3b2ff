//! What a person sees of the lock after wrong passwords.

use chrono::TimeDelta;
use http::{StatusCode, header};
use services::testing::TEST_PASSWORD;

use crate::browser::{Answer, Browser};
use crate::site::Site;

const WRONG: &str = "not-the-password-at-all";

async fn try_page(browser: &mut Browser, user_id: &str, password: &str) -> Answer {
    let fields = [("user_id", user_id), ("password", password)];
    browser.post("/login?do=auth/log-in", &fields).await
}

#[tokio::test]
async fn the_fifth_wrong_password_shows_until_when_it_is_locked_and_what_to_do() {
    let site = Site::open().await;
    site.nurse().await;
    let mut browser = site.browser();
    for _ in 0..4 {
        let answer = try_page(&mut browser, "Nurse.Ortiz", WRONG).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    // 15:00 UTC is nine in the morning where the plan lives.
    for password in [WRONG, TEST_PASSWORD] {
        let answer = try_page(&mut browser, "Nurse.Ortiz", password).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.header(header::RETRY_AFTER), "900");
        let page = answer.text();
        assert!(
            page.contains("This User ID is locked until 9:15 AM CST, 15 minutes from now"),
            "{page}"
        );
        assert!(
            page.contains("What you can do meanwhile") && page.contains("1-555-0142"),
            "{page}"
        );
        assert!(
            page.contains("value=\"Nurse.Ortiz\"") && !page.contains(WRONG),
            "{page}"
        );
        assert_eq!(answer.header(header::SET_COOKIE), "");
    }
    site.stage.clock.advance(TimeDelta::seconds(899));
    let late = try_page(&mut browser, "Nurse.Ortiz", TEST_PASSWORD).await;
    assert!(late.text().contains("locked until 9:15 AM CST, 1 minute from now"));
    site.stage.clock.advance(TimeDelta::seconds(1));
    let open = try_page(&mut browser, "Nurse.Ortiz", TEST_PASSWORD).await;
    assert_eq!((open.status, open.location()), (StatusCode::SEE_OTHER, "/dashboard"));
}

#[tokio::test]
async fn a_user_id_that_nobody_has_is_answered_in_the_same_bytes_through_the_whole_walk() {
    let site = Site::open().await;
    site.nurse().await;
    let mut walks = Vec::new();
    for user_id in ["Nurse.Ortiz", "Nurse.Nobod"] {
        let mut walk = Vec::new();
        for _ in 0..7 {
            let fields = [("user_id", user_id), ("password", WRONG)];
            let answer = site.browser().post("/api/auth/log-in", &fields).await;
            let mut headers = answer.headers.clone();
            // These two name the request, not the person.
            headers.remove(header::CONTENT_SECURITY_POLICY);
            headers.remove("x-request-id");
            let page = try_page(&mut site.browser(), user_id, WRONG).await;
            walk.push((
                answer.status,
                headers,
                answer.body.clone(),
                page.status,
                plain(&page, user_id),
            ));
        }
        walks.push(walk);
    }
    assert_eq!(walks[0], walks[1]);
    assert_eq!(walks[0][6].0, StatusCode::TOO_MANY_REQUESTS);
}

/// The page without its nonce and without what was typed.
fn plain(page: &Answer, user_id: &str) -> String {
    let text = page.text().replace(user_id, "USER");
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    text.replace(nonce, "NONCE")
}

#[tokio::test]
async fn strange_user_ids_and_passwords_are_only_wrong() {
    let site = Site::open().await;
    site.nurse().await;
    let long = "x".repeat(60_000);
    for (user_id, password) in [
        ("\0", WRONG),
        ("\u{202e}zitrO.esruN", WRONG),
        ("Nurse.Ortiz\0", TEST_PASSWORD),
        (long.as_str(), WRONG),
        ("Nurse.Ortiz", "\0"),
        ("Nurse.Ortiz", long.as_str()),
        ("' or 1=1 --", WRONG),
    ] {
        let answer = try_page(&mut site.browser(), user_id, password).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{user_id:.20} {password:.20}"
        );
    }
    let open = try_page(&mut site.browser(), "Nurse.Ortiz", TEST_PASSWORD).await;
    assert_eq!(open.status, StatusCode::SEE_OTHER);
}
