//! A draft by its plain forms: step by step, each on its own page, until it is sent.

use chrono::TimeDelta;
use domain::access::Role;
use http::StatusCode;
use services::testing::MemberSpec;

use crate::{
    browser::{Answer, Browser},
    forms::borrowed,
    site::Site,
};

/// The steps with fields.
pub const STEPS: [&str; 5] = ["member", "providers", "service", "diagnosis", "clinical"];

/// Fields of one step of the request everyone tries, the knee orthosis, from the day on which the test clock stands.
pub fn knee_orthosis(draft: &str, step: &str) -> Vec<(String, String)> {
    let own: &[(&str, &str)] = match step {
        "member" => &[
            ("member_id", "LHP100200301"),
            ("birth_date", "1951-03-14"),
            ("last_name", "Delgado"),
        ],
        "providers" => &[
            ("requesting_npi", "1234567893"),
            ("rendering_npi", "1234567893"),
            ("place_of_service", "12"),
        ],
        "service" => &[
            ("line", "1"),
            ("procedure_code", "L1832"),
            ("modifiers", "RT"),
            ("quantity", "1"),
            ("unit", "each"),
            ("from_date", "2026-11-23"),
            ("to_date", "2026-12-22"),
            ("urgency", "standard"),
            ("urgency_reason", ""),
        ],
        "diagnosis" => &[("diagnosis_code", "M17.11")],
        "clinical" => &[(
            "clinical_summary",
            "Instability of the right knee & pain <when> walking.",
        )],
        _ => &[],
    };
    let about = [("draft", draft), ("step", step), ("then", "continue")];
    let all = about.iter().chain(own);
    all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// The address of a step, and the one to which its form is posted.
pub fn page(draft: &str, step: &str) -> String {
    format!("/prior-auth/drafts/{draft}/{step}")
}

fn target(draft: &str, step: &str) -> String {
    format!("{}?do=prior-auth/save-step", page(draft, step))
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

/// Fills in all steps but the last by their plain forms; each leads to the next.
pub async fn fill(browser: &mut Browser, draft: &str) {
    let next = ["providers", "service", "diagnosis", "clinical", "documents", "check"];
    for (step, next) in STEPS.into_iter().chain(["documents"]).zip(next) {
        let fields = knee_orthosis(draft, step);
        let answer = browser.post(&target(draft, step), &borrowed(&fields)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{step}: {}", answer.text());
        assert_eq!(answer.location(), page(draft, next));
    }
}

/// The version that the page of the last step shows.
pub async fn version(browser: &mut Browser, draft: &str) -> String {
    let check = browser.get(&page(draft, "check")).await;
    hidden(&check, "version")
}

/// The value of the first hidden field of that name.
pub fn hidden(answer: &Answer, name: &str) -> String {
    let named = format!("name=\"{name}\" value=\"");
    let rest = answer.text().split(&named).nth(1).expect("the field");
    rest.split('"').next().unwrap().to_owned()
}

/// Sends the draft as it is by the plain form.
pub async fn send(browser: &mut Browser, draft: &str, version: &str) -> Answer {
    let target = format!("{}?do=prior-auth/submit", page(draft, "check"));
    browser.post(&target, &[("draft", draft), ("version", version)]).await
}

/// Submits the knee orthosis by the plain forms, and returns its reference.
pub async fn submit_knee_orthosis(browser: &mut Browser) -> String {
    let draft = new_draft(browser).await;
    fill(browser, &draft).await;
    let version = version(browser, &draft).await;
    let answer = send(browser, &draft, &version).await;
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
    assert!(page.text().contains(&reference) && page.text().contains("L1832 RT"));
    assert!(page.text().contains("Submitted"));
    assert!(page.text().contains("&lt;when&gt;"), "what was typed is escaped");
}

#[tokio::test]
async fn a_new_draft_says_of_each_task_that_it_is_not_started() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let list = browser.get(&format!("/prior-auth/drafts/{draft}")).await;
    assert_eq!(list.text().matches("Not started").count(), 6, "{}", list.text());
    assert_eq!(list.text().matches("Cannot start yet").count(), 1);
    assert!(list.text().contains("0 of 6 tasks done") || list.text().contains("<strong>0"));
    fill(&mut browser, &draft).await;
    let list = browser.get(&format!("/prior-auth/drafts/{draft}")).await;
    assert!(list.text().contains("New request for Rosa Delgado"));
    assert_eq!(list.text().matches("Not started").count(), 1, "the last step");
}

#[tokio::test]
async fn an_unfinished_step_comes_back_with_errors_and_with_what_was_typed() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let mut fields = knee_orthosis(&draft, "service");
    for (name, value) in &mut fields {
        match name.as_str() {
            "procedure_code" => "L18\"><script>".clone_into(value),
            "quantity" => value.clear(),
            _ => {}
        }
    }
    let answer = browser.post(&target(&draft, "service"), &borrowed(&fields)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = answer.text();
    assert!(shown.contains("There is a problem") && shown.contains("<title>Error: "));
    assert!(shown.contains("Enter a quantity") && shown.contains("value=\"RT\""));
    assert!(!shown.contains("<script>\""), "values are escaped");
    assert!(
        !shown.contains("do=prior-auth/save-step&amp;do="),
        "the function's name is not carried on"
    );
    let again = browser.get(&page(&draft, "service")).await;
    assert!(again.text().contains("value=\"RT\""), "the draft keeps what was typed");
    let list = browser.get(&format!("/prior-auth/drafts/{draft}")).await;
    assert_eq!(list.text().matches("Something is missing").count(), 1);
}

#[tokio::test]
async fn a_request_with_something_missing_comes_back_and_says_where() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let version = version(&mut browser, &draft).await;
    let answer = send(&mut browser, &draft, &version).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Check the member: something is missing",
        "href=\"#field-service\"",
        "Enter a procedure code",
    ] {
        assert!(answer.text().contains(words), "{words}");
    }
}

