//! Who may call what: every function that is registered, for nobody and for every role.
//!
//! The table is the decision; a function that is missing from it fails the test, and so does one that lets in a role too
//! many or too few. What a function answers beyond 401 and 403 is not asked here: empty arguments are enough.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Role, Side};
use http::StatusCode;
use services::testing::MemberSpec;

use crate::{browser::Answer, site::Site};

use Role::{Administrator, Auditor, Biller, Clinician, Coordinator, Intake, Lead, Nurse, Physician, Support, Viewer};

const WRITERS: &[Role] = &[Administrator, Coordinator, Clinician];
const PRACTICE: &[Role] = &[Administrator, Coordinator, Clinician, Biller, Viewer];
const STAFF: &[Role] = &[Intake, Nurse, Physician, Lead, Support, Auditor];
const ASSIGNERS: &[Role] = &[Nurse, Physician, Lead];
const DECIDERS: &[Role] = &[Nurse, Physician];
const EVERYBODY: &[Role] = Role::ALL;

/// Fields of a call.
type Arguments = &'static [(&'static str, &'static str)];

/// Function, roles that may call it, and arguments that reach its body.
const TABLE: &[(&str, &[Role], Arguments)] = &[
    ("/api/dashboard/show", EVERYBODY, &[]),
    ("/api/prior-auth/create-draft", WRITERS, &[]),
    ("/api/prior-auth/list", PRACTICE, &[]),
    ("/api/prior-auth/save-draft", WRITERS, &[("draft", "none")]),
    ("/api/prior-auth/show", PRACTICE, &[("reference", "PA-0000-0000")]),
    ("/api/prior-auth/show-draft", WRITERS, &[("draft", "none")]),
    ("/api/prior-auth/submit", WRITERS, &[("draft", "none")]),
    ("/api/review/approve", DECIDERS, CASE),
    ("/api/review/assign", ASSIGNERS, CASE),
    ("/api/review/queue", STAFF, &[]),
    ("/api/review/release", ASSIGNERS, CASE),
    ("/api/review/show", STAFF, CASE),
    ("/api/session/current", EVERYBODY, &[]),
    ("/api/session/extend", EVERYBODY, &[]),
    ("/api/session/times", EVERYBODY, &[]),
];
const CASE: Arguments = &[("reference", "PA-0000-0000"), ("version", "1")];

/// Functions that are there for people who are not signed in.
const OPEN: [&str; 4] = [
    "/api/auth/log-in",
    "/api/auth/log-out",
    "/api/auth/password-link",
    "/api/auth/set-password",
];

#[tokio::test]
async fn every_registered_function_is_in_the_table_and_nothing_else_is() {
    let registered: BTreeSet<&str> = server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    let listed: BTreeSet<&str> = TABLE.iter().map(|(path, ..)| *path).chain(OPEN).collect();
    assert_eq!(registered, listed);
}

#[tokio::test]
async fn nobody_reaches_a_function_without_signing_in() {
    let mut browser = Site::open().await.browser();
    for (path, _, arguments) in TABLE {
        let answer = browser.post(path, arguments).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(answer.text(), r#"{"unauthenticated":"missing"}"#, "{path}");
    }
    browser.cookie = Some("portico_session=invented".to_owned());
    for (path, _, arguments) in TABLE {
        assert_eq!(
            browser.post(path, arguments).await.status,
            StatusCode::UNAUTHORIZED,
            "{path}"
        );
    }
}

#[tokio::test]
async fn each_function_lets_in_exactly_the_roles_of_the_table() {
    let site = Site::open().await;
    let practice = site.stage.practice("Cedar Hill Orthopedics").await;
    let mut wrong = BTreeMap::new();
    for &role in Role::ALL {
        let place = (role.side() == Side::Provider).then_some(&practice);
        let mut browser = site
            .signed_in(&format!("Some.{}", role.code().replace('_', "-")), role, place)
            .await;
        for (path, allowed, arguments) in TABLE {
            let status = browser.post(path, arguments).await.status;
            let is_let_in = !matches!(status, StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED);
            if is_let_in != allowed.contains(&role) || status.is_server_error() || status == StatusCode::BAD_REQUEST {
                wrong.insert((*path, role.code()), status);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn another_practices_case_answers_exactly_like_a_missing_one() {
    let site = Site::open().await;
    let mut owner = site.coordinator().await;
    let reference = crate::forms::submit_knee_orthosis(&mut owner).await;
    let other = site.stage.practice("Lakeside Home Medical").await;
    let mut stranger = site.signed_in("Front.Desk2", Role::Coordinator, Some(&other)).await;
    let theirs = stranger
        .post("/api/prior-auth/show", &[("reference", &reference)])
        .await;
    let missing = stranger
        .post("/api/prior-auth/show", &[("reference", &another(&reference))])
        .await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    assert_eq!((theirs.status, theirs.text()), (missing.status, missing.text()));
    let theirs = stranger.get(&format!("/prior-auth/{reference}")).await;
    let missing = stranger.get(&format!("/prior-auth/{}", another(&reference))).await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    assert_eq!(plain(&theirs, &reference), plain(&missing, &another(&reference)));
    assert_eq!(
        owner.get(&format!("/prior-auth/{reference}")).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn another_practices_draft_cannot_be_read_or_written() {
    let site = Site::open().await;
    let mut owner = site.coordinator().await;
    let draft = crate::forms::new_draft(&mut owner).await;
    let other = site.stage.practice("Lakeside Home Medical").await;
    let mut stranger = site.signed_in("Front.Desk2", Role::Coordinator, Some(&other)).await;
    for path in [
        "/api/prior-auth/show-draft",
        "/api/prior-auth/save-draft",
        "/api/prior-auth/submit",
    ] {
        let answer = stranger.post(path, &[("draft", &draft)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(
        stranger.get(&format!("/prior-auth/drafts/{draft}")).await.status,
        StatusCode::NOT_FOUND
    );
}

/// A reference that is as well formed as `reference` and belongs to nothing.
fn another(reference: &str) -> String {
    let bits = reference
        .bytes()
        .fold(7_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    domain::reference::Reference::from_entropy(bits).as_str().to_owned()
}

/// The page without what differs between any two answers: nonce, and the reference that was asked for.
fn plain(answer: &Answer, reference: &str) -> String {
    let policy = answer.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    answer.text().replace(nonce, "NONCE").replace(reference, "REFERENCE")
}

#[tokio::test]
async fn a_member_must_match_in_full_or_the_answer_is_the_same() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    site.stage
        .member(MemberSpec {
            number: "LHP100200303",
            last_name: "Bello",
            ..MemberSpec::default()
        })
        .await;
    let draft = crate::forms::new_draft(&mut browser).await;
    let mut answers = BTreeSet::new();
    for (member, born, name) in [
        ("LHP100200301", "1951-03-15", "Delgado"),
        ("LHP100200301", "1951-03-14", "Delgada"),
        ("LHP100200399", "1951-03-14", "Delgado"),
    ] {
        let mut fields = crate::forms::knee_orthosis(&draft);
        for (field, value) in [("member_id", member), ("birth_date", born), ("last_name", name)] {
            fields.iter_mut().find(|(key, _)| key == field).unwrap().1 = value.to_owned();
        }
        let answer = browser
            .post("/api/prior-auth/submit", &crate::forms::borrowed(&fields))
            .await;
        answers.insert((answer.status.as_u16(), answer.text().to_owned()));
    }
    assert_eq!(answers.len(), 1, "{answers:?}");
}
