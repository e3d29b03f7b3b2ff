//! Every way a request can be made to look, on every function and every form: nothing is changed except by this site's
//! own post of a form.
//!
//! A story leads through all functions with an effect. Before each of its steps the step's own request is sent in every
//! other dress first, when it would do the most harm; then it is sent as it should be, and must have its effect.

use std::collections::BTreeSet;

use axum::body::Body;
use domain::{access::Role, id::PracticeId, saved_view::Place};
use http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use services::testing::{MemberSpec, TEST_PASSWORD};

use crate::{
    browser::{Browser, encode},
    drafts::knee_orthosis,
    forms::borrowed,
    site::{ORIGIN, Site},
};

const FORM: &str = "application/x-www-form-urlencoded";
const METHODS: [Method; 5] = [Method::GET, Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS];
const TYPES: [Option<&str>; 9] = [
    Some(FORM),
    Some("application/x-www-form-urlencoded;charset=UTF-8"),
    Some("application/x-www-form-urlencoded; charset=utf-7"),
    Some("text/plain"),
    Some("text/plain; application/x-www-form-urlencoded"),
    Some("application/x-www-form-urlencoded, text/plain"),
    Some("multipart/form-data; boundary=x"),
    Some("application/json"),
    None,
];
const ORIGINS: [Option<&str>; 4] = [Some(ORIGIN), Some("https://evil.example"), Some("null"), None];
const SITES: [Option<&str>; 5] = [
    Some("same-origin"),
    Some("same-site"),
    Some("cross-site"),
    Some("none"),
    None,
];

/// How a request is dressed.
#[derive(Clone, Debug)]
struct Dress {
    method: Method,
    kind: Option<&'static str>,
    origin: Option<&'static str>,
    site: Option<&'static str>,
}

impl Dress {
    /// Every combination. Reading carries no body, so there the content type says nothing.
    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for method in METHODS {
            let kinds: &[Option<&str>] = if method == Method::GET { &TYPES[..1] } else { &TYPES };
            for &kind in kinds {
                for origin in ORIGINS {
                    for site in SITES {
                        all.push(Self {
                            method: method.clone(),
                            kind,
                            origin,
                            site,
                        });
                    }
                }
            }
        }
        all
    }

    /// The rule, written down a second time.
    fn is_allowed(&self) -> bool {
        let is_form = self.kind == Some(FORM) || self.kind == Some("application/x-www-form-urlencoded;charset=UTF-8");
        let is_own = self.site == Some("same-origin") || self.site.is_none() && self.origin == Some(ORIGIN);
        self.method == Method::POST && is_form && is_own
    }

    fn request(&self, path: &str, body: &str) -> Request<Body> {
        let headers = [
            ("content-type", self.kind),
            ("origin", self.origin),
            ("sec-fetch-site", self.site),
        ];
        let mut request = Request::builder().method(self.method.clone()).uri(path);
        for (name, value) in headers {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        request.body(Body::from(body.to_owned())).unwrap()
    }
}

/// One request, on its way to do something.
struct Step {
    function: &'static str,
    /// The page whose form calls the function.
    page: String,
    fields: Vec<(String, String)>,
}

impl Step {
    fn new(function: &'static str, page: impl Into<String>, fields: &[(&str, &str)]) -> Self {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Self {
            function,
            page: page.into(),
            fields: fields.iter().map(owned).collect(),
        }
    }

    fn body(&self) -> String {
        encode(&borrowed(&self.fields))
    }

    /// Sends the step in every dress that is not allowed, to the function and to the page.
    async fn refused(&self, site: &Site, browser: &Browser) {
        let before = site.stage.state().await;
        let page = format!("{}?do={}", self.page, self.function);
        for path in [format!("/api/{}", self.function), page] {
            refused_everywhere(site, browser, &path, &self.body(), &before).await;
        }
    }

    /// Sends the step as it should be; it must change something. Where it leads to.
    async fn done(&self, site: &Site, browser: &mut Browser, way: Way) -> String {
        let before = site.stage.state().await;
        let fields = borrowed(&self.fields);
        let answer = match way {
            Way::Function => browser.post(&format!("/api/{}", self.function), &fields).await,
            Way::Page => {
                browser
                    .post(&format!("{}?do={}", self.page, self.function), &fields)
                    .await
            }
        };
        let expected = [StatusCode::SEE_OTHER, StatusCode::OK, StatusCode::FOUND];
        assert!(expected.contains(&answer.status), "{}: {answer:?}", self.function);
        assert_ne!(before, site.stage.state().await, "{} has an effect", self.function);
        answer.location().to_owned()
    }
}

