//! The step "Member" by its plain form: finding a member, picking one of an earlier request, and copying a request.

use http::StatusCode;

use crate::browser::{Answer, Browser};
use crate::drafts::{new_draft, page, submit_knee_orthosis};
use crate::site::Site;

async fn find(browser: &mut Browser, draft: &str, [member_id, born, last, first]: [&str; 4]) -> Answer {
    let target = format!("{}?do=prior-auth/find-member", page(draft, "member"));
    let fields = [
        ("draft", draft),
        ("step", "member"),
        ("member_id", member_id),
        ("birth_date", born),
        ("last_name", last),
        ("first_name", first),
    ];
    browser.post(&target, &fields).await
}

/// The member of an earlier request that the step offers first.
pub async fn offered(browser: &mut Browser, draft: &str) -> String {
    let step = browser.get(&page(draft, "member")).await;
    let button = step.text().split("name=\"member\" value=\"").nth(1).expect("a button");
    button.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_member_is_found_by_name_and_stands_in_the_step() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let draft = new_draft(&mut desk).await;
    let found = find(&mut desk, &draft, ["", "1951-03-14", "delgado", "Rosa"]).await;
    assert_eq!(
        (found.status, found.location()),
        (StatusCode::SEE_OTHER, page(&draft, "member").as_str())
    );
    let step = desk.get(&page(&draft, "member")).await;
    for words in [
        "Rosa Delgado",
        "value=\"LHP100200301\"",
        "value=\"Delgado\"",
        "Medicare Advantage, covered on",
    ] {
        assert!(step.text().contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_miss_says_what_to_do_and_keeps_what_was_typed() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let draft = new_draft(&mut desk).await;
    let missed = find(&mut desk, &draft, ["", "1951-03-15", "Delgado", "Rosa\"><b>"]).await;
    assert_eq!(missed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = missed.text();
    assert!(shown.contains("<title>Error: ") && shown.contains("together they match no member"));
    assert!(shown.contains("value=\"1951-03-15\"") && shown.contains("value=\"Delgado\""));
    assert!(shown.contains("Rosa&quot;") && !shown.contains("Rosa\"><b>"));
    let little = find(&mut desk, &draft, ["", "1951-03-14", "", ""]).await;
    assert!(
        little
            .text()
            .contains("Enter a member ID, or the member’s first and last name")
    );
    let half = find(&mut desk, &draft, ["", "1951-03-14", "Delgado", ""]).await;
    assert!(half.text().contains("Enter the member’s first name"));
}

#[tokio::test]
async fn a_wrong_number_and_a_wrong_birth_date_are_answered_alike() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let draft = new_draft(&mut desk).await;
    let mut answers = std::collections::BTreeSet::new();
    for (number, born) in [("LHP100200301", "1951-03-15"), ("LHP100200399", "1951-03-14")] {
        let fields = [("draft", draft.as_str()), ("member_id", number), ("birth_date", born)];
        let answer = desk.post("/api/prior-auth/find-member", &fields).await;
        answers.insert((answer.status.as_u16(), answer.text().to_owned()));
    }
    assert_eq!(answers.len(), 1, "{answers:?}");
}

#[tokio::test]
async fn too_many_misses_are_told_until_when() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let draft = new_draft(&mut desk).await;
    for _ in 0..10 {
        let missed = find(&mut desk, &draft, ["LHP1", "1951-03-14", "", ""]).await;
        assert_eq!(missed.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let barred = find(&mut desk, &draft, ["LHP100200301", "1951-03-14", "", ""]).await;
    assert_eq!(barred.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(barred.header("retry-after"), "3600");
    assert!(
        barred
            .text()
            .contains("You can look again at 10:00 AM CST, 60 minutes from now"),
        "{}",
        barred.text()
    );
    assert!(
        barred.text().contains("value=\"LHP100200301\""),
        "what was typed is still there"
    );
    // Another page of the portal, and the step itself, go on as before.
    assert_eq!(desk.get(&page(&draft, "member")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_member_of_an_earlier_request_is_offered_and_picked() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let draft = new_draft(&mut desk).await;
    assert!(
        !desk
            .get(&page(&draft, "member"))
            .await
            .text()
            .contains("Members of your earlier requests")
    );
    submit_knee_orthosis(&mut desk).await;
    let step = desk.get(&page(&draft, "member")).await;
    assert!(step.text().contains("Members of your earlier requests") && step.text().contains("born Mar 14, 1951"));
    let member = offered(&mut desk, &draft).await;
    let target = format!("{}?do=prior-auth/use-member", page(&draft, "member"));
    let picked = desk.post(&target, &[("draft", &draft), ("member", &member)]).await;
    assert_eq!(picked.status, StatusCode::SEE_OTHER, "{}", picked.text());
    assert!(
        desk.get(&page(&draft, "member"))
            .await
            .text()
            .contains("value=\"LHP100200301\"")
    );
    let nobody = desk.post(&target, &[("draft", &draft), ("member", "01HZX3")]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_request_is_copied_once_however_often_the_button_is_pressed() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let reference = submit_knee_orthosis(&mut desk).await;
    let case = format!("/prior-auth/{reference}");
    assert!(desk.get(&case).await.text().contains("Copy to a new request"));
    let press = format!("{case}?do=prior-auth/copy-case");
    let first = desk.post(&press, &[("reference", &reference)]).await;
    let second = desk.post(&press, &[("reference", &reference)]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
    assert_eq!(first.location(), second.location());
    let tasks = desk.get(first.location()).await;
    assert!(tasks.text().contains("Copied from") && tasks.text().contains(&reference));
    assert!(tasks.text().contains("New request for Rosa Delgado"));
    let practice = site.stage.practice("Lakeside Home Medical").await;
    let mut other = site
        .signed_in("Front.Desk2", domain::access::Role::Coordinator, Some(&practice))
        .await;
    let refused = other
        .post("/api/prior-auth/copy-case", &[("reference", &reference)])
        .await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}
