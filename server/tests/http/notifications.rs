//! Notifications, as pages show them.

use http::StatusCode;

use crate::{browser::Browser, drafts::submit_knee_orthosis, site::Site};

/// A request of the desk's that a nurse has approved.
async fn approved(site: &Site, desk: &mut Browser) -> String {
    let reference = submit_knee_orthosis(desk).await;
    let mut nurse = site.nurse().await;
    site.stage.clock.advance(chrono::TimeDelta::minutes(1));
    for (function, version) in [("assign", "1"), ("approve", "2")] {
        let fields = [("reference", reference.as_str()), ("version", version)];
        let done = nurse.post(&format!("/api/review/{function}"), &fields).await;
        assert!(done.status.is_success() || done.status.is_redirection(), "{done:?}");
    }
    reference
}

/// The instant up to which the page's reader has read who presses its button.
fn up_to(page: &str) -> String {
    let after = page.split("name=\"up_to\"").nth(1).expect("the button");
    after
        .split("value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn the_bell_counts_what_is_new_and_leads_to_it() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let page = desk.get("/dashboard").await;
    assert!(page.text().contains("aria-label=\"Notifications\""), "nothing is new");
    let reference = approved(&site, &mut desk).await;
    let page = desk.get("/dashboard").await;
    assert!(page.text().contains("aria-label=\"Notifications, 1 new\""));
    assert!(
        page.text().contains("action=\"/notifications\""),
        "without scripts the bell is a way to the page"
    );
    let page = desk.get("/notifications").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains(&format!("href=\"/prior-auth/{reference}\"")) && page.text().contains("1 new"));
}

#[tokio::test]
async fn marking_all_as_read_is_a_plain_post_that_may_come_twice() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    approved(&site, &mut desk).await;
    let seen = up_to(desk.get("/notifications").await.text());
    let state = site.stage.state().await;
    for _ in 0..2 {
        let marked = desk
            .post("/notifications?do=notifications/mark-read", &[("up_to", &seen)])
            .await;
        assert_eq!(
            (marked.status, marked.location()),
            (StatusCode::SEE_OTHER, "/notifications")
        );
    }
    assert_ne!(site.stage.state().await, state);
    let page = desk.get("/notifications").await;
    assert!(page.text().contains("0 new") && !page.text().contains("Mark all as read"));
    assert!(
        desk.get("/dashboard")
            .await
            .text()
            .contains("aria-label=\"Notifications\"")
    );
    let nonsense = desk
        .post("/api/notifications/mark-read", &[("up_to", "9223372036854775807")])
        .await;
    assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_plans_people_are_led_to_their_side_of_a_request() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let reference = submit_knee_orthosis(&mut desk).await;
    let mut nurse = site.nurse().await;
    let fields = [("reference", reference.as_str()), ("version", "1")];
    nurse.post("/api/review/assign", &fields).await;
    // Due in seven days; a session lasts less.
    site.stage.clock.advance(chrono::TimeDelta::days(8));
    nurse.sign_in("Nurse.Ortiz").await;
    let page = nurse.get("/notifications").await;
    assert!(
        page.text().contains(&format!("href=\"/review/{reference}\"")),
        "{}",
        page.text()
    );
    for words in ["Overdue", "Was due Mon, Nov 30, 9:00 AM CST"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
}
