//! Saved views by plain forms: saved, come back to, renamed, deleted, and nobody else's.

use domain::access::Role;
use http::StatusCode;

use crate::{browser::Browser, site::Site};

const SAVE: &str = "/prior-auth?status=denied&do=views/save";

async fn save(browser: &mut Browser, name: &str) -> (StatusCode, String) {
    let fields = [("place", "requests"), ("view_name", name), ("query", "status=denied")];
    let answer = browser.post(SAVE, &fields).await;
    (answer.status, answer.location().to_owned())
}

/// The id in the form that changes the view on the page.
fn view_id(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"view\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_view_is_saved_by_a_form_and_stands_above_the_list() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    assert!(
        desk.get("/prior-auth?status=denied")
            .await
            .text()
            .contains("Save this view")
    );
    assert!(
        !desk.get("/prior-auth").await.text().contains("Save this view"),
        "nothing to save"
    );
    let saved = save(&mut desk, "Denials").await;
    assert_eq!(saved, (StatusCode::SEE_OTHER, "/prior-auth?status=denied".to_owned()));
    let page = desk.get("/prior-auth").await;
    assert!(
        page.text()
            .contains("<a href=\"/prior-auth?status=denied\">Denials</a>"),
        "{}",
        page.text()
    );
    let page = desk.get("/prior-auth?status=denied").await;
    assert!(page.text().contains("aria-current=\"page\">Denials</a>") && page.text().contains("Change this view"));

    let id = view_id(page.text());
    let renamed = [("place", "requests"), ("view", &id), ("view_name", "Denied")];
    let renamed = desk.post("/prior-auth?status=denied&do=views/rename", &renamed).await;
    assert_eq!(renamed.status, StatusCode::SEE_OTHER);
    assert!(desk.get("/prior-auth").await.text().contains(">Denied</a>"));
    let deleted = [("place", "requests"), ("view", &id)];
    let deleted = desk.post("/prior-auth?status=denied&do=views/delete", &deleted).await;
    assert_eq!(deleted.location(), "/prior-auth?status=denied");
    assert!(!desk.get("/prior-auth").await.text().contains(">Denied</a>"));
}

#[tokio::test]
async fn a_name_that_cannot_be_taken_is_said_and_kept() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    save(&mut desk, "Denials").await;
    let fields = [
        ("place", "requests"),
        ("view_name", "DENIALS"),
        ("query", "status=approved"),
    ];
    let taken = desk.post("/prior-auth?status=approved&do=views/save", &fields).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        taken
            .text()
            .contains("Choose another name: you have a view of this name"),
        "{}",
        taken.text()
    );
    assert!(taken.text().contains("value=\"DENIALS\"") && taken.text().contains("<title>Error: "));
}

#[tokio::test]
async fn nobody_changes_anothers_view() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    save(&mut desk, "Denials").await;
    let id = view_id(desk.get("/prior-auth?status=denied").await.text());
    let practice = site.stage.practice("Lakeside Home Medical").await;
    let mut other = site.signed_in("Front.Desk2", Role::Coordinator, Some(&practice)).await;
    for function in ["views/rename", "views/delete"] {
        let fields = [("place", "requests"), ("view", &id), ("view_name", "Theirs")];
        let answer = other.post(&format!("/api/{function}"), &fields).await;
        let expected = [StatusCode::NOT_FOUND, StatusCode::OK][usize::from(function == "views/delete")];
        assert_eq!(answer.status, expected, "{function}: nothing of that name is theirs");
        let mut nurse = site
            .signed_in(&function.replace("views/", "Nurse."), Role::Nurse, None)
            .await;
        assert_eq!(
            nurse.post(&format!("/api/{function}"), &fields).await.status,
            StatusCode::FORBIDDEN
        );
    }
    assert!(!other.get("/prior-auth").await.text().contains("Denials"));
    assert!(desk.get("/prior-auth").await.text().contains(">Denials</a>"));
}

#[tokio::test]
async fn a_view_of_the_queue_is_for_those_who_see_the_queue() {
    let site = Site::open().await;
    let fields = [("place", "queue"), ("view_name", "Late"), ("query", "due=overdue")];
    let mut nurse = site.nurse().await;
    let saved = nurse.post("/review?due=overdue&do=views/save", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert!(nurse.get("/review").await.text().contains(">Late<"));
    let mut desk = site.coordinator().await;
    let refused = desk.post("/api/views/save", &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
