//! What came by phone, fax or mail, by its plain forms: a request is entered, a document is joined.

use domain::access::Role;
use http::StatusCode;

use crate::{
    browser::{Answer, Browser},
    drafts::{hidden, submit_knee_orthosis},
    files::{
        samples::pdf_of,
        sending::{form, send},
    },
    site::Site,
};

/// The knee orthosis of the demo, faxed on the Friday before; without the practice and the name of the form.
pub const FAXED: [(&str, &str); 17] = [
    ("channel", "fax"),
    ("received_date", "2026-11-20"),
    ("received_time", "2:05 PM"),
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
    ("diagnosis_code", "M17.11"),
    ("clinical_summary", "Osteoarthritis; therapy did not suffice."),
];

/// The practice of `Site::coordinator`.
const PRACTICE: (&str, &str) = ("practice_npi", "1558598797");

const ENTER: &str = "/review/intake?do=intake/enter";

async fn intake(site: &Site) -> Browser {
    site.signed_in("Intake.Kim", Role::Intake, None).await
}

async fn key(browser: &mut Browser) -> String {
    hidden(&browser.get("/review/intake").await, "key")
}

/// Sends the form, and where the page shows whose request it becomes, sends it again.
async fn enter(browser: &mut Browser, key: &str, fields: &[(&str, &str)]) -> Answer {
    let named = [fields, &[("key", key)]].concat();
    let first = browser.post(ENTER, &named).await;
    if !first.text().contains("name=\"checked\"") {
        return first;
    }
    let checked = hidden(&first, "checked");
    let named = [&named[..], &[("checked", checked.as_str())]].concat();
    browser.post(ENTER, &named).await
}

/// What the page says once its reader has seen whose request it becomes.
pub async fn checked(browser: &mut Browser, fields: &[(&str, &str)]) -> String {
    hidden(&browser.post(ENTER, fields).await, "checked")
}

/// The value of a parameter of the address to which an answer leads.
fn led_to(answer: &Answer, name: &str) -> String {
    let query = answer.location().split_once('?').expect("a query").1;
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    let mut found = pairs.filter(|pair| pair.0 == name);
    found.next().expect("the parameter").1.into_owned()
}

#[tokio::test]
async fn a_faxed_request_is_entered_once_and_is_in_the_practices_list() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let mut kim = intake(&site).await;
    let queue = kim.get("/review").await;
    assert!(
        queue.text().contains("href=\"/review/intake\""),
        "the queue leads there"
    );
    let key = key(&mut kim).await;
    let fields = [&FAXED[..], &[PRACTICE]].concat();
    let entered = enter(&mut kim, &key, &fields).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let reference = led_to(&entered, "entered");
    let again = enter(&mut kim, &key, &fields).await;
    assert_eq!(led_to(&again, "entered"), reference);
    let done = kim.get(entered.location()).await;
    for words in [
        "was entered.",
        "Cedar Hill Orthopedics sees it",
        "Received by fax on Fri, Nov 20, 2:05 PM CST",
        "Fri, Nov 27, 2:05 PM CST",
    ] {
        assert!(done.text().contains(words), "{words}: {}", done.text());
    }
    assert!(desk.get("/prior-auth").await.text().contains(&reference));
    let case = desk.get(&format!("/prior-auth/{reference}")).await;
    for words in ["Received by fax, entered by the plan", "Fri, Nov 27, 2:05 PM CST"] {
        assert!(case.text().contains(words), "{words}");
    }
}

