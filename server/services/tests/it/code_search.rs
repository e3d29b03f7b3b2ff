//! Looking codes up while somebody types, in the code sets that ship with the program.

use chrono::TimeDelta;
use domain::codes::CodeSet;
use domain::prior_auth::Need;
use services::catalog::{self, Found};
use services::testing::Stage;

fn codes(found: &[Found]) -> Vec<&str> {
    found.iter().map(|found| found.code.as_str()).collect()
}

async fn search(stage: &Stage, set: CodeSet, text: &str) -> Vec<Found> {
    catalog::search(&stage.services, set, text).await.unwrap()
}

#[tokio::test]
async fn a_service_is_found_by_code_and_by_words_and_says_whether_it_needs_authorization() {
    let stage = Stage::sqlite().await;
    let find = async |text| search(&stage, CodeSet::Procedure, text).await;
    let brace = &find("l1832").await[0];
    assert!(brace.words.starts_with("Knee brace, adjustable joints"), "{brace:?}");
    assert_eq!(brace.need, Some(Need::Needed));
    assert_eq!(find("L1830").await[0].need, Some(Need::NotNeeded));
    assert!(codes(&find("knee orthosis adjustable joints").await).contains(&"L1832"));
}

#[tokio::test]
async fn whether_it_needs_authorization_is_said_of_today() {
    let stage = Stage::sqlite().await;
    let need = async || search(&stage, CodeSet::Procedure, "L1844").await[0].need;
    assert_eq!(need().await, Some(Need::Needed), "listed since 2026-04-13");
    stage.clock.advance(TimeDelta::days(-300));
    assert_eq!(need().await, Some(Need::NotNeeded));
}

#[tokio::test]
async fn a_place_is_found_by_number_and_by_name_and_needs_nothing() {
    let stage = Stage::sqlite().await;
    let find = async |text| search(&stage, CodeSet::PlaceOfService, text).await;
    assert_eq!(codes(&find("12").await), ["12"]);
    assert_eq!(
        codes(&find("home").await)[0],
        "12",
        "the place whose name starts with it"
    );
    assert_eq!(codes(&find("psych part").await), ["52"]);
    assert!(find("1").await.iter().all(|found| found.need.is_none()));
}

#[tokio::test]
async fn a_diagnosis_is_found_by_code_with_and_without_its_dot_and_by_words() {
    let stage = Stage::sqlite().await;
    let find = async |text| search(&stage, CodeSet::Diagnosis, text).await;
    assert_eq!(codes(&find("M17.11").await), ["M17.11"]);
    assert_eq!(codes(&find("m1711").await), ["M17.11"]);
    assert_eq!(codes(&find("osteoarthritis right knee primary").await), ["M17.11"]);
    assert!(codes(&find("multiple sclerosis").await).contains(&"G35.D"));
    assert!(
        find("sleep apnea")
            .await
            .iter()
            .all(|found| found.need.is_none() && found.words.contains("leep apnea"))
    );
}

#[tokio::test]
async fn no_more_are_found_than_fit_under_a_field_and_a_long_text_finds_nothing() {
    let stage = Stage::sqlite().await;
    let find = async |text: &str| search(&stage, CodeSet::Procedure, text).await;
    assert_eq!(find("wheelchair").await.len(), 12);
    assert_eq!(find("").await, []);
    assert_eq!(find(&"knee ".repeat(13)).await, []);
}
