//! A page that shows lists leaves one row for each list it shows, and a call of its function as many.

use std::collections::BTreeSet;

use http::StatusCode;

use crate::{browser::Browser, drafts::submit_knee_orthosis, site::Site};

/// What was looked at, and what was shown, since the last call that had the same `seen`; in no order, because nothing
/// happens at different times here.
async fn looks(site: &Site, seen: &mut BTreeSet<String>) -> Vec<(String, String, String)> {
    site.stage.services.later.store().await.unwrap();
    let mut rows = Vec::new();
    for action in ["dashboard.read", "prior_auth.list", "prior_auth.drafts", "review.queue"] {
        rows.extend(site.stage.audited(action).await);
    }
    rows.retain(|row| seen.insert(row.id.clone()));
    let mut looks: Vec<_> = rows
        .into_iter()
        .map(|row| (row.action, row.subject_id, row.detail_json))
        .collect();
    looks.sort();
    looks
}

async fn expect(site: &Site, seen: &mut BTreeSet<String>, wanted: &[(&str, &str, &str)]) {
    let looks = looks(site, seen).await;
    let told: Vec<_> = looks
        .iter()
        .map(|(action, which, detail)| (action.as_str(), which.as_str(), detail.as_str()))
        .collect();
    let mut wanted = wanted.to_vec();
    wanted.sort_unstable();
    assert_eq!(told, wanted);
}

async fn open(browser: &mut Browser, path: &str, has: &str) {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    assert!(page.text().contains(has), "{path} shows {has}");
}

#[tokio::test]
async fn a_page_leaves_one_row_for_each_list_it_shows() {
    let site = Site::open().await;
    let (mut desk, mut nurse) = (site.coordinator().await, site.nurse().await);
    let reference = submit_knee_orthosis(&mut desk).await;
    let shown = format!(r#"{{"shown":["{reference}"]}}"#);
    let nothing = r#"{"shown":[]}"#;
    let seen = &mut BTreeSet::new();
    looks(&site, seen).await;

    open(&mut desk, "/prior-auth", "Delgado").await;
    expect(&site, seen, &[("prior_auth.list", "all", &shown)]).await;
    open(&mut desk, "/prior-auth?group=decided", "Decided").await;
    expect(&site, seen, &[("prior_auth.list", "decided", nothing)]).await;
    open(&mut desk, "/prior-auth?group=drafts", "Drafts").await;
    expect(&site, seen, &[("prior_auth.drafts", "open", nothing)]).await;
    open(&mut desk, "/dashboard", "Delgado").await;
    let own = format!(r#"{{"decided":[],"needs_you":[],"waiting":["{reference}"]}}"#);
    expect(&site, seen, &[("dashboard.read", "practice", &own)]).await;

    open(&mut nurse, "/review", "Delgado").await;
    expect(&site, seen, &[("review.queue", "all", &shown)]).await;
    open(&mut nurse, "/dashboard", "Delgado").await;
    let plans = format!(r#"{{"mine":[],"nobody":["{reference}"]}}"#);
    expect(&site, seen, &[("dashboard.read", "plan", &plans)]).await;
}

#[tokio::test]
async fn a_call_of_a_function_leaves_its_row_and_a_refused_one_none() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let seen = &mut BTreeSet::new();
    assert_eq!(desk.post("/api/prior-auth/list", &[]).await.status, StatusCode::OK);
    expect(&site, seen, &[("prior_auth.list", "all", r#"{"shown":[]}"#)]).await;
    assert_eq!(desk.post("/api/review/queue", &[]).await.status, StatusCode::FORBIDDEN);
    expect(&site, seen, &[]).await;
}