#[derive(Clone, Copy)]
enum Way {
    Function,
    Page,
}

/// Sends it in every dress that is not allowed. The state is looked at once a method, the status each time.
async fn refused_everywhere(site: &Site, browser: &Browser, path: &str, body: &str, before: &str) {
    for method in METHODS {
        for dress in Dress::all().into_iter().filter(|dress| dress.method == method) {
            if dress.is_allowed() {
                continue;
            }
            // A browser of its own: a cookie that is set or dropped by mistake stays in it.
            let mut request = dress.request(path, body);
            // A stream never ends by itself; its head says enough. Everything else is read to its end.
            let answer = browser.clone().open(&mut request).await;
            let is_stream = answer
                .headers()
                .get(header::CONTENT_TYPE)
                .is_some_and(|kind| kind == "text/event-stream");
            let is_read = dress.method == Method::GET;
            assert!(
                is_read || answer.status().is_client_error(),
                "{path} {dress:?}: {answer:?}"
            );
            assert!(!answer.headers().contains_key(header::SET_COOKIE), "{path} {dress:?}");
            if !is_stream {
                answer.into_body().collect().await.unwrap();
            }
        }
        assert_eq!(site.stage.state().await, before, "{path}: {method} changed something");
    }
}

/// Two people and what they do one after the other, until both have left.
struct Story {
    site: Site,
    desk: Browser,
    doctor: Browser,
    nurse: Browser,
    physician: Browser,
    lead: Browser,
    intake: Browser,
    /// The other practice of whoever sits at the desk.
    other: PracticeId,
    told: BTreeSet<&'static str>,
    way: Way,
    /// Whether the wrong dresses are tried before each step.
    is_hostile: bool,
}

#[derive(Clone, Copy)]
enum Who {
    Desk,
    Doctor,
    Nurse,
    Physician,
    Lead,
    Intake,
}

impl Story {
    async fn open(way: Way, is_hostile: bool) -> Self {
        let site = Site::open().await;
        let practice = site.stage.practice("Cedar Hill Orthopedics").await;
        site.stage.member(MemberSpec::default()).await;
        let mut desk = site.signed_in("Front.Desk1", Role::Coordinator, Some(&practice)).await;
        // Reading the dashboard remembers that it was read, once.
        desk.get("/dashboard").await;
        let doctor = site.signed_in("Doctor.Lee1", Role::Clinician, Some(&practice)).await;
        site.stage.account("Nurse.Ortiz", Role::Nurse, None).await;
        let nurse = site.browser();
        let physician = site.signed_in("MD.Okafor", Role::Physician, None).await;
        let lead = site.signed_in("Lead.Novak", Role::Lead, None).await;
        let intake = site.signed_in("Intake.Kim", Role::Intake, None).await;
        site.stage.practice_with_npi("Harbor Point", "1144221847").await;
        let other = site.second_practice("Front.Desk1").await;
        Self {
            site,
            desk,
            doctor,
            nurse,
            physician,
            lead,
            intake,
            other,
            told: BTreeSet::new(),
            way,
            is_hostile,
        }
    }

    async fn step(&mut self, who: Who, step: Step) -> String {
        let browser = match who {
            Who::Desk => &mut self.desk,
            Who::Doctor => &mut self.doctor,
            Who::Nurse => &mut self.nurse,
            Who::Physician => &mut self.physician,
            Who::Lead => &mut self.lead,
            Who::Intake => &mut self.intake,
        };
        if self.is_hostile && self.told.insert(step.function) {
            step.refused(&self.site, browser).await;
        }
        step.done(&self.site, browser, self.way).await
    }