#[tokio::test]
async fn the_names_of_practice_and_member_are_shown_before_a_request_is_entered() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    site.stage.practice_with_npi("Harbor Point", "1144221847").await;
    let mut kim = intake(&site).await;
    let page = kim.get("/review/intake").await;
    assert!(page.text().contains(">Check<"), "{}", page.text());
    let key = hidden(&page, "key");
    let fields = [&FAXED[..], &[PRACTICE, ("key", key.as_str())]].concat();
    let shown = kim.post(ENTER, &fields).await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Is this the practice, and is this the member?",
        "Cedar Hill Orthopedics, NPI 1558598797",
        "Rosa Delgado, LHP100200301, born Mar 14, 1951",
        ">Enter a request<",
        "value=\"L1832\"",
    ] {
        assert!(shown.text().contains(words), "{words}: {}", shown.text());
    }
    for words in ["There is a problem", "<title>Error: "] {
        assert!(!shown.text().contains(words), "to look is no problem: {words}");
    }
    assert!(!desk.get("/prior-auth").await.text().contains("Rosa Delgado"));
    // Another practice than the one that was shown.
    let checked = hidden(&shown, "checked");
    let other = [
        &fields[..],
        &[("practice_npi", "1144221847"), ("checked", checked.as_str())],
    ]
    .concat();
    let other: Vec<_> = other.into_iter().filter(|field| *field != PRACTICE).collect();
    let again = kim.post(ENTER, &other).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        again.text().contains("Harbor Point, NPI 1144221847"),
        "{}",
        again.text()
    );
    let entered = kim
        .post(ENTER, &[&fields[..], &[("checked", checked.as_str())]].concat())
        .await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
}

#[tokio::test]
async fn what_a_clinician_asked_for_in_a_fax_is_told_to_both_sides_and_stays_expedited() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let mut lead = site.signed_in("Lead.Novak", Role::Lead, None).await;
    let mut kim = intake(&site).await;
    let page = kim.get("/review/intake").await;
    let tick = "A physician or other clinician asked for expedited review or supports it";
    assert!(page.text().contains(tick), "{}", page.text());
    let key = hidden(&page, "key");
    let standard = [&FAXED[..], &[PRACTICE, ("said_by_clinician", "on")]].concat();
    let refused = enter(&mut kim, &key, &standard).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = "Choose expedited, which a physician’s or other clinician’s word makes it";
    assert!(refused.text().contains(words), "{}", refused.text());
    let named = refused.text().split("name=\"said_by_clinician\"").nth(1);
    let tag = named.and_then(|rest| rest.split('>').next()).expect("the box");
    assert!(tag.contains("checked"), "the tick is kept: {tag}");
    let urgent: Vec<_> = standard
        .into_iter()
        .map(|(name, value)| (name, if name == "urgency" { "expedited" } else { value }))
        .chain([("urgency_reason", "Cannot leave bed.")])
        .collect();
    let entered = enter(&mut kim, &key, &urgent).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
    let reference = led_to(&entered, "entered");
    let said = "A clinician of the practice says that waiting could harm the member";
    for (browser, page) in [
        (&mut desk, format!("/prior-auth/{reference}")),
        (&mut lead, format!("/review/{reference}")),
    ] {
        let case = browser.get(&page).await;
        assert!(
            case.text().contains(&format!("{said}. Received by fax on")),
            "{page}: {}",
            case.text()
        );
    }
    let fields = [
        ("reference", reference.as_str()),
        ("version", "1"),
        ("urgency", "standard"),
        ("reason", "The fax says that the member walks safely with a brace."),
    ];
    let refused = lead.post("/api/review/change-urgency", &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text());
}

#[tokio::test]
async fn the_form_says_what_is_missing_and_keeps_what_was_typed() {
    let site = Site::open().await;
    site.coordinator().await;
    let mut kim = intake(&site).await;
    let key = key(&mut kim).await;
    let refused = enter(
        &mut kim,
        &key,
        &[
            ("received_date", "2026-11-24"),
            ("received_time", "noon <sharp>"),
            ("practice_npi", "1144221847"),
            ("procedure_code_2", "L18"),
            ("unit_2", "each"),
        ],
    )
    .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Choose how it came",
        "Enter the time of receipt as hours and minutes, like 14:05 or 2:05 PM",
        "Check the practice’s NPI",
        "Enter a member ID",
        "Enter a procedure code like L1832",
        "noon &lt;sharp&gt;",
        "<details open class=\"more-services\"",
        "<title>Error: ",
    ] {
        assert!(refused.text().contains(words), "{words}: {}", refused.text());
    }
    assert!(
        !refused.text().contains("This is another request"),
        "nobody is asked to confirm yet"
    );
}

#[tokio::test]
async fn the_same_request_once_more_has_to_be_confirmed() {
    let site = Site::open().await;
    submit_knee_orthosis(&mut site.coordinator().await).await;
    let mut kim = intake(&site).await;
    let key = key(&mut kim).await;
    let fields = [&FAXED[..], &[PRACTICE]].concat();
    let refused = enter(&mut kim, &key, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Check the member’s requests by the search",
        "This is another request, not the same again",
    ] {
        assert!(refused.text().contains(words), "{words}");
    }
    let confirmed = [&fields[..], &[("confirmed", "on")]].concat();
    let entered = enter(&mut kim, &key, &confirmed).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text());
}

