//! One's own account: who one is, where one is signed in, and whether pages are light or dark.

use std::time::Duration;

use axum::body::Body;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;

use crate::{browser::Browser, site::Site};

const SET_THEME: &str = "/?do=account/set-theme";
const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

/// A second browser of Front.Desk1's, which says that it is Firefox.
async fn second_browser(site: &Site) -> Browser {
    let mut browser = site.browser();
    let fields = [
        ("user_id", "Front.Desk1"),
        ("password", services::testing::TEST_PASSWORD),
    ];
    let request = crate::browser::post("/login?do=auth/log-in").header(header::USER_AGENT, FIREFOX);
    let body = Body::from(crate::browser::encode(&fields));
    let answer = browser.send(request.body(body).unwrap()).await;
    assert_eq!(answer.location(), "/dashboard");
    browser
}

/// The id of the session that the page offers to end.
fn offered(page: &str) -> Vec<String> {
    let values = page.split("name=\"session\"").skip(1);
    let value = |rest: &str| rest.split("value=\"").nth(1)?.split('"').next().map(str::to_owned);
    values.filter_map(value).collect()
}

#[tokio::test]
async fn the_account_says_who_one_is_where_one_works_and_where_one_is_signed_in() {
    let site = Site::open().await;
    let mut here = site.coordinator().await;
    site.second_practice("Front.Desk1").await;
    second_browser(&site).await;
    let page = here.get("/account").await;
    assert_eq!(page.status, StatusCode::OK);
    for words in [
        "Front.Desk1",
        "Cedar Hill Orthopedics",
        "Lakeside Home Medical",
        "Coordinator",
        "Viewer",
    ] {
        assert!(page.text().contains(words), "{words}");
    }
    assert!(page.text().contains("Firefox on Windows") && page.text().contains("This one"));
    assert!(page.text().contains("To get a new password, call the provider line"));
    assert_eq!(offered(page.text()).len(), 1, "the session that asks logs out");
}

#[tokio::test]
async fn a_session_ended_in_the_list_is_over_with_its_stream() {
    let site = Site::open().await;
    let mut here = site.coordinator().await;
    let mut lost = second_browser(&site).await;
    let mut request = Request::get("/events").body(Body::empty()).unwrap();
    let stream = lost.open(&mut request).await;
    let mut body = stream.into_body();
    body.frame().await.unwrap().unwrap();

    let session = offered(here.get("/account").await.text()).remove(0);
    let ended = here
        .post("/account?do=account/end-session", &[("session", &session)])
        .await;
    assert_eq!((ended.status, ended.location()), (StatusCode::SEE_OTHER, "/account"));
    let goodbye = tokio::time::timeout(Duration::from_secs(5), body.frame())
        .await
        .unwrap();
    let goodbye = goodbye.unwrap().unwrap().into_data().unwrap();
    let goodbye = std::str::from_utf8(&goodbye).unwrap();
    assert!(
        goodbye.contains("event: end") && goodbye.contains("signed_out"),
        "{goodbye}"
    );
    assert_eq!(lost.get("/dashboard").await.location(), "/signed-out");
    assert!(offered(here.get("/account").await.text()).is_empty());
}

#[tokio::test]
async fn all_others_end_at_once_and_this_one_goes_on() {
    let site = Site::open().await;
    let mut here = site.coordinator().await;
    let mut others = [second_browser(&site).await, second_browser(&site).await];
    let ended = here.post("/account?do=account/end-others", &[]).await;
    assert_eq!(ended.location(), "/account");
    for other in &mut others {
        assert_eq!(other.get("/dashboard").await.location(), "/signed-out");
    }
    assert_eq!(here.get("/dashboard").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_choice_of_light_or_dark_is_kept_and_written_into_the_page() {
    let site = Site::open().await;
    let mut browser = site.browser();
    for page in ["/help", "/", "/login", "/no-such-page"] {
        assert!(!browser.get(page).await.text().contains("data-theme"), "{page}");
    }
    let chosen = browser.post(SET_THEME, &[("theme", "dark"), ("back", "/help")]).await;
    assert_eq!((chosen.status, chosen.location()), (StatusCode::SEE_OTHER, "/help"));
    assert_eq!(
        chosen.header(header::SET_COOKIE),
        "portico_theme=dark; Path=/; SameSite=Lax; Max-Age=31536000"
    );
    for page in ["/help", "/", "/login", "/no-such-page"] {
        let text = browser.get(page).await.text().to_owned();
        assert!(text.contains(" data-theme=\"dark\""), "{page}: {}", &text[..300]);
        assert!(text.contains("content=\"dark\"") && text.contains("#151412") && !text.contains("#faf8f4"));
    }
    let again = browser.post(SET_THEME, &[("theme", "system"), ("back", "/help")]).await;
    assert!(again.header(header::SET_COOKIE).starts_with("portico_theme=system;"));
    assert!(!browser.get("/help").await.text().contains("data-theme"));
}

#[tokio::test]
async fn the_way_back_leads_to_pages_of_ours_alone() {
    let site = Site::open().await;
    let mut browser = site.browser();
    for (back, leads) in [
        ("/prior-auth?group=waiting", "/prior-auth?group=waiting"),
        ("/login?next=%2Fdashboard", "/login?next=%2Fdashboard"),
        ("//evil.example", "/"),
        ("https://evil.example/help", "/"),
        ("/set-password?token=secret", "/"),
        ("/nowhere", "/"),
        ("", "/"),
    ] {
        let answer = browser.post(SET_THEME, &[("theme", "light"), ("back", back)]).await;
        assert_eq!(answer.location(), leads, "{back}");
    }
}

#[tokio::test]
async fn a_cookie_that_is_no_choice_changes_nothing() {
    let site = Site::open().await;
    let mut browser = site.browser();
    for cookie in ["portico_theme=\"><script>", "portico_theme=blue", "portico_theme="] {
        browser.cookie = Some(cookie.to_owned());
        let page = browser.get("/help").await;
        assert!(!page.text().contains("data-theme"), "{cookie}");
    }
}
