//! "Withdraw request" by its plain forms.

use domain::access::Role;
use http::StatusCode;
use services::testing::MemberSpec;

use crate::{drafts::submit_knee_orthosis, site::Site};

#[tokio::test]
async fn a_request_is_withdrawn_by_a_link_and_a_plain_form() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let reference = submit_knee_orthosis(&mut desk).await;
    let page = format!("/prior-auth/{reference}");
    let case = desk.get(&page).await;
    assert!(case.text().contains(&format!("href=\"{page}?act=withdraw\"")));
    assert!(!case.text().contains("Withdraw this request?"));
    let asked = desk.get(&format!("{page}?act=withdraw")).await;
    assert!(asked.text().contains("Withdraw this request?") && asked.text().contains("name=\"version\" value=\"1\""));

    let post = format!("{page}?act=withdraw&do=prior-auth/withdraw");
    let (typed, long) = ("Operation </textarea><script>", "x".repeat(2_001));
    let fields = |version, reason| {
        [
            ("reference", reference.as_str()),
            ("version", version),
            ("reason", reason),
        ]
    };
    let refused = desk.post(&post, &fields("1", &long)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .text()
            .contains("Shorten the reason to 2000 characters or fewer")
    );
    assert!(refused.text().contains("<title>Error: ") && refused.text().contains(&long));
    let stale = desk.post(&post, &fields("0", typed)).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text().contains("What changed:") && stale.text().contains("Operation &lt;/textarea&gt;"));

    let done = desk.post(&post, &fields("1", typed)).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, page.as_str()));
    let case = desk.get(&page).await;
    assert!(case.text().contains("Withdrawn") && case.text().contains("Operation &lt;/textarea&gt;"));
    assert!(!case.text().contains("act=withdraw"), "nothing is offered any more");
}

#[tokio::test]
async fn a_reviewer_who_has_not_heard_of_it_is_told_what_changed() {
    let site = Site::open().await;
    let (mut desk, mut nurse) = (site.coordinator().await, site.nurse().await);
    let reference = submit_knee_orthosis(&mut desk).await;
    let case = |version| [("reference", reference.as_str()), ("version", version)];
    nurse.post("/api/review/assign", &case("1")).await;
    desk.post("/api/prior-auth/withdraw", &case("2")).await;
    let late = nurse
        .post(
            &format!("/review/{reference}?act=approve&do=review/approve"),
            &case("2"),
        )
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    for words in [
        "What changed:",
        "Front Desk1, Coordinator",
        "There is nothing for you to decide here now.",
    ] {
        assert!(late.text().contains(words), "{words}");
    }
}

#[tokio::test]
async fn whoever_may_only_look_has_no_button_and_is_refused_on_record() {
    let site = Site::open().await;
    let practice = site.stage.practice("Cedar Hill Orthopedics").await;
    site.stage.member(MemberSpec::default()).await;
    let mut desk = site.signed_in("Front.Desk1", Role::Coordinator, Some(&practice)).await;
    let reference = submit_knee_orthosis(&mut desk).await;
    for (user, role) in [("Billing.Ann1", Role::Biller), ("Viewer.Sam1", Role::Viewer)] {
        let mut browser = site.signed_in(user, role, Some(&practice)).await;
        let page = browser.get(&format!("/prior-auth/{reference}?act=withdraw")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text().contains("Withdraw"), "{role}");
        let fields = [("reference", reference.as_str()), ("version", "1")];
        let refused = browser.post("/api/prior-auth/withdraw", &fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{role}");
    }
    site.stage.services.later.store().await.unwrap();
    let denials = site.stage.audited("access.denied").await;
    assert_eq!(denials.len(), 2);
    assert!(denials.iter().all(|row| row.subject_id == "/api/prior-auth/withdraw"));
    assert!(
        desk.get(&format!("/prior-auth/{reference}"))
            .await
            .text()
            .contains("Submitted")
    );
}
