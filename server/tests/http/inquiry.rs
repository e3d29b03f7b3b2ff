//! "Does this need authorization?" through the router: plain forms, and a proof that only its practice opens.

use domain::access::Role;
use http::StatusCode;

use crate::browser::{Answer, Browser};
use crate::site::Site;

const KEEP: &str = "/prior-auth/check?do=prior-auth/keep-proof";
const CHECK: &str =
    "/prior-auth/check?procedure_code={}&line_of_business=commercial&place_of_service=12&service_date=2026-11-24";

/// What the form that keeps a proof sends.
pub fn about(code: &str) -> [(&str, &str); 5] {
    [
        ("key", "page1"),
        ("procedure_code", code),
        ("line_of_business", "commercial"),
        ("place_of_service", "12"),
        ("service_date", "2026-11-24"),
    ]
}

async fn ask(browser: &mut Browser, code: &str) -> Answer {
    browser.get(&CHECK.replace("{}", code)).await
}

/// Keeps a proof for L1830 by the plain form, and returns its reference.
pub async fn keep_proof(browser: &mut Browser) -> String {
    let kept = browser.post(KEEP, &about("L1830")).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    let path = kept.location();
    path.strip_prefix("/prior-auth/check/")
        .expect("a proof's address")
        .to_owned()
}

#[tokio::test]
async fn a_question_in_the_address_is_answered_with_what_follows() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let empty = desk.get("/prior-auth/check").await;
    assert_eq!(empty.status, StatusCode::OK);
    assert!(empty.text().contains("method=\"get\"") && !empty.text().contains("There is a problem"));
    assert!(empty.text().contains("value=\"2026-11-23\""));
    let needed = ask(&mut desk, "L5856").await;
    for words in [
        "Authorization required",
        "Lower-limb prostheses",
        "42 CFR 414.234",
        "120 days",
        "attestation",
        "value=\"L5856\"",
    ] {
        assert!(needed.text().contains(words), "{words}");
    }
    assert!(!needed.text().contains("Keep a proof"));
    let none = ask(&mut desk, "L1830").await;
    assert!(none.text().contains("No authorization required") && none.text().contains("Keep a proof"));
    let unknown = ask(&mut desk, "27447").await;
    assert!(unknown.text().contains("A reviewer will look at it") && !unknown.text().contains("Keep a proof"));
}

#[tokio::test]
async fn a_question_with_something_missing_says_so_and_keeps_what_was_typed() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let asked =
        "/prior-auth/check?procedure_code=%22%3E%3Cscript%3E&line_of_business=&place_of_service=12&service_date=";
    let answer = desk.get(asked).await;
    let shown = answer.text();
    assert!(shown.contains("<title>Error: ") && shown.contains("There is a problem"));
    for words in [
        "Enter a procedure code like L1832",
        "Choose a line of business",
        "Enter the date of service",
        "href=\"#field-service_date\"",
        "value=\"12\"",
    ] {
        assert!(shown.contains(words), "{words}");
    }
    assert!(!shown.contains("\"><script>"), "what was typed is escaped");
}

#[tokio::test]
async fn a_proof_is_kept_once_and_opened_again_by_the_same_practice_only() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let reference = keep_proof(&mut desk).await;
    assert_eq!(keep_proof(&mut desk).await, reference, "the same page, sent twice");
    let address = format!("/prior-auth/check/{reference}");
    let proof = desk.get(&address).await;
    assert_eq!(proof.status, StatusCode::OK);
    for words in [
        reference.as_str(),
        "No authorization required",
        "L1830",
        "Front Desk1",
        "Cedar Hill Orthopedics",
        "Coverage rules, version",
        "no promise of payment",
        " CST",
    ] {
        assert!(proof.text().contains(words), "{words}");
    }
    assert!(desk.get("/prior-auth/check").await.text().contains(&reference));
    let practice = site.stage.practice("Lakeside Home Medical").await;
    let mut other = site.signed_in("Front.Desk2", Role::Coordinator, Some(&practice)).await;
    assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND);
    assert!(!other.get("/prior-auth/check").await.text().contains(&reference));
}

#[tokio::test]
async fn what_needs_authorization_gets_no_proof_by_a_forged_form() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let refused = desk.post(KEEP, &about("L1832")).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let wrong = desk.post(KEEP, &about("nonsense")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("There is a problem"));
}

#[tokio::test]
async fn whoever_may_only_look_is_answered_but_keeps_no_proof() {
    let site = Site::open().await;
    let practice = site.stage.practice("Cedar Hill Orthopedics").await;
    let mut viewer = site.signed_in("Viewer.Sam1", Role::Viewer, Some(&practice)).await;
    let answer = ask(&mut viewer, "L1830").await;
    assert!(answer.text().contains("No authorization required") && !answer.text().contains("Keep a proof"));
    assert_eq!(viewer.post(KEEP, &about("L1830")).await.status, StatusCode::FORBIDDEN);
}
