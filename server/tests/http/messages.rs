//! Messages and notes by their plain forms: sent once, shown to the other side, and kept where they are refused.

use app::copy;
use chrono::TimeDelta;
use domain::access::Role;
use http::StatusCode;
use services::{prior_auth::PART, testing::MemberSpec};

use crate::{
    browser::{Answer, Browser},
    drafts::{hidden, submit_knee_orthosis},
    site::Site,
};

/// A request that was sent.
struct Sent {
    site: Site,
    desk: Browser,
    nurse: Browser,
    reference: String,
}

impl Sent {
    async fn open() -> Self {
        let site = Site::open().await;
        let (mut desk, nurse) = (site.coordinator().await, site.nurse().await);
        let reference = submit_knee_orthosis(&mut desk).await;
        Self {
            site,
            desk,
            nurse,
            reference,
        }
    }

    fn case(&self) -> String {
        format!("/prior-auth/{}", self.reference)
    }

    fn review(&self) -> String {
        format!("/review/{}", self.reference)
    }
}

/// Posts a text as the page's own form does, under the key of the page.
async fn write(browser: &mut Browser, page: &str, function: &str, key: &str, text: &str) -> Answer {
    let reference = page.rsplit('/').next().unwrap();
    let field = if function.ends_with("note") { "note" } else { "message" };
    let fields = [("reference", reference), ("key", key), (field, text)];
    browser.post(&format!("{page}?do={function}"), &fields).await
}

#[tokio::test]
async fn both_sides_write_and_read_by_plain_forms() {
    let mut sent = Sent::open().await;
    let (case, review) = (sent.case(), sent.review());
    let page = sent.desk.get(&case).await;
    for words in [
        "No messages yet.",
        "everybody in your practice see these",
        "Send message",
        "do=prior-auth/write-message",
    ] {
        assert!(page.text().contains(words), "{words}");
    }
    assert!(!page.text().contains("Internal notes"));
    let key = hidden(&page, "key");
    let text = "Which <film>?\r\nThe one of Nov 12?";
    for _ in 0..2 {
        let done = write(&mut sent.desk, &case, "prior-auth/write-message", &key, text).await;
        let place = format!("{case}#messages");
        assert_eq!(
            (done.status, done.location()),
            (StatusCode::SEE_OTHER, place.as_str()),
            "{}",
            done.text()
        );
    }
    let page = sent.nurse.get(&review).await;
    assert_eq!(
        page.text().matches("Which &lt;film&gt;?\nThe one of Nov 12?").count(),
        1,
        "stored once"
    );
    assert!(page.text().contains("Cedar Hill") && page.text().contains("Save note"));
    assert_ne!(hidden(&sent.desk.get(&case).await, "key"), key);

    let key = hidden(&page, "key");
    let done = write(
        &mut sent.nurse,
        &review,
        "review/write-message",
        &key,
        "The one of October.",
    )
    .await;
    assert_eq!(done.location(), format!("{review}#messages"));
    let page = sent.desk.get(&case).await;
    for words in ["The one of October.", "Nurse reviewer", "(your side)"] {
        assert!(page.text().contains(words), "{words}");
    }
    assert!(
        sent.desk
            .get("/notifications")
            .await
            .text()
            .contains(&format!("href=\"{case}#messages\""))
    );
}

/// Whether the browser's person is told of something: by a number at the bell, by words, and by a way to the messages.
async fn told(browser: &mut Browser) -> [bool; 3] {
    let dashboard = browser.get("/dashboard").await;
    let page = browser.get("/notifications").await;
    [
        dashboard.text().contains("Notifications, "),
        page.text().contains(copy::MESSAGE_RECEIVED),
        page.text().contains("#messages\""),
    ]
}

