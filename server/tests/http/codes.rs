//! Looking codes up while somebody types: what the answer carries.

use app::error::ApiError;
use app::ui::Choice;
use domain::prior_auth::Need;
use http::StatusCode;

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
