//! How fast an answer is needed, changed by plain forms: both sides read the same time and the same reason.

use chrono::TimeDelta;
use domain::access::Role;
use http::StatusCode;
use services::testing::MemberSpec;

use crate::{browser::Browser, drafts::submit_knee_orthosis, site::Site};

/// Seven days after the request was received.
const ORDINARY: &str = "Mon, Nov 30, 9:00 AM CST";
/// 72 hours after it was asked for.
const EXPEDITED: &str = "Thu, Nov 26, 9:00 AM CST";
const REASON: &str = "The note says that the member walks safely & needs no brace today.";

/// A request that a nurse has taken, version 2, with its pages at the practice and at the plan.
async fn taken(site: &Site) -> (Browser, Browser, String) {
    let (mut desk, mut nurse) = (site.coordinator().await, site.nurse().await);
    let reference = submit_knee_orthosis(&mut desk).await;
    let case = [("reference", reference.as_str()), ("version", "1")];
    nurse.post("/api/review/assign", &case).await;
    (desk, nurse, reference)
}

/// What the page says of the case.
async fn says(browser: &mut Browser, page: &str, words: &[&str]) {
    let answer = browser.get(page).await;
    for words in words {
        assert!(answer.text().contains(words), "{page}: {words}: {}", answer.text());
    }
}

#[tokio::test]
async fn an_office_asks_for_expedited_review_by_a_link_and_a_plain_form() {
    let site = Site::open().await;
    let (mut desk, mut nurse, reference) = taken(&site).await;
    let page = format!("/prior-auth/{reference}");
    says(&mut desk, &page, &[&format!("href=\"{page}?act=expedite\"")]).await;
    let shown = format!("The decision is due {ORDINARY}. After the change it is due {EXPEDITED}.");
    says(
        &mut desk,
        &format!("{page}?act=expedite"),
        &["Ask for expedited review?", &shown],
    )
    .await;

    let post = format!("{page}?act=expedite&do=prior-auth/ask-to-expedite");
    let fields = |version, reason| {
        [
            ("reference", reference.as_str()),
            ("version", version),
            ("urgency_reason", reason),
        ]
    };
    let empty = desk.post(&post, &fields("2", " ")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("Enter the reason for expedited review"));
    let stale = desk.post(&post, &fields("1", "Cannot leave </textarea> bed.")).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    for words in ["What changed:", "Review started", "Cannot leave &lt;/textarea&gt; bed."] {
        assert!(stale.text().contains(words), "{words}: {}", stale.text());
    }
    let done = desk.post(&post, &fields("2", "Cannot leave bed.")).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, page.as_str()));

    let notice = format!(
        "The practice has asked for expedited review. The decision is due {EXPEDITED}. Reason: Cannot leave bed."
    );
    for (browser, page) in [(&mut desk, &page), (&mut nurse, &format!("/review/{reference}"))] {
        says(browser, page, &[&notice, "Expedited review requested", "72 hours"]).await;
    }
    assert!(
        !desk.get(&page).await.text().contains("act=expedite"),
        "nothing is asked twice"
    );
    says(&mut nurse, "/review?urgency=expedited", &[&reference, EXPEDITED]).await;
    says(&mut desk, "/prior-auth?urgency=expedited", &[&reference, EXPEDITED]).await;
    says(
        &mut nurse,
        "/notifications",
        &["Expedited review requested", &reference],
    )
    .await;
}

#[tokio::test]
async fn a_nurse_makes_it_standard_and_the_office_reads_the_new_time_and_why() {
    let site = Site::open().await;
    let (mut desk, mut nurse, reference) = taken(&site).await;
    let case = [
        ("reference", reference.as_str()),
        ("version", "2"),
        ("urgency_reason", "Cannot leave bed."),
    ];
    desk.post("/api/prior-auth/ask-to-expedite", &case).await;
    let page = format!("/review/{reference}");
    let asked = nurse.get(&format!("{page}?act=standard")).await;
    let shown = format!("The decision is due {EXPEDITED}. After the change it is due {ORDINARY}.");
    for words in [
        "Make this a standard request?",
        &shown,
        "name=\"urgency\" value=\"standard\"",
    ] {
        assert!(asked.text().contains(words), "{words}: {}", asked.text());
    }
    let post = format!("{page}?act=standard&do=review/change-urgency");
    let fields = |version, reason| {
        [
            ("reference", reference.as_str()),
            ("version", version),
            ("urgency", "standard"),
            ("reason", reason),
        ]
    };
    let short = nurse.post(&post, &fields("3", "CO-50")).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", short.text());
    let stale = nurse.post(&post, &fields("2", REASON)).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    for words in [
        "What changed:",
        "Expedited review requested",
        "walks safely &amp; needs",
    ] {
        assert!(stale.text().contains(words), "{words}: {}", stale.text());
    }
    let done = nurse.post(&post, &fields("3", REASON)).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, page.as_str()));

    let due = format!("The decision is due {ORDINARY}. Reason: The note says that the member walks safely &amp; needs");
    let practice = format!("/prior-auth/{reference}");
    for (browser, page) in [(&mut desk, &practice), (&mut nurse, &page)] {
        says(
            browser,
            page,
            &[
                "The plan has made this a standard request.",
                &due,
                "Changed to standard",
            ],
        )
        .await;
    }
    says(&mut desk, "/notifications", &["Changed to standard"]).await;
    says(&mut desk, &practice, &["Ask for expedited review"]).await;
}

