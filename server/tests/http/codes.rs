//! Looking codes up while somebody types: what the answer carries.

use app::error::ApiError;
use app::ui::Choice;
use domain::prior_auth::Need;
use http::StatusCode;
use services::catalog::{self, CodeFile};
use services::testing::{code_files::hcpcs_records, request_info};

use crate::site::Site;

#[tokio::test]
async fn a_look_up_answers_codes_and_words_the_best_first() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let fields = [("set", "procedure"), ("text", "L1832")];
    let answer = desk.post("/api/codes/search", &fields).await;
    assert_eq!(answer.status, StatusCode::OK);
    let found: Vec<Choice> = postcard::from_bytes(&answer.body).unwrap();
    let [found] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((found.code.as_str(), found.need), ("L1832", Some(Need::Needed)));
    assert!(found.words.contains("Knee brace"), "{found:?}");
}

#[tokio::test]
async fn a_place_is_looked_up_by_its_name() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let fields = [("set", "place_of_service"), ("text", "home")];
    let answer = desk.post("/api/codes/search", &fields).await;
    let found: Vec<Choice> = postcard::from_bytes(&answer.body).unwrap();
    let first = found
        .first()
        .map(|first| (first.code.as_str(), first.words.as_str(), first.need));
    assert_eq!(first, Some(("12", "Home", None)));
}

#[tokio::test]
async fn a_set_that_is_none_is_refused_without_an_echo() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let fields = [("set", "LHP100200301"), ("text", "knee")];
    let answer = desk.post("/api/codes/search", &fields).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(postcard::from_bytes::<ApiError>(&answer.body), Ok(ApiError::Malformed));
}

/// What another process has imported on the same database.
async fn import_elsewhere(site: &Site, text: &str) {
    let elsewhere = site.stage.second_server().await;
    let file = CodeFile {
        name: "codes.txt".to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    catalog::import(&elsewhere, &request_info(), &[file]).await.unwrap();
    elsewhere.close().await;
}

#[tokio::test]
async fn an_imported_code_is_looked_up_and_answered_by_a_server_that_runs_already() {
    const QUESTION: &str = "/prior-auth/check?procedure_code=A9001&line_of_business=commercial&place_of_service=12&service_date=2026-11-24";
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let unknown = desk.get(QUESTION).await;
    assert!(unknown.text().contains("A reviewer will look at it"));
    import_elsewhere(&site, &hcpcs_records("A9001", "Invented moon ferry <b>", "")).await;
    let fields = [("set", "procedure"), ("text", "moon fer")];
    let answer = desk.post("/api/codes/search", &fields).await;
    let found: Vec<Choice> = postcard::from_bytes(&answer.body).unwrap();
    let [found] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((found.code.as_str(), found.need), ("A9001", Some(Need::NotNeeded)));
    let known = desk.get(QUESTION).await;
    assert!(known.text().contains("No authorization required"));
    assert!(
        known.text().contains("Invented moon ferry &lt;b&gt;"),
        "a publisher's words are escaped"
    );
}
