//! Search or jump to: the function behind the palette, and the page that answers a plain post.

use app::ui::PaletteGroup;
use http::StatusCode;

use crate::{browser::Answer, drafts::submit_knee_orthosis, site::Site};

const SEARCH: &str = "/search?do=search/find";

#[tokio::test]
async fn the_page_answers_the_post_itself_and_no_address_holds_a_name() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let reference = submit_knee_orthosis(&mut desk).await;
    let form = desk.get("/search").await;
    assert!(form.text().contains("method=\"post\"") && form.text().contains("action=\"/search?do=search/find\""));
    let found = desk.post(SEARCH, &[("q", "delgado")]).await;
    assert_eq!((found.status, found.location()), (StatusCode::OK, ""));
    assert_eq!(found.header("cache-control"), "no-store");
    assert!(
        found.text().contains(&format!("href=\"/prior-auth/{reference}\"")),
        "{}",
        found.text()
    );
    assert!(found.text().contains("<mark>Delgado</mark>") && found.text().contains("value=\"delgado\""));
    assert!(!found.text().contains("q=delgado"), "no link carries on what was typed");
}

/// The titles of everything that was found.
fn titles(answer: &Answer) -> Vec<String> {
    let groups: Vec<PaletteGroup> = postcard::from_bytes(&answer.body).unwrap();
    groups
        .into_iter()
        .flat_map(|group| group.entries)
        .map(|entry| entry.title)
        .collect()
}

#[tokio::test]
async fn each_is_offered_what_they_may_open_and_do() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    site.second_practice("Front.Desk1").await;
    site.stage.clock.advance(chrono::TimeDelta::seconds(1));
    let all = desk.get("/search").await;
    for words in [
        "Dashboard",
        "Waiting on the plan",
        "New request",
        "Go on in Lakeside Home Medical",
        "Log out",
    ] {
        assert!(all.text().contains(words), "{words}");
    }
    let mut nurse = site.nurse().await;
    let answer = nurse.post("/api/search/find", &[]).await;
    let offered = titles(&answer);
    assert!(
        offered.contains(&"Work queue".to_owned()) && offered.contains(&"Log out".to_owned()),
        "{offered:?}"
    );
    assert!(
        !offered
            .iter()
            .any(|title| title == "New request" || title == "Prior authorization"),
        "{offered:?}"
    );
    let few = nurse.post("/api/search/find", &[("q", "log out")]).await;
    assert_eq!(titles(&few), ["Log out"]);
    let none = nurse.post("/api/search/find", &[("q", "no such thing")]).await;
    assert_eq!(postcard::from_bytes::<Vec<PaletteGroup>>(&none.body), Ok(Vec::new()));
}

#[tokio::test]
async fn another_practice_finds_nothing_of_a_request() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let reference = submit_knee_orthosis(&mut desk).await;
    let practice = site.stage.practice("Lakeside Home Medical").await;
    let mut other = site
        .signed_in("Front.Desk2", domain::access::Role::Coordinator, Some(&practice))
        .await;
    for q in [reference.as_str(), "delgado", "LHP100200301"] {
        let answer = other.post("/api/search/find", &[("q", q)]).await;
        assert_eq!(
            postcard::from_bytes::<Vec<PaletteGroup>>(&answer.body),
            Ok(Vec::new()),
            "{q}"
        );
    }
}

#[tokio::test]
async fn a_question_that_came_too_late_is_not_asked_later() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    site.stage.clock.advance(chrono::TimeDelta::minutes(16));
    let late = desk.post(SEARCH, &[("q", "delgado")]).await;
    assert_eq!(late.location(), "/session-expired?next=%2Fsearch");
    assert_eq!(late.header("set-cookie"), "");
}
