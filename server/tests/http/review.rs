//! The plan's decisions by their plain forms and by their functions: who may, what the answer keeps, and what stays inside.

use domain::access::{Role, Side};
use http::StatusCode;

use crate::{
    browser::{Answer, Browser},
    drafts::submit_knee_orthosis,
    site::Site,
};

const SUMMARY: &str = "Two notes are missing & the brace that was tried is not named <anywhere>.";

/// A request, and the people around it.
struct Room {
    site: Site,
    desk: Browser,
    nurse: Browser,
    reference: String,
}

impl Room {
    /// With a request that a nurse has taken: version 2.
    async fn open() -> Self {
        let site = Site::open().await;
        let mut desk = site.coordinator().await;
        let mut nurse = site.nurse().await;
        let reference = submit_knee_orthosis(&mut desk).await;
        let room = Self {
            site,
            desk,
            nurse: nurse.clone(),
            reference,
        };
        let taken = room.post(&mut nurse, "review/assign", "1", &[]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
        room
    }

    fn page(&self) -> String {
        format!("/review/{}", self.reference)
    }

    /// By the plain form on the page.
    async fn post(&self, browser: &mut Browser, function: &str, version: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![("reference", self.reference.as_str()), ("version", version)];
        all.extend_from_slice(fields);
        browser.post(&format!("{}?do={function}", self.page()), &all).await
    }

    /// By the function itself.
    async fn call(&self, browser: &mut Browser, function: &str, version: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![("reference", self.reference.as_str()), ("version", version)];
        all.extend_from_slice(fields);
        browser.post(&format!("/api/{function}"), &all).await
    }

    /// Everything a practice can read of the request.
    async fn told(&mut self) -> String {
        let page = self.desk.get(&format!("/prior-auth/{}", self.reference)).await;
        let case = [("reference", self.reference.as_str())];
        let shown = self.desk.post("/api/prior-auth/show", &case).await;
        let dashboard = self.desk.get("/dashboard").await;
        let news = self.desk.get("/notifications").await;
        [page, shown, dashboard, news]
            .map(|answer| String::from_utf8_lossy(&answer.body).into_owned())
            .concat()
    }
}

#[tokio::test]
async fn the_summary_for_the_physician_reaches_the_plan_and_nobody_else() {
    let mut room = Room::open().await;
    let mut nurse = room.nurse.clone();
    let sent = room
        .post(&mut nurse, "review/send-on", "2", &[("summary", SUMMARY)])
        .await;
    assert_eq!(
        (sent.status, sent.location()),
        (StatusCode::SEE_OTHER, room.page().as_str()),
        "{}",
        sent.text()
    );
    let mut physician = room.site.signed_in("MD.Okafor", Role::Physician, None).await;
    let page = physician.get(&room.page()).await;
    assert!(page.text().contains("Summary for the physician"), "{}", page.text());
    assert!(
        page.text()
            .contains("the brace that was tried is not named &lt;anywhere"),
        "{}",
        page.text()
    );
    let told = room.told().await;
    assert!(
        told.contains("In review") && !told.contains("brace that was tried"),
        "{told}"
    );
    assert!(!told.contains("Summary for the physician"));
}

#[tokio::test]
async fn a_form_that_was_refused_keeps_what_was_typed_and_says_what_to_do() {
    let room = Room::open().await;
    let mut nurse = room.nurse.clone();
    let page = format!("{}?act=send", room.page());
    let fields = [
        ("reference", room.reference.as_str()),
        ("version", "2"),
        ("summary", "CO-50 <b>"),
    ];
    let refused = nurse.post(&format!("{page}&do=review/send-on"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    assert!(text.contains("<title>Error: "), "{text}");
    assert!(
        text.contains("Enter the summary for the physician in words, 5 or more"),
        "{text}"
    );
    assert!(text.contains("CO-50 &lt;b&gt;</textarea>"), "{text}");
    // Stale: the text stays, and what changed is named.
    let stale = [
        ("reference", room.reference.as_str()),
        ("version", "1"),
        ("summary", SUMMARY),
    ];
    let stale = nurse.post(&format!("{page}&do=review/send-on"), &stale).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(
        stale.text().contains("What changed:") && stale.text().contains("Two notes are missing"),
        "{}",
        stale.text()
    );
}

#[tokio::test]
async fn what_is_not_possible_is_shown_with_its_reason() {
    let room = Room::open().await;
    let mut nurse = room.nurse.clone();
    let page = nurse.get(&room.page()).await;
    assert!(
        page.text().contains("Only a physician reviewer may deny"),
        "{}",
        page.text()
    );
    let mut other = room.site.signed_in("Nurse.Tran", Role::Nurse, None).await;
    assert!(other.get(&room.page()).await.text().contains(" has this request"));
    let mut auditor = room.site.signed_in("Auditor.Chen", Role::Auditor, None).await;
    let page = auditor.get(&room.page()).await;
    assert!(
        page.text().contains("There is nothing for you to decide here now."),
        "{}",
        page.text()
    );
    let refused = room
        .call(&mut other, "review/send-on", "2", &[("summary", SUMMARY)])
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

const REASON: &str = "The notes do not show that a <less costly> brace was tried.";

fn denial() -> [(&'static str, &'static str); 4] {
    [
        ("against", "deny"),
        ("reason", REASON),
        ("citation", "42 CFR 414.234"),
        ("would_change", "Notes that name what was tried and for how long."),
    ]
}

impl Room {
    /// A physician who has taken it: version 4.
    async fn physician(&self) -> Browser {
        let mut nurse = self.nurse.clone();
        self.post(&mut nurse, "review/send-on", "2", &[("summary", SUMMARY)])
            .await;
        let mut physician = self.site.signed_in("MD.Okafor", Role::Physician, None).await;
        let taken = self.post(&mut physician, "review/assign", "3", &[]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
        physician
    }
}

#[tokio::test]
async fn a_denial_is_told_with_reason_citation_reviewer_and_what_can_be_done() {
    let mut room = Room::open().await;
    let mut physician = room.physician().await;
    let denied = room.post(&mut physician, "review/decide", "4", &denial()).await;
    assert_eq!(denied.status, StatusCode::SEE_OTHER, "{}", denied.text());
    let practice = room.desk.get(&format!("/prior-auth/{}", room.reference)).await;
    let plan = physician.get(&room.page()).await;
    for page in [&practice, &plan] {
        for words in [
            "Denied",
            "The notes do not show that a &lt;less costly",
            "42 CFR 414.234",
            "Notes that name what was tried",
            "MD Okafor, MD, orthopedic surgery, Physician reviewer",
            "Peer-to-peer",
            "within 65 days",
            "A decided request cannot be changed",
        ] {
            assert!(page.text().contains(words), "{words}: {}", page.text());
        }
    }
    let told = room.told().await;
    assert!(
        !told.contains("Two notes are missing"),
        "the summary stays within the plan"
    );
    let mut stranger = room.site.second_office().await;
    let missing = stranger.get(&format!("/prior-auth/{}", room.reference)).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(!missing.text().contains("less costly"));
}

#[tokio::test]
async fn no_way_lets_anybody_but_a_physician_decide_against_a_request() {
    let room = Room::open().await;
    let physician = room.physician().await;
    // The nurse who had it, the office whose request it is, and one of every role that there is.
    let mut others = vec![room.nurse.clone(), room.desk.clone()];
    let practice = room.site.stage.practice("Lakeside Home Medical").await;
    for &role in Role::ALL.iter().filter(|role| **role != Role::Physician) {
        let practice = (role.side() == Side::Provider).then_some(&practice);
        let user_id = format!("Some.{}", role.code().replace('_', "-"));
        others.push(room.site.signed_in(&user_id, role, practice).await);
    }
    let mut colleague = room.site.signed_in("MD.Reyes", Role::Physician, None).await;
    let before = room.site.stage.state().await;
    for browser in &mut others {
        for against in ["deny", "modify", "partially_approve"] {
            let mut fields = denial();
            fields[0] = ("against", against);
            let lines = [("lines[0][decision]", "modify"), ("lines[0][authorized_quantity]", "1")];
            let all = [fields.as_slice(), &lines].concat();
            let called = room.call(browser, "review/decide", "4", &all).await;
            assert_eq!(called.status, StatusCode::FORBIDDEN, "{against}: {}", called.text());
            let posted = room.post(browser, "review/decide", "4", &all).await;
            assert!(posted.status.is_client_error(), "{against}: {posted:?}");
        }
    }
    // Nor does a physician who has not taken it.
    let called = room.call(&mut colleague, "review/decide", "4", &denial()).await;
    assert!(called.status.is_client_error(), "{called:?}");
    assert_eq!(room.site.stage.state().await, before, "nothing was changed");
    let mut physician = physician;
    let odd = [("against", "approve"), ("reason", REASON)];
    let odd = room.call(&mut physician, "review/decide", "4", &odd).await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_partial_approval_by_plain_form_names_each_line_and_keeps_what_was_typed() {
    let room = Room::open().await;
    let mut physician = room.physician().await;
    let target = format!("{}?act=partial&do=review/decide", room.page());
    let mut fields = vec![
        ("reference", room.reference.as_str()),
        ("version", "4"),
        ("against", "partially_approve"),
        ("reason", REASON),
        ("citation", "42 CFR 414.234"),
        ("would_change", "Notes that name what was tried and for how long."),
        ("lines[0][decision]", "modify"),
        ("lines[0][authorized_quantity]", "2"),
        ("lines[0][authorized_from]", "2026-11-23"),
        ("lines[0][authorized_to]", "2026-12-01"),
    ];
    let refused = physician.post(&target, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
    assert!(
        refused.text().contains("Enter the authorized quantity from 1 to 1"),
        "{}",
        refused.text()
    );
    assert!(refused.text().contains("value=\"2026-12-01\""), "{}", refused.text());
    fields[7].1 = "1";
    let done = physician.post(&target, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let mut desk = room.desk.clone();
    let page = desk.get(&format!("/prior-auth/{}", room.reference)).await;
    for words in [
        "Partially approved",
        "Authorized: ",
        "1 each, Nov 23, 2026 to Dec 1, 2026",
        "Authorization number",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
}

#[tokio::test]
async fn a_lead_extends_the_clock_and_the_office_reads_the_notice() {
    let room = Room::open().await;
    let mut lead = room.site.signed_in("Lead.Novak", Role::Lead, None).await;
    let page = lead.get(&format!("{}?act=extend", room.page())).await;
    assert!(page.text().contains("Extend the time to decide?"), "{}", page.text());
    let reason = "A report of the specialist is on its way to us & will be here soon.";
    let fields = [("days", "7"), ("reason", reason)];
    let done = room.post(&mut lead, "review/extend", "2", &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let mut desk = room.desk.clone();
    for answer in [
        desk.get(&format!("/prior-auth/{}", room.reference)).await,
        lead.get(&room.page()).await,
    ] {
        for words in [
            "The plan has extended its time to decide. The decision is due Mon, Dec 7, 9:00 AM CST. Reason: A report of the \
             specialist is on its way to us &amp; will",
            "Due since then: Mon, Dec 7, 9:00 AM CST. Reason: A report",
        ] {
            assert!(answer.text().contains(words), "{words}: {}", answer.text());
        }
    }
    let mut nurse = room.nurse.clone();
    let refused = room.call(&mut nurse, "review/extend", "3", &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_approval_shows_its_days_before_it_is_confirmed() {
    let room = Room::open().await;
    let mut nurse = room.nurse.clone();
    let page = nurse.get(&format!("{}?act=approve", room.page())).await;
    for words in [
        "First valid day",
        "Nov 23, 2026",
        "Last valid day",
        "Jan 21, 2027",
        "Drawn when you confirm",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
}

#[tokio::test]
async fn what_the_practice_asked_for_the_same_member_alone_is_not_shown_twice() {
    let room = Room::open().await;
    let (mut desk, mut nurse) = (room.desk.clone(), room.nurse.clone());
    let same = "These are the same requests as this member’s.";
    assert!(!nurse.get(&room.page()).await.text().contains(same), "there are none");
    let other = submit_knee_orthosis(&mut desk).await;
    let page = nurse.get(&room.page()).await;
    assert!(page.text().contains(same), "{}", page.text());
    let link = format!("href=\"/review/{other}\"");
    assert_eq!(page.text().matches(&link).count(), 1, "{}", page.text());
}
