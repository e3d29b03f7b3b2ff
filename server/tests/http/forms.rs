//! Forms that post to their own page: errors and values come back, success leads on, stale versions conflict.

use http::StatusCode;

use crate::{browser::Browser, site::Site};

/// Fields of the request everyone tries, the knee orthosis, from the day on which the test clock stands.
pub fn knee_orthosis(draft: &str) -> Vec<(String, String)> {
    let fields = [
        ("draft", draft),
        ("member_id", "LHP100200301"),
        ("birth_date", "1951-03-14"),
        ("last_name", "Delgado"),
        ("requesting_npi", "1234567893"),
        ("rendering_npi", "1234567893"),
        ("place_of_service", "12"),
        ("procedure_code", "L1832"),
        ("quantity", "1"),
        ("unit", "each"),
        ("from_date", "2026-11-23"),
        ("to_date", "2026-12-22"),
        ("urgency", "standard"),
        ("urgency_reason", ""),
        ("diagnosis_code", "M17.11"),
        (
            "clinical_summary",
            "Instability of the right knee & pain <when> walking.",
        ),
    ];
    fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
}

pub fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

/// Makes a draft by the plain form, and returns its id.
pub async fn new_draft(browser: &mut Browser) -> String {
    let answer = browser.post("/prior-auth/new?do=prior-auth/create-draft", &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    answer
        .location()
        .strip_prefix("/prior-auth/drafts/")
        .expect("a draft's address")
        .to_owned()
}

/// Submits the knee orthosis by the plain form, and returns its reference.
pub async fn submit_knee_orthosis(browser: &mut Browser) -> String {
    let draft = new_draft(browser).await;
    let page = format!("/prior-auth/drafts/{draft}?do=prior-auth/submit");
    let answer = browser.post(&page, &borrowed(&knee_orthosis(&draft))).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let path = answer.location().split('?').next().unwrap();
    path.strip_prefix("/prior-auth/").expect("a case's address").to_owned()
}

#[tokio::test]
async fn a_complete_request_is_submitted_and_shown() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let reference = submit_knee_orthosis(&mut browser).await;
    let page = browser.get(&format!("/prior-auth/{reference}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains(&reference));
    assert!(page.text().contains("Submitted"));
    assert!(page.text().contains("&lt;when&gt;"), "what was typed is escaped");
}

#[tokio::test]
async fn an_incomplete_request_comes_back_with_errors_and_with_what_was_typed() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let mut fields = knee_orthosis(&draft);
    fields.retain(|(name, _)| name != "member_id" && name != "procedure_code");
    fields.push(("member_id".to_owned(), String::new()));
    fields.push(("procedure_code".to_owned(), "L18\"><script>".to_owned()));
    let path = format!("/prior-auth/drafts/{draft}");
    let answer = browser
        .post(&format!("{path}?do=prior-auth/submit"), &borrowed(&fields))
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    assert!(page.contains("There is a problem"));
    assert!(page.contains("Enter a member ID"));
    assert!(page.contains("<title>Error: "));
    assert!(page.contains("value=\"Delgado\""));
    assert!(!page.contains("<script>\""), "values are escaped");
    assert!(
        !page.contains("do=prior-auth/submit&amp;do="),
        "the function's name is not carried on"
    );
    let again = browser.get(&path).await;
    assert!(
        again.text().contains("value=\"Delgado\""),
        "the draft keeps what was typed"
    );
}

#[tokio::test]
async fn a_second_submit_of_the_same_draft_leads_to_the_same_case() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let page = format!("/prior-auth/drafts/{draft}?do=prior-auth/submit");
    let fields = knee_orthosis(&draft);
    let first = browser.post(&page, &borrowed(&fields)).await;
    let second = browser.post(&page, &borrowed(&fields)).await;
    assert_eq!(second.status, StatusCode::SEE_OTHER);
    assert_eq!(first.location(), second.location());
}

#[tokio::test]
async fn a_stale_version_is_a_conflict_and_changes_nothing() {
    let site = Site::open().await;
    let mut provider = site.coordinator().await;
    let mut nurse = site.nurse().await;
    let reference = submit_knee_orthosis(&mut provider).await;
    let case = [("reference", reference.as_str()), ("version", "1")];
    let taken = nurse
        .post(&format!("/review/{reference}?do=review/assign"), &case)
        .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    let stale = nurse.post("/api/review/approve", &case).await;
    assert_eq!((stale.status, stale.text()), (StatusCode::CONFLICT, "\"conflict\""));
    let page = nurse
        .post(&format!("/review/{reference}?do=review/approve"), &case)
        .await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.header("content-type").starts_with("text/html"));
    let case = [("reference", reference.as_str()), ("version", "2")];
    let approved = nurse
        .post(&format!("/review/{reference}?do=review/approve"), &case)
        .await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
    assert!(
        provider
            .get(&format!("/prior-auth/{reference}"))
            .await
            .text()
            .contains("Approved")
    );
}

#[tokio::test]
async fn a_page_takes_only_its_own_forms() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    for path in [
        "/dashboard?do=prior-auth/create-draft",
        "/login",
        "/login?do=../health/live",
        "/help?do=auth/log-in",
    ] {
        assert_eq!(browser.post(path, &[]).await.status, StatusCode::BAD_REQUEST, "{path}");
    }
    assert_eq!(
        browser.post("/nowhere?do=auth/log-in", &[]).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_form_that_arrives_after_the_session_expired_leads_to_the_page_that_says_so() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    site.stage.clock.advance(chrono::TimeDelta::minutes(16));
    let path = format!("/prior-auth/drafts/{draft}");
    let answer = browser
        .post(
            &format!("{path}?do=prior-auth/submit"),
            &borrowed(&knee_orthosis(&draft)),
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(
        answer.location(),
        format!("/session-expired?next={}", path.replace('/', "%2F"))
    );
}

#[tokio::test]
async fn a_page_form_is_sent_as_a_form() {
    let site = Site::open().await;
    let mut browser = site.browser();
    let request = http::Request::post("/login?do=auth/log-in")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/json")
        .body(axum::body::Body::from("{}"));
    assert_eq!(
        browser.send(request.unwrap()).await.status,
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    );
}
