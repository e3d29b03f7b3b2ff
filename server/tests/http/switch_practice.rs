//! People who work in several practices, each at its time.

use domain::access::Role;
use http::{StatusCode, header};

use crate::{browser::Browser, drafts::submit_knee_orthosis, site::Site};

const SWITCH: &str = "/dashboard?do=session/switch-practice";

/// Front.Desk1 in Cedar Hill Orthopedics, with a request; a coordinator there and a viewer in Lakeside Home Medical.
async fn in_two_practices(site: &Site) -> (Browser, String, String) {
    let mut browser = site.coordinator().await;
    let reference = submit_knee_orthosis(&mut browser).await;
    let other = site.second_practice("Front.Desk1").await;
    // What the server remembers of a session is a second old at most.
    site.stage.clock.advance(chrono::TimeDelta::seconds(1));
    (browser, reference, other.as_str().to_owned())
}

#[tokio::test]
async fn the_frame_offers_the_other_practices_and_nobody_elses() {
    let site = Site::open().await;
    let (mut browser, _, other) = in_two_practices(&site).await;
    let stranger = site.stage.practice("Somebody Else's").await;
    let page = browser.get("/dashboard").await;
    assert!(page.text().contains("Go on in another practice"));
    assert!(page.text().contains(&format!("value=\"{other}\"")), "{}", page.text());
    assert!(!page.text().contains(stranger.as_str()) && !page.text().contains("Somebody Else"));
    let mut nurse = site.nurse().await;
    assert!(
        !nurse
            .get("/dashboard")
            .await
            .text()
            .contains("Go on in another practice")
    );
}

#[tokio::test]
async fn going_on_in_another_practice_changes_what_is_seen_and_what_may_be_done() {
    let site = Site::open().await;
    let (mut browser, reference, other) = in_two_practices(&site).await;
    let before = browser.clone();
    let case = format!("/prior-auth/{reference}");
    assert_eq!(browser.get(&case).await.status, StatusCode::OK);

    let switched = browser.post(SWITCH, &[("practice", &other)]).await;
    assert_eq!(
        (switched.status, switched.location()),
        (StatusCode::SEE_OTHER, "/dashboard")
    );
    assert!(
        switched
            .header(header::SET_COOKIE)
            .ends_with("; Path=/; HttpOnly; SameSite=Lax")
    );
    assert_ne!(browser.cookie, before.cookie, "rights changed, and so did the token");

    let dashboard = browser.get("/dashboard").await;
    assert!(
        dashboard.text().contains("<strong>Lakeside Home Medical</strong>"),
        "{}",
        dashboard.text()
    );
    assert!(dashboard.text().contains("Cedar Hill Orthopedics"), "the way back");
    assert_eq!(browser.get(&case).await.status, StatusCode::NOT_FOUND);
    let denied = browser.post("/api/prior-auth/create-draft", &[]).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN, "a viewer there");

    let mut old = before;
    let refused = old.post("/api/prior-auth/list", &[]).await;
    assert_eq!(
        refused.status,
        StatusCode::UNAUTHORIZED,
        "the token of before is worth nothing"
    );
}

#[tokio::test]
async fn the_way_into_a_practice_of_others_looks_like_one_into_none() {
    let site = Site::open().await;
    let (mut browser, _, _) = in_two_practices(&site).await;
    let stranger = site.stage.practice("Somebody Else's").await;
    let cookie = browser.cookie.clone();
    for practice in [stranger.as_str(), "none", "", "\0", "x' or 'x'='x"] {
        let answer = browser
            .post("/api/session/switch-practice", &[("practice", practice)])
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{practice:?}");
        assert_eq!(browser.cookie, cookie);
    }
    assert_eq!(
        browser.get("/prior-auth").await.status,
        StatusCode::OK,
        "still signed in"
    );
}

#[tokio::test]
async fn somebody_who_lost_the_roles_in_a_practice_cannot_stay_in_it() {
    let site = Site::open().await;
    let practice = site.stage.practice("Cedar Hill Orthopedics").await;
    let mut browser = site.signed_in("Viewer.Sam1", Role::Viewer, Some(&practice)).await;
    let other = site.second_practice("Viewer.Sam1").await;
    let account = site.stage.account_of("Viewer.Sam1").await;
    site.stage.take_roles(&account, &practice).await;
    site.stage.clock.advance(chrono::TimeDelta::seconds(1));
    let gone = browser.get("/dashboard").await;
    assert_eq!(gone.location(), "/signed-out?because=revoked");
    browser.sign_in("Viewer.Sam1").await;
    let page = browser.get("/dashboard").await;
    assert!(page.text().contains("<strong>Lakeside Home Medical</strong>"));
    assert!(!page.text().contains("Cedar Hill Orthopedics"));
    let back = browser.post(SWITCH, &[("practice", practice.as_str())]).await;
    assert_eq!(back.status, StatusCode::NOT_FOUND);
    let here = browser.post(SWITCH, &[("practice", other.as_str())]).await;
    assert_eq!(here.location(), "/dashboard", "where one is already, one stays");
}
