//! The list as a file: what is in it, and who gets it.

use domain::access::Role;
use http::StatusCode;

use crate::{drafts::submit_knee_orthosis, site::Site};

const EXPORT: &str = "/prior-auth/export.csv";

#[tokio::test]
async fn the_file_holds_what_the_list_shows() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let mut references = Vec::new();
    for _ in 0..3 {
        references.insert(0, submit_knee_orthosis(&mut desk).await);
        site.stage.clock.advance(chrono::TimeDelta::minutes(1));
    }
    let file = desk.get(EXPORT).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    let name = file.header("content-disposition").to_owned();
    assert!(
        name.starts_with("attachment; filename=\"prior-auth-requests-20") && name.ends_with(".csv\""),
        "{name}"
    );
    assert_eq!(file.header("cache-control"), "no-store");
    let text = file.text();
    assert!(text.starts_with("\u{feff}Reference,Status,Member,"), "{text}");
    let lines: Vec<&str> = text.trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 4);
    for (line, reference) in lines.iter().skip(1).zip(&references) {
        assert!(
            line.starts_with(&format!("{reference},Submitted,Rosa Delgado,LHP100200301,L1832,")),
            "{line}"
        );
    }
    let none = desk.get(&format!("{EXPORT}?status=denied")).await;
    assert_eq!(none.text().lines().count(), 1, "the head alone");
    let oldest = desk.get(&format!("{EXPORT}?sort=received&status=submitted")).await;
    assert!(oldest.text().lines().nth(1).unwrap().starts_with(&references[2]));

    site.stage.services.later.store().await.unwrap();
    let rows = site.stage.audited("prior_auth.export").await;
    assert_eq!(rows.len(), 3, "one for each page that left");
    assert!(
        rows.iter()
            .any(|row| references.iter().all(|one| row.detail_json.contains(one)))
    );
}

#[tokio::test]
async fn nobody_else_gets_it() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    let reference = submit_knee_orthosis(&mut desk).await;
    let practice = site.stage.practice("Lakeside Home Medical").await;
    let mut other = site.signed_in("Front.Desk2", Role::Coordinator, Some(&practice)).await;
    let theirs = other.get(EXPORT).await;
    assert_eq!(theirs.status, StatusCode::OK);
    assert!(!theirs.text().contains(&reference) && !theirs.text().contains("Delgado"));
    let mut nurse = site.nurse().await;
    assert_eq!(nurse.get(EXPORT).await.status, StatusCode::FORBIDDEN);
    let nobody = site.browser().get(&format!("{EXPORT}?status=denied")).await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);
    assert_eq!(nobody.location(), "/login?next=%2Fprior-auth%3Fstatus%3Ddenied");
}

#[tokio::test]
async fn filters_that_mean_nothing_make_no_file() {
    let site = Site::open().await;
    let mut desk = site.coordinator().await;
    assert_eq!(
        desk.get(&format!("{EXPORT}?status=nice")).await.status,
        StatusCode::NOT_FOUND
    );
    let wrong = desk.get(&format!("{EXPORT}?code=knee")).await;
    assert_eq!(
        (wrong.status, wrong.location()),
        (StatusCode::SEE_OTHER, "/prior-auth?code=knee")
    );
}