#[tokio::test]
async fn what_a_clinician_calls_urgent_is_not_made_standard_and_the_page_says_why() {
    let site = Site::open().await;
    let practice = site.stage.practice("Cedar Hill Orthopedics").await;
    site.stage.member(MemberSpec::default()).await;
    let mut doctor = site.signed_in("Doctor.Lee1", Role::Clinician, Some(&practice)).await;
    let reference = submit_knee_orthosis(&mut doctor).await;
    let case = [
        ("reference", reference.as_str()),
        ("version", "1"),
        ("urgency_reason", "Cannot leave bed."),
    ];
    let asked = doctor.post("/api/prior-auth/ask-to-expedite", &case).await;
    assert!(asked.status.is_success() || asked.status.is_redirection(), "{asked:?}");
    let mut lead = site.signed_in("Lead.Novak", Role::Lead, None).await;
    let words = "A clinician of the practice says that waiting could harm the member";
    says(&mut lead, &format!("/review/{reference}"), &["Change urgency", words]).await;
    let fields = [
        ("reference", reference.as_str()),
        ("version", "2"),
        ("urgency", "standard"),
        ("reason", REASON),
    ];
    let refused = lead.post("/api/review/change-urgency", &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text());
    let unknown = [fields[0], fields[1], ("urgency", "soon"), fields[3]];
    let refused = lead.post("/api/review/change-urgency", &unknown).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{}", refused.text());
}

#[tokio::test]
async fn whoever_may_only_look_is_offered_no_change_of_urgency() {
    let site = Site::open().await;
    let practice = site.stage.practice("Cedar Hill Orthopedics").await;
    site.stage.member(MemberSpec::default()).await;
    let mut desk = site.signed_in("Front.Desk1", Role::Coordinator, Some(&practice)).await;
    let reference = submit_knee_orthosis(&mut desk).await;
    let mut viewer = site.signed_in("Viewer.Sam1", Role::Viewer, Some(&practice)).await;
    let page = viewer.get(&format!("/prior-auth/{reference}?act=expedite")).await;
    assert!(!page.text().contains("expedited review"), "{}", page.text());
    let mut support = site.signed_in("Support.Kim", Role::Support, None).await;
    let page = support.get(&format!("/review/{reference}?act=expedited")).await;
    assert!(!page.text().contains("Change urgency"), "{}", page.text());
}

#[tokio::test]
async fn a_missed_deadline_is_told_to_both_sides_and_stays_on_the_page_when_it_is_decided() {
    let site = Site::open().await;
    let (mut desk, mut nurse, reference) = taken(&site).await;
    let pages = [format!("/prior-auth/{reference}"), format!("/review/{reference}")];
    let missed = "Deadline missed.";
    for (browser, page) in [&mut desk, &mut nurse].into_iter().zip(&pages) {
        assert!(!browser.get(page).await.text().contains(missed), "{page}");
    }
    site.stage.clock.advance(TimeDelta::days(8));
    desk.sign_in("Front.Desk1").await;
    nurse.sign_in("Nurse.Ortiz").await;
    let awaited = format!("The decision was due {ORDINARY} and is still awaited.");
    for (browser, page) in [&mut desk, &mut nurse].into_iter().zip(&pages) {
        says(browser, page, &[missed, &awaited]).await;
    }
    says(
        &mut nurse,
        "/review",
        &["href=\"/review?due=overdue\"", "href=\"/review?due=day\""],
    )
    .await;
    says(&mut nurse, "/review?due=overdue", &[&reference]).await;
    let case = [("reference", reference.as_str()), ("version", "2")];
    let approved = nurse.post(&format!("{}?do=review/approve", pages[1]), &case).await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
    let late = format!("The decision was due {ORDINARY} and came Tue, Dec 1, 9:00 AM CST.");
    for (browser, page) in [&mut desk, &mut nurse].into_iter().zip(&pages) {
        says(browser, page, &[missed, &late]).await;
    }
}
