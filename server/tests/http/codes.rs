//! Looking codes up while somebody types: what the answer carries.

use http::StatusCode;

use crate::site::Site;

#[tokio::test]
async fn a_look_up_answers_codes_and_words_the_best_first() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let fields = [("set", "procedure"), ("text", "L1832")];
    let answer = desk.post("/api/codes/search", &fields).await;
    assert_eq!(answer.status, StatusCode::OK);
    let found: serde_json::Value = serde_json::from_str(answer.text()).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(found[0]["code"], "L1832");
    assert_eq!(found[0]["need"], "needed");
    assert!(found[0]["words"].as_str().unwrap().contains("Knee brace"), "{found}");
}

#[tokio::test]
async fn a_place_is_looked_up_by_its_name() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let fields = [("set", "place_of_service"), ("text", "home")];
    let answer = desk.post("/api/codes/search", &fields).await;
    assert!(
        answer
            .text()
            .starts_with(r#"[{"code":"12","words":"Home","need":null}"#),
        "{}",
        answer.text()
    );
}

#[tokio::test]
async fn a_set_that_is_none_is_refused_without_an_echo() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let fields = [("set", "LHP100200301"), ("text", "knee")];
    let answer = desk.post("/api/codes/search", &fields).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(!answer.text().contains("LHP"), "{}", answer.text());
}