    async fn tell(&mut self) {
        let log_in = [("user_id", "Nurse.Ortiz"), ("password", TEST_PASSWORD)];
        self.step(Who::Nurse, Step::new("auth/log-in", "/login", &log_in)).await;
        self.draft_and_delete().await;
        let keep = Step::new(
            "prior-auth/keep-proof",
            "/prior-auth/check",
            &crate::inquiry::about("L1830"),
        );
        self.step(Who::Desk, keep).await;
        self.find_member().await;
        let draft = self.draft().await;
        for step in crate::drafts::STEPS {
            let step = Step {
                function: "prior-auth/save-step",
                page: crate::drafts::page(&draft, step),
                fields: knee_orthosis(&draft, step),
            };
            self.step(Who::Desk, step).await;
        }
        self.document(&draft).await;
        let version = crate::drafts::version(&mut self.desk, &draft).await;
        let clinician = self.site.stage.account_of("Doctor.Lee1").await;
        let check = crate::drafts::page(&draft, "check");
        let asked = [("draft", draft.as_str()), ("clinician", clinician.as_str())];
        self.step(
            Who::Desk,
            Step::new("prior-auth/ask-attestation", check.clone(), &asked),
        )
        .await;
        let attested = [
            ("draft", draft.as_str()),
            ("version", version.as_str()),
            ("attested", "on"),
        ];
        self.step(Who::Doctor, Step::new("prior-auth/attest", check.clone(), &attested))
            .await;
        let fields = [("draft", draft.as_str()), ("version", version.as_str())];
        let led = self
            .step(Who::Desk, Step::new("prior-auth/submit", check, &fields))
            .await;
        self.again(&led).await;
        self.review(&led).await;
        self.exchange().await;
        let mut faxed = crate::intake::FAXED.to_vec();
        faxed.extend([("key", "page1"), ("practice_npi", "1144221847")]);
        let checked = crate::intake::checked(&mut self.intake, &faxed).await;
        faxed.push(("checked", checked.as_str()));
        let enter = Step::new("intake/enter", "/review/intake", &faxed);
        let entered = self.step(Who::Intake, enter).await;
        self.take_back(&entered).await;
        self.views().await;
        self.account().await;
        let other = self.other.as_str().to_owned();
        let practice = [("practice", other.as_str())];
        self.step(Who::Desk, Step::new("session/switch-practice", "/dashboard", &practice))
            .await;
        self.desk.get("/dashboard").await;
        self.step(Who::Desk, Step::new("auth/log-out", "/dashboard", &[])).await;
    }

    async fn draft(&mut self) -> String {
        let made = self
            .step(Who::Desk, Step::new("prior-auth/create-draft", "/prior-auth/new", &[]))
            .await;
        made.rsplit('/').next().unwrap().to_owned()
    }

    async fn draft_and_delete(&mut self) {
        let draft = self.draft().await;
        let page = crate::drafts::page(&draft, "delete");
        let fields = [("draft", draft.as_str())];
        self.step(Who::Desk, Step::new("prior-auth/delete-draft", page, &fields))
            .await;
    }

    /// A document, and its removal. What adds it is no function: the tests of files try its dresses.
    async fn document(&mut self, draft: &str) {
        let file = crate::files::sending::announce(&mut self.desk, draft, "chart.pdf", 10).await;
        let fields = [("draft", draft), ("file", file["id"].as_str().unwrap())];
        let page = crate::drafts::page(draft, "documents");
        self.step(Who::Desk, Step::new("prior-auth/remove-document", page, &fields))
            .await;
    }

    /// Whoever sits at the desk saves a view of the list, renames and deletes it.
    async fn views(&mut self) {
        let page = "/prior-auth";
        let save = [
            ("place", "requests"),
            ("view_name", "Denials"),
            ("query", "status=denied"),
        ];
        self.step(Who::Desk, Step::new("views/save", page, &save)).await;
        let request = services::testing::request_info();
        let services = &self.site.stage.services;
        let signed_in = services::auth::sign_in(services, "Front.Desk1", TEST_PASSWORD, &request).await;
        let actor = signed_in.unwrap().actor;
        let caller = services::Caller { actor, request };
        let views = services::saved_views::list(services, &caller, Place::Requests)
            .await
            .unwrap();
        let id = views[0].id.as_str().to_owned();
        let rename = [("place", "requests"), ("view", id.as_str()), ("view_name", "Denied")];
        self.step(Who::Desk, Step::new("views/rename", page, &rename)).await;
        self.step(Who::Desk, Step::new("views/delete", page, &rename[..2]))
            .await;
    }

