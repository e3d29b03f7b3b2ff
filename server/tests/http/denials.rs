//! Who asked for what they may not do is on record: once for each asking, without the query, and nothing for who may.

use std::collections::BTreeSet;

use domain::access::Role;
use http::StatusCode;

use crate::site::Site;

#[tokio::test]
async fn a_denial_is_on_record_with_permission_and_address_and_without_the_query() {
    let site = Site::open().await;
    let practice = site.stage.practice("Cedar Hill Orthopedics").await;
    let mut viewer = site.signed_in("Viewer.Sam1", Role::Viewer, Some(&practice)).await;
    for path in ["/review?show=LHP100200301", "/prior-auth/new"] {
        assert_eq!(viewer.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let refused = viewer.post("/api/review/queue?x=LHP100200301", &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(viewer.get("/prior-auth").await.status, StatusCode::OK);
    site.stage.services.later.store().await.unwrap();
    let rows = site.stage.audited("access.denied").await;
    let told: BTreeSet<(&str, &str, &str)> = rows
        .iter()
        .map(|row| (row.subject_id.as_str(), row.detail_json.as_str(), row.outcome.as_str()))
        .collect();
    let expected = [
        ("ReviewQueue", r#"{"permission":"read_review_queue"}"#, "refused"),
        ("PriorAuthNew", r#"{"permission":"write_prior_auth"}"#, "refused"),
        ("/api/review/queue", r#"{"permission":"read_review_queue"}"#, "refused"),
    ];
    assert_eq!((told, rows.len()), (BTreeSet::from(expected), expected.len()));
    assert!(rows.iter().all(|row| row.user_id.as_deref() == Some("Viewer.Sam1")));
}
