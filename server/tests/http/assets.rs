//! Files of the site, as far as this build embeds any. What negotiation does is tested beside the code; here, that it is
//! reached through all layers.

use app::request::AssetPaths;
use http::StatusCode;
use server::http::assets::Assets;

use crate::site::Site;

#[tokio::test]
async fn an_embedded_file_comes_with_policy_and_validator_and_is_not_sent_twice() {
    let embedded = Assets::embedded();
    let AssetPaths { css, build, .. } = &**embedded.paths();
    if build == "dev" {
        eprintln!("skipped: this build embeds no site (cargo xtask build makes one)");
        return;
    }
    let mut browser = Site::open().await.browser();
    let first = browser.get(css).await;
    assert_eq!(first.status, StatusCode::OK);
    assert_eq!(first.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(first.header("cache-control"), "public, max-age=31536000, immutable");
    assert!(first.header("content-security-policy").contains("default-src 'none'"));
    let again = http::Request::get(css)
        .header("if-none-match", first.header("etag"))
        .body(axum::body::Body::empty());
    let again = browser.send(again.unwrap()).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.body.is_empty());
}

#[tokio::test]
async fn a_file_of_another_build_is_not_found() {
    let mut browser = Site::open().await.browser();
    let missing = browser.get("/pkg/0000/portico.js").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