#[tokio::test]
async fn a_late_fax_joins_its_request_by_the_reference() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let reference = submit_knee_orthosis(&mut desk).await;
    let mut kim = intake(&site).await;
    let review = kim.get(&format!("/review/{reference}")).await;
    let from = format!("href=\"/review/intake/document?case={reference}\"");
    assert!(review.text().contains(&from), "{}", review.text());
    let target = "/review/intake/document?do=intake/find-case";
    let wrong = kim.post(target, &[("reference", "PA-7K3Q"), ("channel", "fax")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Enter the reference like",
        "Enter the time of receipt",
        "value=\"PA-7K3Q\"",
    ] {
        assert!(wrong.text().contains(words), "{words}");
    }
    let fields = [
        ("reference", reference.as_str()),
        ("channel", "fax"),
        ("received_date", "2026-11-23"),
        ("received_time", "08:15"),
    ];
    let found = kim.post(target, &fields).await;
    assert_eq!(found.status, StatusCode::SEE_OTHER, "{}", found.text());
    let page = kim.get(found.location()).await;
    for words in [
        "Rosa Delgado",
        "Received by fax on Mon, Nov 23, 8:15 AM CST",
        "Add files",
    ] {
        assert!(page.text().contains(words), "{words}");
    }
    let (channel, received) = (led_to(&found, "channel"), led_to(&found, "received"));
    let place = [
        ("case", reference.as_str()),
        ("channel", channel.as_str()),
        ("received", received.as_str()),
    ];
    let sent = send(&mut kim, "text/html", form(&place, &[("fax.pdf", &pdf_of(1))])).await;
    assert_eq!(
        (sent.status, sent.location()),
        (StatusCode::SEE_OTHER, found.location())
    );
    assert!(kim.get(sent.location()).await.text().contains("fax.pdf"));
    let case = desk.get(&format!("/prior-auth/{reference}")).await;
    let title = "Document received by fax on Mon, Nov 23, 8:15 AM CST, joined by the plan";
    assert!(
        case.text().contains(title) && case.text().contains("fax.pdf"),
        "{}",
        case.text()
    );
}

#[tokio::test]
async fn what_was_entered_for_another_practice_is_taken_back_and_gone_there() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let mut kim = intake(&site).await;
    let key = key(&mut kim).await;
    let entered = enter(&mut kim, &key, &[&FAXED[..], &[PRACTICE]].concat()).await;
    let (reference, received) = (led_to(&entered, "entered"), led_to(&entered, "received"));
    let place = [
        ("case", reference.as_str()),
        ("channel", "fax"),
        ("received", received.as_str()),
    ];
    let sent = send(&mut kim, "application/json", form(&place, &[("fax.pdf", &pdf_of(1))])).await;
    assert_eq!(sent.status, StatusCode::OK, "{sent:?}");
    let said: serde_json::Value = serde_json::from_slice(&sent.body).unwrap();
    let paper = format!("/files/{}", said["files"][0]["id"].as_str().unwrap());
    let (case, review) = (format!("/prior-auth/{reference}"), format!("/review/{reference}"));
    assert_eq!(desk.get(&paper).await.status, StatusCode::OK);

    let done = kim.get(entered.location()).await;
    let question = format!("{review}?act=take-back");
    assert!(done.text().contains(&format!("href=\"{question}\"")), "{}", done.text());
    let asked = kim.get(&question).await;
    for words in [
        "Was this request entered by mistake?",
        "Cedar Hill Orthopedics sees nothing of it any more",
    ] {
        assert!(asked.text().contains(words), "{words}: {}", asked.text());
    }
    let post = format!("{question}&do=review/take-back");
    let version = hidden(&asked, "version");
    let fields = |version, reason| {
        [
            ("reference", reference.as_str()),
            ("version", version),
            ("reason", reason),
        ]
    };
    let silent = kim.post(&post, &fields(version.as_str(), " ")).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text().contains("Enter the reason"), "{}", silent.text());
    let stale = kim.post(&post, &fields("0", "Harbor Point’s fax.")).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let taken = kim.post(&post, &fields(version.as_str(), "Harbor Point’s fax.")).await;
    assert_eq!(
        (taken.status, taken.location()),
        (StatusCode::SEE_OTHER, review.as_str())
    );

    for gone in [&case, &paper] {
        assert_eq!(desk.get(gone).await.status, StatusCode::NOT_FOUND, "{gone}");
    }
    for page in ["/prior-auth", "/dashboard", "/notifications"] {
        let page = desk.get(page).await;
        assert!(
            !page.text().contains(&reference) && !page.text().contains("Rosa"),
            "{}",
            page.text()
        );
    }
    let read = kim.get(&review).await;
    for words in [
        "Entered by mistake; taken back by the plan",
        "Entered for Cedar Hill Orthopedics. Reason: Harbor Point’s fax.",
        "No practice",
        "Withdrawn",
    ] {
        assert!(read.text().contains(words), "{words}: {}", read.text());
    }
    assert!(!read.text().contains("act=take-back"), "it is taken back once");
    let back = kim.get(entered.location()).await;
    assert!(back.text().contains("was taken back."), "{}", back.text());
}

