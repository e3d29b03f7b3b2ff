//! Pages: the policy, the guard, and addresses that are not there.

use std::collections::BTreeSet;

use app::paths::{ADDRESSES, Page};
use domain::access::Role;
use http::StatusCode;

use crate::{browser::Answer, site::Site};

const PUBLIC: [&str; 11] = [
    "/",
    "/login",
    "/help",
    "/status",
    "/privacy",
    "/accessibility",
    "/recover/user-id",
    "/recover/password",
    "/session-expired",
    "/signed-out",
    "/access-denied",
];

/// The nonce of the policy header.
fn nonce(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy");
    let after = policy
        .split("'nonce-")
        .nth(1)
        .unwrap_or_else(|| panic!("no nonce in {policy:?}"));
    after.split('\'').next().unwrap().to_owned()
}

/// Every opening tag called `name`.
fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    html.split(&format!("<{name}"))
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap())
        .collect()
}

fn assert_policy_holds(path: &str, answer: &Answer) {
    let expected = format!(
        "default-src 'none'; script-src 'nonce-{}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'",
        nonce(answer)
    );
    assert_eq!(answer.header("content-security-policy"), expected, "{path}");
    let with_nonce = format!("nonce=\"{}\"", nonce(answer));
    for tag in tags(answer.text(), "script") {
        assert!(tag.contains(&with_nonce), "{path}: <script{tag}>");
    }
    for forbidden in [" style=\"", "<style", " onclick=", "javascript:"] {
        assert!(!answer.text().contains(forbidden), "{path} has {forbidden}");
    }
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
    assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
}

#[tokio::test]
async fn public_pages_hold_the_policy_and_carry_no_client() {
    let mut browser = Site::open().await.browser();
    for path in PUBLIC {
        let answer = browser.get(path).await;
        let expected = if path == "/access-denied" {
            StatusCode::FORBIDDEN
        } else {
            StatusCode::OK
        };
        assert_eq!(answer.status, expected, "{path}");
        assert_policy_holds(path, &answer);
        assert!(!answer.text().contains(".wasm"), "{path}");
        assert!(
            !answer.text().contains("plain-notice"),
            "{path} has no program that could be missing"
        );
        let scripts = tags(answer.text(), "script").len();
        assert!(scripts <= usize::from(path == "/login"), "{path} has {scripts} scripts");
    }
}

#[tokio::test]
async fn signed_in_pages_hold_the_policy_start_the_client_and_are_never_stored() {
    let site = Site::open().await;
    let mut provider = site.coordinator().await;
    let mut nurse = site.nurse().await;
    for (browser, paths) in [
        (&mut provider, &["/dashboard", "/prior-auth", "/prior-auth/new"][..]),
        (&mut nurse, &["/dashboard", "/review"][..]),
    ] {
        for path in paths {
            let answer = browser.get(path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert_policy_holds(path, &answer);
            assert!(answer.text().contains("portico_bg.wasm"), "{path}");
            assert!(answer.text().contains("JavaScript is off in this browser."), "{path}");
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        }
    }
}

#[tokio::test]
async fn each_answer_has_a_nonce_of_its_own() {
    let mut browser = Site::open().await.browser();
    let mut seen = BTreeSet::new();
    for _ in 0..20 {
        assert!(seen.insert(nonce(&browser.get("/").await)));
    }
}

#[tokio::test]
async fn an_unknown_address_is_a_page_that_says_so() {
    let mut browser = Site::open().await.browser();
    for path in ["/nowhere", "/prior-auth/a/b/c", "/dashboard/x"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_policy_holds(path, &answer);
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
    }
}

#[tokio::test]
async fn without_a_session_a_page_leads_to_the_log_in_page_and_remembers_the_way() {
    let mut browser = Site::open().await.browser();
    for path in [
        "/dashboard",
        "/prior-auth",
        "/prior-auth/new",
        "/prior-auth/PA-7K3Q-9XM2",
        "/review",
    ] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert_eq!(
            answer.location(),
            format!("/login?next={}", path.replace('/', "%2F")),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_page_the_roles_do_not_grant_shows_access_denied() {
    let site = Site::open().await;
    let mut provider = site.coordinator().await;
    let mut nurse = site.nurse().await;
    let mut root = site.signed_in("Admin.Root", Role::SystemAdministrator, None).await;
    for (browser, path) in [
        (&mut provider, "/review"),
        (&mut nurse, "/prior-auth/new"),
        (&mut root, "/review"),
    ] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert!(answer.text().contains("Access denied"), "{path}");
        assert_policy_holds(path, &answer);
    }
}

#[tokio::test]
async fn every_address_of_the_table_has_a_page_of_its_own() {
    let site = Site::open().await;
    let mut browsers = [
        site.coordinator().await,
        site.nurse().await,
        site.signed_in("Intake.Kim", Role::Intake, None).await,
        site.signed_in("Admin.Root", Role::SystemAdministrator, None).await,
    ];
    let mut seen = BTreeSet::new();
    for (pattern, page) in ADDRESSES {
        let example: Vec<&str> = pattern
            .split('/')
            .map(|part| match part {
                ":part" => "member",
                part if part.starts_with(':') => "PA-1",
                part => part,
            })
            .collect();
        let example = example.join("/");
        assert_eq!(
            Page::parse(&example),
            Some(*page),
            "another pattern stands before {pattern}"
        );
        assert!(seen.insert(*pattern), "{pattern} is there twice");
        let mut shown = false;
        for browser in &mut browsers {
            let answer = browser.get(&example).await;
            shown |= answer.status != StatusCode::FORBIDDEN || *pattern == "/access-denied";
            assert!(answer.text().contains("<h1"), "{pattern} shows nothing");
        }
        assert!(shown, "nobody here may see {pattern}");
        let is_listed = PUBLIC.contains(pattern) || ["/set-password", "/design"].contains(pattern);
        assert_eq!(!page.is_signed_in(), is_listed, "{pattern}");
    }
}

#[tokio::test]
async fn over_tls_the_transport_is_pinned_and_the_cookie_bound_to_the_host() {
    let site = Site::with_origin("https://portal.example.org").await;
    let mut browser = site.nurse().await;
    let answer = browser.get("/dashboard").await;
    assert_eq!(answer.header("strict-transport-security"), "max-age=63072000");
    assert!(browser.cookie.unwrap().starts_with("__Host-portico="));
}
