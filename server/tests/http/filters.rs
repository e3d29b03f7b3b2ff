//! The filters of the request list as pages without the client: what they let through, what they say, and to whom.

use domain::access::Role;
use http::StatusCode;

use crate::{drafts::submit_knee_orthosis, site::Site};

const FIND: &str = "/prior-auth?status=submitted&do=prior-auth/search-list";

#[tokio::test]
async fn filters_stand_in_the_address_and_say_what_they_let_through() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let reference = submit_knee_orthosis(&mut desk).await;
    let found = desk
        .get("/prior-auth?status=submitted&code=l1832&urgency=standard")
        .await;
    let text = found.text();
    assert!(text.contains(&format!("href=\"/prior-auth/{reference}\"")), "{text}");
    assert!(text.contains("1 of 1 request") && text.contains("Service L1832"));
    assert!(
        text.contains("href=\"/prior-auth?status=submitted&amp;urgency=standard\""),
        "a way without one: {text}"
    );
    assert!(text.contains("Clear filters"));

    let nothing = desk.get("/prior-auth?status=denied&code=K0823").await;
    assert_eq!(nothing.status, StatusCode::OK);
    assert!(nothing.text().contains("Nothing fits these filters") && nothing.text().contains("Drop “"));
    assert!(!nothing.text().contains(&reference));
}

#[tokio::test]
async fn what_was_typed_wrong_is_said_at_its_field() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    submit_knee_orthosis(&mut desk).await;
    let wrong = desk.get("/prior-auth?code=knee&from=2026-11-30&to=2026-11-01").await;
    let text = wrong.text();
    assert!(text.contains("<title>Error: Prior authorization"), "{text}");
    assert!(text.contains("There is a problem") && text.contains("Enter a procedure code like L1832"));
    assert!(text.contains("href=\"#field-to\"") && text.contains("Enter a last day that is not before the first day"));
    assert!(text.contains("value=\"knee\""), "what was typed is kept");
    assert_eq!(desk.get("/prior-auth?status=nice").await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.get("/prior-auth?sort=name").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_search_leads_to_a_list_whose_address_holds_no_name() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let reference = submit_knee_orthosis(&mut desk).await;
    for typed in ["delgado", "Delgado ", "LHP100200301", "lhp-1002 00301"] {
        let led = desk.post(FIND, &[("q", typed), ("query", "status=submitted")]).await;
        assert_eq!(led.status, StatusCode::SEE_OTHER, "{typed}");
        let to = led.location().to_owned();
        assert!(to.starts_with("/prior-auth?status=submitted&member="), "{to}");
        assert!(!to.to_lowercase().contains("delgado") && !to.contains("1002"), "{to}");
        let list = desk.get(&to).await;
        assert!(list.text().contains(&reference) && list.text().contains("Remove filter Rosa Delgado"));
    }
    let led = desk.post(FIND, &[("q", &reference)]).await;
    assert_eq!(led.location(), format!("/prior-auth/{reference}"));
    for (typed, words) in [("", "Enter a reference"), ("Nobody", "Check what you typed")] {
        let wrong = desk.post(FIND, &[("q", typed)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(wrong.text().contains(words) && wrong.text().contains("There is a problem"));
        assert!(
            wrong.text().contains(&format!("value=\"{typed}\"")),
            "what was typed is kept"
        );
    }
}

#[tokio::test]
async fn another_practice_sees_nothing_by_any_filter_or_search() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let reference = submit_knee_orthosis(&mut desk).await;
    let led = desk.post(FIND, &[("q", "delgado")]).await.location().to_owned();
    let practice = site.stage.practice("Lakeside Home Medical").await;
    let mut other = site.signed_in("Front.Desk2", Role::Coordinator, Some(&practice)).await;
    let list = other.get(&led).await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(
        !list.text().contains(&reference) && !list.text().contains("Delgado"),
        "{}",
        list.text()
    );
    for typed in ["delgado", "LHP100200301", &reference] {
        let found = other.post(FIND, &[("q", typed)]).await;
        assert_eq!(found.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
    }
}