#[tokio::test]
async fn buttons_of_the_step_service_save_and_lead_to_another_service() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    fill(&mut browser, &draft).await;
    let press = async |browser: &mut Browser, line: &str, code: &str, then: &str| {
        let mut fields = knee_orthosis(&draft, "service");
        for (name, value) in &mut fields {
            match name.as_str() {
                "line" => line.clone_into(value),
                "procedure_code" => code.clone_into(value),
                "then" => then.clone_into(value),
                _ => {}
            }
        }
        let answer = browser.post(&target(&draft, "service"), &borrowed(&fields)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        answer.location().to_owned()
    };
    let service = page(&draft, "service");
    assert_eq!(
        press(&mut browser, "1", "L1832", "add").await,
        format!("{service}?line=2")
    );
    let new = browser.get(&format!("{service}?line=2")).await;
    assert!(new.text().contains("Other services in this request") && new.text().contains("value=\"2026-12-22\""));
    assert_eq!(
        press(&mut browser, "2", "K08", "edit-1").await,
        format!("{service}?line=1")
    );
    assert!(
        browser.get(&service).await.text().contains("Something is missing"),
        "the other one"
    );
    assert_eq!(
        press(&mut browser, "1", "L1832", "remove-2").await,
        format!("{service}?line=1")
    );
    assert!(!browser.get(&service).await.text().contains("Other services"));
    assert_eq!(
        press(&mut browser, "1", "L1832", "leave").await,
        format!("/prior-auth/drafts/{draft}")
    );
    assert_eq!(
        press(&mut browser, "1", "L1", "").await,
        service,
        "what is kept while typing leads nowhere"
    );
}

#[tokio::test]
async fn a_second_submit_of_the_same_draft_leads_to_the_same_case_and_so_does_its_page() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    fill(&mut browser, &draft).await;
    let version = version(&mut browser, &draft).await;
    let first = send(&mut browser, &draft, &version).await;
    let second = send(&mut browser, &draft, &version).await;
    assert_eq!(second.status, StatusCode::SEE_OTHER);
    assert_eq!(first.location(), second.location());
    let case = first.location().split('?').next().unwrap();
    for step in ["check", "service", "documents"] {
        let back = browser.get(&page(&draft, step)).await;
        assert_eq!(back.location(), case, "{step}: {}", back.status);
    }
    let fields = knee_orthosis(&draft, "member");
    let late = browser.post(&target(&draft, "member"), &borrowed(&fields)).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_draft_that_somebody_saved_meanwhile_is_not_sent_as_it_was() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    fill(&mut browser, &draft).await;
    let seen = version(&mut browser, &draft).await;
    let mut fields = knee_orthosis(&draft, "clinical");
    fields.retain(|(name, _)| name != "clinical_summary");
    fields.push(("clinical_summary".to_owned(), "Another reason.".to_owned()));
    browser.post(&target(&draft, "clinical"), &borrowed(&fields)).await;
    let stale = send(&mut browser, &draft, &seen).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(
        stale.text().contains("Another reason."),
        "it shows the draft as it is now"
    );
    let newer = hidden(&stale, "version");
    assert_eq!(send(&mut browser, &draft, &newer).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_colleague_writes_on_but_does_not_delete() {
    let site = Site::open().await;
    let practice = site.stage.practice("Cedar Hill Orthopedics").await;
    site.stage.member(MemberSpec::default()).await;
    let mut desk = site.signed_in("Front.Desk1", Role::Coordinator, Some(&practice)).await;
    let draft = new_draft(&mut desk).await;
    let mut doctor = site.signed_in("Doctor.Lee1", Role::Clinician, Some(&practice)).await;
    fill(&mut doctor, &draft).await;
    let delete = page(&draft, "delete");
    assert!(!doctor.get(&delete).await.text().contains("Keep draft"));
    let post = format!("{delete}?do=prior-auth/delete-draft");
    let refused = doctor.post(&post, &[("draft", &draft)]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(desk.get(&delete).await.text().contains("Keep draft"));
    let deleted = desk.post(&post, &[("draft", &draft)]).await;
    assert_eq!(
        (deleted.status, deleted.location()),
        (StatusCode::SEE_OTHER, "/prior-auth?group=drafts")
    );
    assert_eq!(desk.get(&page(&draft, "member")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_step_that_arrives_after_the_session_expired_leads_to_the_page_that_says_so() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    site.stage.clock.advance(TimeDelta::minutes(16));
    for step in STEPS {
        let fields = knee_orthosis(&draft, step);
        // Each with the cookie of the session that is over.
        let mut browser = browser.clone();
        let answer = browser.post(&target(&draft, step), &borrowed(&fields)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let back = page(&draft, step).replace('/', "%2F");
        assert_eq!(answer.location(), format!("/session-expired?next={back}"));
    }
}

#[tokio::test]
async fn a_draft_has_no_other_pages_than_its_steps() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    assert_eq!(
        browser.get(&page(&draft, "everything")).await.status,
        StatusCode::NOT_FOUND
    );
    let wrong = [("draft", draft.as_str()), ("step", "everything")];
    assert_eq!(
        browser.post("/api/prior-auth/save-step", &wrong).await.status,
        StatusCode::NOT_FOUND
    );
    let wrong = [("draft", draft.as_str()), ("step", "member"), ("then", "explode")];
    assert_eq!(
        browser.post("/api/prior-auth/save-step", &wrong).await.status,
        StatusCode::BAD_REQUEST
    );
}