    /// Whoever sits at the desk reads the news, and ends sessions that go on elsewhere.
    async fn account(&mut self) {
        let now = self.site.stage.services.env.now().timestamp_millis().to_string();
        let read = Step::new("notifications/mark-read", "/notifications", &[("up_to", &now)]);
        self.step(Who::Desk, read).await;
        let elsewhere = self.sign_in_elsewhere().await;
        let end = Step::new("account/end-session", "/account", &[("session", &elsewhere)]);
        self.step(Who::Desk, end).await;
        self.sign_in_elsewhere().await;
        self.step(Who::Desk, Step::new("account/end-others", "/account", &[]))
            .await;
    }

    /// The id of the session.
    async fn sign_in_elsewhere(&self) -> String {
        let request = services::testing::request_info();
        let signed_in = services::auth::sign_in(&self.site.stage.services, "Front.Desk1", TEST_PASSWORD, &request);
        signed_in.await.unwrap().actor.session.as_str().to_owned()
    }

    async fn find_member(&mut self) {
        let draft = self.draft().await;
        let rosa = [
            ("draft", draft.as_str()),
            ("member_id", "LHP100200301"),
            ("birth_date", "1951-03-14"),
        ];
        let page = crate::drafts::page(&draft, "member");
        self.step(Who::Desk, Step::new("prior-auth/find-member", page, &rosa))
            .await;
    }

    /// Asks for the same once more, and for the same member.
    async fn again(&mut self, led: &str) {
        let case = led.split('?').next().unwrap().to_owned();
        let reference = case.rsplit('/').next().unwrap();
        let copy = Step::new("prior-auth/copy-case", &case, &[("reference", reference)]);
        self.step(Who::Desk, copy).await;
        let draft = self.draft().await;
        let page = crate::drafts::page(&draft, "member");
        let member = crate::members::offered(&mut self.desk, &draft).await;
        let fields = [("draft", draft.as_str()), ("member", member.as_str())];
        self.step(Who::Desk, Step::new("prior-auth/use-member", page, &fields))
            .await;
    }

    /// What intake has entered was another practice's.
    async fn take_back(&mut self, led: &str) {
        let reference = led.split("entered=").nth(1).unwrap().split('&').next().unwrap();
        let fields = [
            ("reference", reference),
            ("version", "1"),
            ("reason", "It is another practice’s."),
        ];
        let page = format!("/review/{reference}");
        self.step(Who::Intake, Step::new("review/take-back", page, &fields))
            .await;
    }

    /// What both sides write about a request.
    async fn messages(&mut self, reference: &str) {
        let (case, review) = (format!("/prior-auth/{reference}"), format!("/review/{reference}"));
        for (who, function, page) in [
            (Who::Desk, "prior-auth/write-message", &case),
            (Who::Nurse, "review/write-message", &review),
            (Who::Nurse, "review/write-note", &review),
        ] {
            let fields = [
                ("reference", reference),
                ("key", "page1"),
                ("message", "Which film?"),
                ("note", "Ask again."),
            ];
            self.step(who, Step::new(function, page, &fields)).await;
        }
    }

    /// What the practice does about a request that is sent.
    async fn exchange(&mut self) {
        let reference = crate::drafts::submit_knee_orthosis(&mut self.desk).await;
        self.question(&reference).await;
        self.messages(&reference).await;
        let reference = crate::drafts::submit_knee_orthosis(&mut self.desk).await;
        let page = format!("/prior-auth/{reference}");
        for (function, version) in [("prior-auth/ask-to-expedite", "1"), ("prior-auth/withdraw", "2")] {
            let fields = [
                ("reference", reference.as_str()),
                ("version", version),
                ("urgency_reason", "Cannot leave bed."),
                ("reason", ""),
            ];
            self.step(Who::Desk, Step::new(function, &page, &fields)).await;
        }
    }