#[tokio::test]
async fn the_page_of_intake_speaks_of_what_the_reader_has_entered_alone() {
    let site = Site::open().await;
    let reference = submit_knee_orthosis(&mut site.coordinator().await).await;
    let mut kim = intake(&site).await;
    for named in [reference.as_str(), "PA-0000-0000", "nonsense"] {
        let page = kim.get(&format!("/review/intake?entered={named}")).await;
        assert_eq!(page.status, StatusCode::OK, "{named}");
        assert!(!page.text().contains("was entered."), "{named}: {}", page.text());
        assert!(page.text().contains("How did it come?"), "{named}: a form");
    }
}

#[tokio::test]
async fn whoever_has_found_nobody_too_often_reads_from_when_on_it_can_be_entered() {
    let site = Site::open().await;
    site.coordinator().await;
    let mut kim = intake(&site).await;
    let key = key(&mut kim).await;
    let born = |day: &'static str| {
        let typed = FAXED.iter().chain(&[PRACTICE]).copied();
        typed
            .map(|(name, value)| (name, if name == "birth_date" { day } else { value }))
            .collect::<Vec<_>>()
    };
    for day in [
        "1951-03-04",
        "1951-03-05",
        "1951-03-06",
        "1951-03-07",
        "1951-03-08",
        "1951-03-09",
        "1951-03-10",
        "1951-03-11",
        "1951-03-12",
        "1951-03-13",
    ] {
        let missed = enter(&mut kim, &key, &born(day)).await;
        assert!(missed.text().contains("together they match no member"), "{day}");
    }
    let closed = enter(&mut kim, &key, &born("1951-03-14")).await;
    assert_eq!(closed.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["Enter it again after 10:00 AM", "value=\"LHP100200301\""] {
        assert!(closed.text().contains(words), "{words}: {}", closed.text());
    }
}

#[tokio::test]
async fn nobody_else_joins_files_and_nothing_comes_from_the_future() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let reference = submit_knee_orthosis(&mut desk).await;
    let mut kim = intake(&site).await;
    let now = site.stage.services.env.now().timestamp_millis();
    let (past, future) = ((now - 60_000).to_string(), (now + 60_000).to_string());
    let place = |received| {
        [
            ("case", reference.clone()),
            ("channel", "fax".to_owned()),
            ("received", received),
        ]
    };
    let before = site.stage.state().await;
    for (browser, received, status) in [
        (&mut desk, &past, StatusCode::NOT_FOUND),
        (&mut kim, &future, StatusCode::BAD_REQUEST),
    ] {
        let place = place(received.clone());
        let fields: Vec<(&str, &str)> = place.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let sent = send(browser, "application/json", form(&fields, &[("fax.pdf", &pdf_of(1))])).await;
        assert_eq!(sent.status, status, "{sent:?}");
    }
    let without = [("case", reference.as_str())];
    let sent = send(&mut kim, "application/json", form(&without, &[("fax.pdf", &pdf_of(1))])).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND, "as the practice's own: {sent:?}");
    assert_eq!(site.stage.state().await, before);
}
