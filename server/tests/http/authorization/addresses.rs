//! Everything of a practice, by every address that names it: nothing of it is there for another practice.
//!
//! The matrix looks at each function and each page once. Here are the addresses that follow from them: every part of a draft,
//! every form of every page, every address of a file, and the lists that name nothing and could show it all the same.

use app::paths::{ADDRESSES, Page};
use axum::body::Body;
use domain::{access::Role, prior_auth::step::Step};
use http::{Request, StatusCode, header};

use super::things::{Pair, Things, plain};
use crate::{
    browser::{Answer, Browser},
    files::{
        samples::pdf_of,
        sending::{form, send},
    },
    site::Site,
};

/// What somebody asked for, and heard.
struct Heard {
    asked: String,
    answer: Answer,
}

/// The paths of all pages that name something.
fn paths_of(pair: &Pair) -> Vec<String> {
    let parts: Vec<&str> = Step::ALL.iter().map(|step| step.code()).chain(["delete"]).collect();
    let mut paths = Vec::new();
    for (pattern, _) in ADDRESSES.iter().filter(|(pattern, _)| pattern.contains(':')) {
        let has_parts = pattern.ends_with(":part");
        let parts: &[&str] = if has_parts { &parts } else { &["no part"] };
        paths.extend(parts.iter().map(|part| pair.path(pattern, part)));
    }
    paths
}

/// The pages, and each form that they take.
async fn at_pages(browser: &mut Browser, pair: &Pair, heard: &mut Vec<Heard>) {
    for path in paths_of(pair) {
        let page = Page::parse(&path).expect("a page");
        let answer = browser.get(&path).await;
        heard.push(Heard {
            asked: path.clone(),
            answer,
        });
        // What somebody has typed is kept for themselves, whatever the page is about.
        for function in page
            .form_targets()
            .iter()
            .filter(|function| !function.ends_with("/keep-typed"))
        {
            let asked = format!("{path}?do={function}");
            let answer = browser.post(&asked, &pair.fields(function)).await;
            heard.push(Heard { asked, answer });
        }
    }
}

/// What is sent to a draft, to a request, and to the answer to a question.
async fn at_files(browser: &mut Browser, pair: &Pair, heard: &mut Vec<Heard>) {
    for id in [&pair.file, &pair.paper] {
        for tail in ["", "/pages/1", "/progress"] {
            let asked = format!("/files/{id}{tail}");
            let answer = browser.get(&asked).await;
            heard.push(Heard { asked, answer });
        }
        let asked = format!("/files/{id}/append?offset=0");
        let request = Request::post(&asked)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/octet-stream");
        let answer = browser.send(request.body(Body::from("x")).unwrap()).await;
        heard.push(Heard { asked, answer });
    }
    let places: [&[(&str, &str)]; 3] = [
        &[("draft", pair.draft.as_str())],
        &[("case", pair.reference.as_str())],
        &[("case", pair.reference.as_str()), ("item", "none")],
    ];
    for place in places {
        let answer = send(browser, "application/json", form(place, &[("x.pdf", &pdf_of(1))])).await;
        let asked = format!("/files to {}", place[0].0);
        heard.push(Heard { asked, answer });
    }
}

async fn everywhere(browser: &mut Browser, pair: &Pair) -> Vec<Heard> {
    let mut heard = Vec::new();
    at_pages(browser, pair, &mut heard).await;
    at_files(browser, pair, &mut heard).await;
    heard
}

/// What lists show, and answers to questions: the practice's own and nothing else.
async fn lists(browser: &mut Browser, pair: &Pair) -> Vec<Answer> {
    let mut answers = Vec::new();
    for path in [
        "/dashboard",
        "/notifications",
        "/prior-auth",
        "/prior-auth?group=drafts",
        "/prior-auth?group=needs_you",
        "/prior-auth?sort=received",
        "/prior-auth/export.csv",
        "/prior-auth/check",
    ] {
        answers.push(browser.get(path).await);
    }
    for (function, typed) in [
        ("/api/search/find", pair.reference.as_str()),
        ("/api/search/find", "delgado"),
        ("/api/prior-auth/search-list", "delgado"),
    ] {
        answers.push(browser.post(function, &[("q", typed)]).await);
    }
    answers
}

#[tokio::test]
async fn another_practice_sees_nothing_of_it_by_any_address() {
    let site = Site::open().await;
    let things = Things::make(&site).await;
    let empty = site.stage.practice("Harbor Point Rehabilitation").await;
    // Of all roles in a practice, this one may do the most with a request.
    let mut stranger = site.signed_in("Doctor.New1", Role::Clinician, Some(&empty)).await;
    let before = site.stage.state().await;
    let theirs = everywhere(&mut stranger, &things.others).await;
    assert_eq!(site.stage.state().await, before, "nothing was changed");
    let missing = everywhere(&mut stranger, &things.missing).await;
    assert!(theirs.len() >= 50 && theirs.len() == missing.len(), "{}", theirs.len());
    for (one, none) in theirs.iter().zip(&missing) {
        // The plan's pages refuse everybody of a practice, before they look for anything.
        let is_plans = one.asked.starts_with("/review/");
        let expected = if is_plans {
            StatusCode::FORBIDDEN
        } else {
            StatusCode::NOT_FOUND
        };
        assert_eq!(one.answer.status, expected, "{}", one.asked);
        assert_eq!(
            (one.answer.status, plain(&one.answer, &things.others)),
            (none.answer.status, plain(&none.answer, &things.missing)),
            "{}",
            one.asked
        );
    }
    let pair = &things.others;
    for answer in lists(&mut stranger, pair).await {
        let text = String::from_utf8_lossy(&answer.body);
        for secret in [&pair.reference, &pair.draft, &pair.proof, &pair.file, &pair.paper] {
            assert!(!text.contains(secret.as_str()), "{secret}: {text}");
        }
        assert!(!text.contains("Delgado") && !text.contains("chart.pdf"), "{text}");
    }
}