#[tokio::test]
async fn a_note_stays_within_the_plan() {
    let mut sent = Sent::open().await;
    let (case, review) = (sent.case(), sent.review());
    let key = hidden(&sent.nurse.get(&review).await, "key");
    let done = write(
        &mut sent.nurse,
        &review,
        "review/write-note",
        &key,
        "Ask for the film again.",
    )
    .await;
    assert_eq!(
        (done.status, done.location()),
        (StatusCode::SEE_OTHER, format!("{review}#notes").as_str())
    );
    let page = sent
        .site
        .signed_in("Some.Auditor", Role::Auditor, None)
        .await
        .get(&review)
        .await;
    for words in [
        "Internal notes",
        "Only the plan's staff see these.",
        "Ask for the film again.",
    ] {
        assert!(page.text().contains(words), "{words}");
    }
    assert!(!page.text().contains("Save note") && !page.text().contains("Send message"));
    for address in [case.as_str(), "/dashboard", "/notifications", "/prior-auth"] {
        assert!(
            !sent.desk.get(address).await.text().contains("Ask for the film"),
            "{address}"
        );
    }
    let fields = [("reference", sent.reference.as_str())];
    let shown = sent.desk.post("/api/prior-auth/show", &fields).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(!String::from_utf8_lossy(&shown.body).contains("Ask for the film"));
    assert_eq!(told(&mut sent.desk).await, [false; 3], "not even that there is one");
    let fields = [
        ("reference", sent.reference.as_str()),
        ("key", "page10"),
        ("note", "From the desk"),
    ];
    let refused = sent.desk.post("/api/review/write-note", &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let on_own_page = sent.desk.post(&format!("{case}?do=review/write-note"), &fields).await;
    assert_eq!(on_own_page.status, StatusCode::BAD_REQUEST);
    // The places in which a note would show, were it told like a message.
    let told_of_message = write(
        &mut sent.nurse,
        &review,
        "review/write-message",
        "page20",
        "Which film?",
    )
    .await;
    assert_eq!(
        told_of_message.status,
        StatusCode::SEE_OTHER,
        "{}",
        told_of_message.text()
    );
    assert_eq!(told(&mut sent.desk).await, [true; 3]);
}

#[tokio::test]
async fn a_long_thread_is_read_part_by_part() {
    let mut sent = Sent::open().await;
    let (case, review) = (sent.case(), sent.review());
    for number in 1..=PART + 2 {
        let (key, text) = (format!("page{number}0"), format!("Message no. {number}."));
        let done = write(&mut sent.desk, &case, "prior-auth/write-message", &key, &text).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        sent.site.stage.clock.advance(TimeDelta::milliseconds(1));
    }
    for (browser, page) in [(&mut sent.desk, &case), (&mut sent.nurse, &review)] {
        let latest = browser.get(page).await;
        assert!(latest.text().contains("Message no. 3.") && !latest.text().contains("Message no. 2."));
        assert!(latest.text().contains("Earlier messages") && !latest.text().contains("Latest messages"));
        let place = format!("href=\"{page}?messages=");
        let place = latest.text().split(&place).nth(1).unwrap().split('#').next().unwrap();
        let earlier = browser.get(&format!("{page}?messages={place}")).await;
        assert!(earlier.text().contains("Message no. 1.") && earlier.text().contains("Message no. 2."));
        assert!(!earlier.text().contains("Message no. 3.") && !earlier.text().contains("Earlier messages"));
        assert!(earlier.text().contains(&format!("href=\"{page}#messages\"")));
        let nowhere = browser.get(&format!("{page}?messages=yesterday")).await;
        assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn what_is_refused_is_still_there() {
    let mut sent = Sent::open().await;
    let (case, review) = (sent.case(), sent.review());
    let long = format!("First line\r\n{}<b>", "x".repeat(2_000));
    let refused = write(&mut sent.desk, &case, "prior-auth/write-message", "page10", &long).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "<title>Error: ",
        "There is a problem",
        "href=\"#field-message\"",
        "Shorten the message",
        "xx&lt;b&gt;</textarea>",
    ] {
        assert!(refused.text().contains(words), "{words}");
    }
    let empty = write(&mut sent.nurse, &review, "review/write-note", "page10", " ").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("Enter a note") && !empty.text().contains("Enter a message"));
    let without_key = write(&mut sent.desk, &case, "prior-auth/write-message", "", "Words").await;
    assert_eq!(without_key.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_was_typed_when_the_session_ended_is_shown_and_not_sent() {
    let mut sent = Sent::open().await;
    let case = sent.case();
    let fields = [
        ("reference", sent.reference.as_str()),
        ("key", "page10"),
        ("message", "Half a sen"),
    ];
    let kept = sent
        .desk
        .post(&format!("{case}?do=prior-auth/keep-typed"), &fields)
        .await;
    assert!(kept.text().contains("Half a sen</textarea>"), "{}", kept.text());
    let review = sent.review();
    let fields = [("message", "Half a sen"), ("note", "Half a note")];
    let kept = sent
        .nurse
        .post(&format!("{review}?do=review/keep-typed"), &fields)
        .await;
    assert!(kept.text().contains("Half a sen</textarea>") && kept.text().contains("Half a note</textarea>"));
    assert!(sent.desk.get(&case).await.text().contains("No messages yet."));
}

#[tokio::test]
async fn whoever_only_reads_has_no_form() {
    let site = Site::open().await;
    site.stage.member(MemberSpec::default()).await;
    let practice = site.stage.practice("Cedar Hill Orthopedics").await;
    let mut desk = site.signed_in("Front.Desk1", Role::Coordinator, Some(&practice)).await;
    let reference = submit_knee_orthosis(&mut desk).await;
    let case = format!("/prior-auth/{reference}");
    write(
        &mut desk,
        &case,
        "prior-auth/write-message",
        "page10",
        "For all to read.",
    )
    .await;
    let mut viewer = site.signed_in("Some.Viewer", Role::Viewer, Some(&practice)).await;
    let page = viewer.get(&case).await;
    assert!(page.text().contains("For all to read.") && !page.text().contains("Send message"));
    let fields = [
        ("reference", reference.as_str()),
        ("key", "page10"),
        ("message", "Mine"),
    ];
    let refused = viewer.post("/api/prior-auth/write-message", &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let other = site.stage.practice("Lakeside Home Medical").await;
    let mut stranger = site.signed_in("Front.Desk2", Role::Coordinator, Some(&other)).await;
    assert_eq!(stranger.get(&case).await.status, StatusCode::NOT_FOUND);
    let missing = stranger.post("/api/prior-auth/write-message", &fields).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(!desk.get(&case).await.text().contains("Mine</p>"));
}
