//! When the portal itself is what does not work: pages that say so, what is kept, and what to do.

use http::{StatusCode, header};

use crate::{browser::Answer, site::Site};

/// What every page of this kind has, whatever broke.
fn assert_helps(answer: &Answer, heading: &str) {
    let page = answer.text();
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert!(page.contains(&format!("<h1>{heading}</h1>")), "{page}");
    assert!(
        page.contains("<a class=\"button button-primary\" href=\"\">Try again</a>"),
        "{page}"
    );
    assert!(
        page.contains("1-555-0142") && page.contains("href=\"/status\""),
        "{page}"
    );
    assert!(!page.contains("<script"), "{page}");
    assert!(answer.header("content-security-policy").contains("default-src 'none'"));
}

#[tokio::test]
async fn without_the_database_a_page_says_that_it_is_not_available() {
    let site = Site::open().await;
    site.stage.services.db.close().await;
    let mut browser = site.browser();
    browser.cookie = Some("portico_session=somebody-who-was-logged-in".to_owned());
    let page = browser.get("/dashboard").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(page.header(header::RETRY_AFTER), "5");
    assert_helps(&page, "Not available right now");

    let log_in = browser.get("/login").await;
    assert_eq!(log_in.status, StatusCode::OK);
    assert!(log_in.text().contains("Something does not work"), "{}", log_in.text());
    let posted = browser.post(
        "/login?do=auth/log-in",
        &[("user_id", "Front.Desk1"), ("password", "whatever it is")],
    );
    let posted = posted.await;
    assert!(posted.status.is_server_error(), "{}", posted.status);
    assert!(
        posted.text().contains("value=\"Front.Desk1\""),
        "what was typed is kept: {}",
        posted.text()
    );
}

#[cfg(feature = "test-hooks")]
mod on_purpose {
    use axum::body::Body;
    use http::Request;
    use tower::ServiceExt as _;

    use super::*;
    use crate::test_hooks::{SECRET, pull, server};

    async fn broken(path: &str) -> Answer {
        let (router, _clock, _stage, _stopper) = server().await;
        let lever = r#"{"point":"page.panic","times":1}"#;
        assert_eq!(
            pull(&router, "fault", lever, SECRET, [127, 0, 0, 1]).await,
            StatusCode::NO_CONTENT
        );
        let request = Request::get(path).body(Body::empty()).unwrap();
        let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: axum::body::to_bytes(body, 100_000).await.unwrap(),
        }
    }

    #[tokio::test]
    async fn a_panic_of_the_document_itself_is_a_page_with_a_reference() {
        for path in [
            "/",
            "/help",
            "/login",
            "/access-denied",
            "/an-address-that-nobody-knows",
        ] {
            let answer = broken(path).await;
            assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
            assert_helps(&answer, "Something broke on our side");
            assert!(answer.text().contains(answer.header("x-request-id")), "{path}");
            assert!(
                !answer.text().contains("an-address"),
                "nothing of the request is repeated"
            );
        }
    }

    #[tokio::test]
    async fn the_lever_that_takes_the_database_away_shows_on_the_status_page() {
        let (router, _clock, _stage, _stopper) = server().await;
        let lever = r#"{"point":"database.closed","times":1}"#;
        assert_eq!(
            pull(&router, "fault", lever, SECRET, [127, 0, 0, 1]).await,
            StatusCode::NO_CONTENT
        );
        let request = Request::get("/status").body(Body::empty()).unwrap();
        let body = router.oneshot(request).await.unwrap().into_body();
        let body = axum::body::to_bytes(body, 100_000).await.unwrap();
        assert!(std::str::from_utf8(&body).unwrap().contains("Something does not work."));
    }
}
