//! The public pages that help: every link into the help page has an answer there, and the places where people get stuck link to it.

use app::paths::{self, help};
use domain::access::Role;
use http::StatusCode;

use crate::{browser::Answer, site::Site};

/// The addresses into the help page that an answer links to.
fn questions(answer: &Answer) -> Vec<&str> {
    let links = answer.text().split("href=\"/help#").skip(1);
    links.map(|rest| rest.split('"').next().unwrap()).collect()
}

fn assert_leads_to(question: &'static str, answer: &Answer) {
    let found = questions(answer);
    assert!(
        found.contains(&help::anchor(question)),
        "{question} is not among {found:?}"
    );
}

#[tokio::test]
async fn every_question_that_pages_link_to_is_answered_once() {
    let site = Site::open().await;
    let page = site.browser().get(paths::HELP).await;
    for question in help::ALL {
        let id = format!("id=\"{}\"", help::anchor(question));
        assert_eq!(page.text().matches(&id).count(), 1, "{question}");
    }
    let inside = page
        .text()
        .split("href=\"#")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap());
    for anchor in inside.filter(|anchor| *anchor != "main") {
        assert!(page.text().contains(&format!("id=\"{anchor}\"")), "{anchor}");
    }
}

#[tokio::test]
async fn help_says_the_words_of_the_screens_and_whom_to_call() {
    let site = Site::open().await;
    let page = site.browser().get(paths::HELP).await;
    for words in [
        "User ID or password is not right",
        "This User ID is locked until",
        "Too many tries at once",
        "Session expired",
        "Signed out elsewhere",
        "Access denied",
        "The server did not answer",
        "Something broke on our side",
        "Information requested",
        "Medicare Advantage, standard: 7 calendar days",
        "1-555-0142",
        "Mon–Fri 7 AM–7 PM CT",
    ] {
        assert!(page.text().contains(words), "{words}");
    }
}

#[tokio::test]
async fn whoever_is_kept_out_is_led_to_the_answer() {
    let site = Site::open().await;
    site.nurse().await;
    let mut browser = site.browser();
    let wrong = [("user_id", "Nurse.Ortiz"), ("password", "not the password")];
    let answer = browser.post("/login?do=auth/log-in", &wrong).await;
    assert_leads_to(help::WRONG, &answer);
    for _ in 0..3 {
        browser.post("/login?do=auth/log-in", &wrong).await;
    }
    let answer = browser.post("/login?do=auth/log-in", &wrong).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_leads_to(help::LOCKED, &answer);
    for (path, question) in [
        ("/login", help::NO_ACCOUNT),
        ("/login?notice=cookies-off", help::COOKIES),
        ("/session-expired", help::EXPIRED),
        ("/signed-out", help::SIGNED_OUT),
        ("/access-denied", help::DENIED),
        ("/set-password?token=none", help::LINK),
        ("/status", help::TROUBLE),
    ] {
        assert_leads_to(question, &browser.get(path).await);
    }
}

#[tokio::test]
async fn who_is_denied_a_page_learns_whom_to_ask() {
    let site = Site::open().await;
    let practice = site.stage.practice("Cedar Hill Orthopedics").await;
    let mut desk = site.signed_in("Front.Desk1", Role::Coordinator, Some(&practice)).await;
    let nobody = desk.get("/review").await;
    assert_eq!(nobody.status, StatusCode::FORBIDDEN);
    assert!(!nobody.text().contains(", ask "), "there is no administrator");

    let other = site.stage.practice("Lakeside Home Medical").await;
    for (user_id, practice) in [
        ("Practice.Admin1", &practice),
        ("Morgan.Admin3", &practice),
        ("Practice.Admin2", &other),
    ] {
        site.stage.account(user_id, Role::Administrator, Some(practice)).await;
    }
    let denied = desk.get("/review").await;
    assert!(
        denied.text().contains("Morgan.Admin3 or Practice.Admin1"),
        "{}",
        denied.text()
    );
    assert!(!denied.text().contains("Practice.Admin2"), "of another practice");
    assert_leads_to(help::DENIED, &denied);
}

#[tokio::test]
async fn the_privacy_page_names_the_cookies_that_are_set_here() {
    for (origin, cookie) in [
        ("http://localhost:3000", "portico_session"),
        ("https://portal.example.org", "__Host-portico"),
    ] {
        let site = Site::with_origin(origin).await;
        let nurse = site.nurse().await;
        assert!(nurse.cookie.unwrap().starts_with(&format!("{cookie}=")));
        let page = site.browser().get(paths::PRIVACY).await;
        assert!(page.text().contains(&format!(">{cookie}</span>")), "{}", page.text());
    }
}