    /// The nurse asks, and the desk answers.
    async fn question(&mut self, reference: &str) {
        let page = format!("/review/{reference}");
        let taken = [("reference", reference), ("version", "1")];
        self.step(Who::Nurse, Step::new("review/assign", &page, &taken)).await;
        let asked = [
            ("reference", reference),
            ("version", "2"),
            ("need_1", "Notes"),
            ("kind_1", "document"),
            ("answer_by", "2026-11-28"),
        ];
        self.step(Who::Nurse, Step::new("review/ask", &page, &asked)).await;
        let page = format!("/prior-auth/{reference}/answer");
        let item = crate::drafts::hidden(&self.desk.get(&page).await, "item");
        let place = [("case", reference), ("item", item.as_str())];
        let file = crate::files::sending::announce_at(&mut self.desk, &place, "chart.pdf", 10).await;
        let removed = [("reference", reference), ("file", file["id"].as_str().unwrap())];
        let step = Step::new("prior-auth/remove-answer-document", &page, &removed);
        self.step(Who::Desk, step).await;
        let answered = [
            ("reference", reference),
            ("version", "3"),
            ("item", item.as_str()),
            ("seen", "1"),
            ("then", "send"),
            ("answer_1", "There are none."),
        ];
        self.step(Who::Desk, Step::new("prior-auth/answer", &page, &answered))
            .await;
    }

    async fn review(&mut self, led: &str) {
        let reference = led.split('?').next().unwrap().rsplit('/').next().unwrap();
        let page = format!("/review/{reference}");
        let said = "The notes do not show what was tried before this one.";
        for (who, function, version) in [
            (Who::Nurse, "review/assign", "1"),
            (Who::Nurse, "review/release", "2"),
            (Who::Nurse, "review/assign", "3"),
            (Who::Lead, "review/extend", "4"),
            (Who::Lead, "review/change-urgency", "5"),
            (Who::Nurse, "review/send-on", "6"),
            (Who::Physician, "review/assign", "7"),
            (Who::Physician, "review/decide", "8"),
        ] {
            let fields = [
                ("reference", reference),
                ("version", version),
                ("summary", said),
                ("against", "deny"),
                ("reason", said),
                ("citation", "42 CFR 414.234"),
                ("would_change", said),
                ("days", "3"),
                ("urgency", "expedited"),
            ];
            self.step(who, Step::new(function, &page, &fields)).await;
        }
        let other = crate::drafts::submit_knee_orthosis(&mut self.desk).await;
        let page = format!("/review/{other}");
        for (function, version) in [("review/assign", "1"), ("review/approve", "2")] {
            let fields = [("reference", other.as_str()), ("version", version)];
            self.step(Who::Nurse, Step::new(function, &page, &fields)).await;
        }
    }
}

#[tokio::test]
async fn nothing_is_changed_except_by_this_sites_own_post_of_a_form() {
    let mut story = Story::open(Way::Function, true).await;
    story.tell().await;
    let site = Site::open().await;
    let nurse = site.nurse().await;
    let before = site.stage.state().await;
    let functions = server_fn::axum::server_fn_paths().map(|(path, _)| path);
    let others = functions.filter(|path| !story.told.contains(path.trim_start_matches("/api/")));
    for path in others.chain(["/events", "/health/ready"]) {
        refused_everywhere(&site, &nurse, path, "practice=x&reference=PA-0000-0000", &before).await;
    }
}

#[tokio::test]
async fn a_form_on_its_page_has_the_same_effect_as_the_function() {
    Story::open(Way::Page, false).await.tell().await;
}

#[tokio::test]
async fn the_allowed_dresses_are_let_through() {
    let site = Site::open().await;
    let nurse = site.nurse().await;
    for dress in Dress::all().into_iter().filter(Dress::is_allowed) {
        let answer = nurse.clone().send(dress.request("/api/session/current", "")).await;
        assert_eq!(answer.status, StatusCode::OK, "{dress:?}");
    }
}

#[tokio::test]
async fn a_plain_log_in_works_with_and_without_a_referer() {
    let site = Site::open().await;
    site.stage.account("Nurse.Ortiz", Role::Nurse, None).await;
    let fields = encode(&[("user_id", "Nurse.Ortiz"), ("password", TEST_PASSWORD)]);
    let referers = [
        None,
        Some("http://localhost:3000/login"),
        Some("https://evil.example/"),
        Some("not an address"),
    ];
    for referer in referers {
        for path in ["/login?do=auth/log-in", "/api/auth/log-in"] {
            let mut request = crate::browser::post(path).header(header::ORIGIN, "null");
            if let Some(referer) = referer {
                request = request.header(header::REFERER, referer);
            }
            let mut browser = site.browser();
            let answer = browser.send(request.body(Body::from(fields.clone())).unwrap()).await;
            assert!(browser.cookie.is_some(), "{path} {referer:?}: {answer:?}");
            assert_eq!(answer.location(), "/dashboard", "{path} {referer:?}");
        }
    }
}
