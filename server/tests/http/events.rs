//! The event stream, from its first byte to its goodbye.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use domain::access::Role;
use futures::StreamExt as _;
use http::{Request, StatusCode};

use crate::{browser::Browser, drafts::submit_knee_orthosis, site::Site};

/// Longer than anything should take; a stream that stays silent fails the test.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open stream, read event by event.
struct Stream {
    body: BodyDataStream,
    text: String,
}

/// One event: name, id, data.
#[derive(Debug, PartialEq)]
struct Event {
    name: String,
    id: String,
    data: serde_json::Value,
}

impl Stream {
    async fn open(browser: &mut Browser, path: &str, last_event_id: Option<&str>) -> Self {
        let mut request = Request::get(path);
        if let Some(id) = last_event_id {
            request = request.header("last-event-id", id);
        }
        let response = browser.open(&mut request.body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["cache-control"], "no-store");
        Self {
            body: response.into_body().into_data_stream(),
            text: String::new(),
        }
    }

    /// The next event, comments skipped; nothing when the stream has ended.
    async fn next(&mut self) -> Option<Event> {
        loop {
            while let Some((block, rest)) = self.text.split_once("\n\n") {
                let event = parse(block);
                self.text = rest.to_owned();
                if event.is_some() {
                    return event;
                }
            }
            let chunk = tokio::time::timeout(PATIENCE, self.body.next())
                .await
                .expect("the stream goes on in time")?;
            self.text.push_str(std::str::from_utf8(&chunk.unwrap()).unwrap());
        }
    }
}

fn parse(block: &str) -> Option<Event> {
    let field = |name: &str| {
        block
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .map(|value| value.trim().to_owned())
    };
    let name = field("event:")?;
    let data = serde_json::from_str(&field("data:").unwrap_or_default()).unwrap();
    Some(Event {
        name,
        id: field("id:").unwrap_or_default(),
        data,
    })
}

async fn approve(nurse: &mut Browser, reference: &str) {
    for (function, version) in [("assign", "1"), ("approve", "2")] {
        let fields = [("reference", reference), ("version", version)];
        let answer = nurse.post(&format!("/api/review/{function}"), &fields).await;
        assert!(answer.status.is_success(), "{function}: {answer:?}");
    }
}

#[tokio::test]
async fn a_practice_hears_that_its_case_was_approved_and_learns_nothing_personal() {
    let site = Site::open().await;
    let (mut provider, mut nurse) = (site.coordinator().await, site.nurse().await);
    let reference = submit_knee_orthosis(&mut provider).await;
    let mut stream = Stream::open(&mut provider.clone(), "/events", None).await;
    approve(&mut nurse, &reference).await;
    let assigned = stream.next().await.unwrap();
    let approved = stream.next().await.unwrap();
    assert_eq!((assigned.name.as_str(), approved.name.as_str()), ("case", "case"));
    assert_eq!(approved.data["status"], "approved");
    assert_eq!(approved.data["reference"], reference);
    assert_eq!(approved.data["version"], 3);
    let keys: Vec<&String> = approved.data.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["at", "reference", "status", "version"]);
}

#[tokio::test]
async fn a_browser_that_was_away_resumes_after_the_last_event_it_heard() {
    let site = Site::open().await;
    let (mut provider, mut nurse) = (site.coordinator().await, site.nurse().await);
    let reference = submit_knee_orthosis(&mut provider).await;
    let mut stream = Stream::open(&mut provider.clone(), "/events?after=0", None).await;
    let submitted = stream.next().await.unwrap();
    drop(stream);
    approve(&mut nurse, &reference).await;
    // The header wins over the address, which still holds what the page was rendered at.
    let mut stream = Stream::open(&mut provider, "/events?after=0", Some(&submitted.id)).await;
    let statuses =
        [stream.next().await.unwrap(), stream.next().await.unwrap()].map(|event| event.data["status"].clone());
    assert_eq!(statuses, ["nurse_review", "approved"]);
}

#[tokio::test]
async fn another_practice_hears_nothing_and_the_queue_hears_all() {
    let site = Site::open().await;
    let mut provider = site.coordinator().await;
    let other = site.stage.practice("Lakeside Home Medical").await;
    let mut stranger = site.signed_in("Front.Desk2", Role::Coordinator, Some(&other)).await;
    let mut nurse = site.nurse().await;
    let mut strangers = Stream::open(&mut stranger.clone(), "/events?after=0", None).await;
    let mut queue = Stream::open(&mut nurse.clone(), "/events?after=0", None).await;
    let reference = submit_knee_orthosis(&mut provider).await;
    assert_eq!(queue.next().await.unwrap().data["reference"], reference);
    let own = submit_knee_orthosis(&mut stranger).await;
    assert_eq!(
        strangers.next().await.unwrap().data["reference"],
        own,
        "the first thing heard is the stranger's own"
    );
    approve(&mut nurse, &own).await;
}

#[tokio::test]
async fn a_browser_that_cannot_catch_up_is_told_to_start_over() {
    let site = Site::open().await;
    let mut provider = site.coordinator().await;
    submit_knee_orthosis(&mut provider).await;
    for after in ["999999", "-5000"] {
        let mut stream = Stream::open(&mut provider.clone(), &format!("/events?after={after}"), None).await;
        let first = stream.next().await.unwrap();
        assert_eq!(first.name, "resync", "{after}");
        assert_ne!(first.id, "", "{after}");
    }
}

