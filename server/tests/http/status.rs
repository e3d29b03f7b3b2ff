//! The page that says whether the portal works.

use http::StatusCode;

use crate::site::Site;

#[tokio::test]
async fn the_status_page_says_what_works_and_what_does_not() {
    let site = Site::open().await;
    let mut browser = site.browser();
    let page = browser.get("/status").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Everything works."), "{}", page.text());
    assert_eq!(page.text().matches("Works").count(), 2, "{}", page.text());
    assert!(page.text().contains("1-555-0142"), "whom to call");
    assert!(browser.get("/login").await.text().contains("All services work"));

    // The database is gone: the page still says so, and whom to call.
    site.stage.services.db.close().await;
    let page = browser.get("/status").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Something does not work."), "{}", page.text());
    assert_eq!(page.text().matches("Does not answer").count(), 2, "{}", page.text());
    assert!(page.text().contains("1-555-0142"), "whom to call");
    let log_in = browser.get("/login").await;
    assert!(log_in.text().contains("Something does not work"), "{}", log_in.text());
    let ready = browser.get("/health/ready").await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
}