#[tokio::test]
async fn nobody_listens_without_a_session() {
    let mut browser = Site::open().await.browser();
    let answer = browser.get("/events?after=0").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.text(), r#"{"unauthenticated":"missing"}"#);
}

#[tokio::test]
async fn an_unreadable_position_is_refused() {
    let site = Site::open().await;
    let answer = site.nurse().await.get("/events?after=yesterday").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_stream_ends_when_its_session_is_signed_out_and_tells_nothing_after() {
    let site = Site::open().await;
    let (mut provider, mut nurse) = (site.coordinator().await, site.nurse().await);
    let reference = submit_knee_orthosis(&mut provider).await;
    let mut stream = Stream::open(&mut provider.clone(), "/events", None).await;
    provider.post("/dashboard?do=auth/log-out", &[]).await;
    approve(&mut nurse, &reference).await;
    let end = stream.next().await.unwrap();
    assert_eq!((end.name.as_str(), &end.data["reason"]), ("end", &"signed_out".into()));
    assert_eq!(stream.next().await, None);
}

#[tokio::test]
async fn a_stream_ends_when_its_session_expires_for_listening_is_no_work() {
    let site = Site::open().await;
    let mut provider = site.coordinator().await;
    let mut stream = Stream::open(&mut provider, "/events", None).await;
    site.stage.clock.advance(chrono::TimeDelta::minutes(16));
    let end = stream.next().await.unwrap();
    assert_eq!((end.name.as_str(), &end.data["reason"]), ("end", &"expired".into()));
}

#[tokio::test]
async fn a_stream_ends_when_another_process_disables_the_account_and_tells_nothing_after() {
    let site = Site::open().await;
    let (mut provider, mut nurse) = (site.coordinator().await, site.nurse().await);
    let reference = submit_knee_orthosis(&mut provider).await;
    let mut stream = Stream::open(&mut provider.clone(), "/events", None).await;
    let other = site.stage.second_server().await;
    let disabled = services::auth::disable_account(&other, &services::testing::request_info(), "Front.Desk1").await;
    assert!(disabled.unwrap());
    site.stage.clock.advance(chrono::TimeDelta::seconds(1));
    approve(&mut nurse, &reference).await;
    let end = stream.next().await.unwrap();
    assert_eq!((end.name.as_str(), &end.data["reason"]), ("end", &"revoked".into()));
    assert_eq!(stream.next().await, None);
}

#[tokio::test]
async fn a_stream_says_goodbye_when_the_server_stops() {
    let site = Site::open().await;
    let mut provider = site.coordinator().await;
    let mut stream = Stream::open(&mut provider, "/events", None).await;
    site.stopper.stop();
    let end = stream.next().await.unwrap();
    assert_eq!((end.name.as_str(), &end.data["reason"]), ("end", &"shutdown".into()));
    assert_eq!(stream.next().await, None);
}

#[tokio::test]
async fn a_stream_ends_when_the_person_goes_on_in_another_practice_and_tells_nothing_after() {
    let site = Site::open().await;
    let (mut provider, mut nurse) = (site.coordinator().await, site.nurse().await);
    let reference = submit_knee_orthosis(&mut provider).await;
    let other = site.second_practice("Front.Desk1").await;
    let mut stream = Stream::open(&mut provider.clone(), "/events", None).await;
    let fields = [("practice", other.as_str())];
    let switched = provider.post("/dashboard?do=session/switch-practice", &fields).await;
    assert_eq!(switched.status, StatusCode::SEE_OTHER);
    approve(&mut nurse, &reference).await;
    let end = stream.next().await.unwrap();
    assert_eq!(
        (end.name.as_str(), &end.data["reason"]),
        ("end", &"practice_changed".into())
    );
    assert_eq!(stream.next().await, None);
}

#[tokio::test]
async fn a_page_of_another_session_hears_that_it_is_over_and_nothing_else() {
    let site = Site::open().await;
    let mut provider = site.coordinator().await;
    let page = provider.get("/dashboard").await;
    let id = site.stage.living_session("Front.Desk1").await;
    assert!(page.text().contains(&id), "the page carries the session it is for");
    let other = site.second_practice("Front.Desk1").await;
    let switch = "/dashboard?do=session/switch-practice";
    provider.post(switch, &[("practice", other.as_str())]).await;
    for session in [id.as_str(), "", "x"] {
        let mut stream = Stream::open(&mut provider, &format!("/events?after=0&session={session}"), None).await;
        let end = stream.next().await.unwrap();
        assert_eq!(
            (end.name.as_str(), &end.data["reason"]),
            ("end", &"practice_changed".into())
        );
        assert_eq!(stream.next().await, None);
    }
    let now = site.stage.living_session("Front.Desk1").await;
    let mut stream = Stream::open(&mut provider.clone(), &format!("/events?session={now}"), None).await;
    provider.post("/dashboard?do=auth/log-out", &[]).await;
    let end = stream.next().await.unwrap();
    assert_eq!(
        end.data["reason"], "signed_out",
        "the page's own session is listened for"
    );
}
