//! Behind a known number of proxies the client's address is what goes on record; what anybody else wrote is not.

use axum::body::Body;
use http::{HeaderValue, StatusCode};

use crate::{
    browser::{encode, post},
    site::Site,
};

/// The address that a test browser's requests come from.
const PEER: &str = "127.0.0.1";

/// The source on record for a sign-in that was refused, sent with these header lines.
async fn on_record(site: &Site, forwarded: &[&[u8]]) -> String {
    // The first refusal of a source in a minute has a row of its own.
    site.stage.clock.advance(chrono::TimeDelta::minutes(1));
    let mut request = post("/login?do=auth/log-in");
    for line in forwarded {
        request = request.header("x-forwarded-for", HeaderValue::from_bytes(line).unwrap());
    }
    let before = site.stage.audited("auth.sign_in").await.len();
    // Another User ID each time: the same one would soon be locked.
    let user_id = format!("Nobody.Here{before}");
    let fields = [("user_id", user_id.as_str()), ("password", "not the password at all")];
    let request = request.body(Body::from(encode(&fields))).unwrap();
    let answer = site.browser().send(request).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{answer:?}");
    let rows = site.stage.audited("auth.sign_in").await;
    assert_eq!(rows.len(), before + 1);
    rows.last().unwrap().source.clone()
}

#[tokio::test]
async fn without_a_trusted_proxy_the_header_is_ignored() {
    let site = Site::open().await;
    for forwarded in [
        &[][..],
        &[b"203.0.113.7".as_slice()],
        &[b"203.0.113.7, 203.0.113.8".as_slice()],
    ] {
        assert_eq!(on_record(&site, forwarded).await, PEER, "{forwarded:?}");
    }
}

#[tokio::test]
async fn behind_one_proxy_the_last_entry_is_the_client() {
    let site = Site::behind(1).await;
    for (forwarded, client) in [
        (&[b"203.0.113.7".as_slice()][..], "203.0.113.7"),
        (&[b"198.51.100.1, 203.0.113.8"], "203.0.113.8"),
        (&[b"198.51.100.1", b"203.0.113.9"], "203.0.113.9"),
        (&[b"\"[2001:db8::7]:5123\""], "2001:db8::7"),
        (&[], PEER),
    ] {
        assert_eq!(on_record(&site, forwarded).await, client, "{forwarded:?}");
    }
}

#[tokio::test]
async fn behind_two_proxies_the_last_but_one_entry_is_the_client() {
    let site = Site::behind(2).await;
    for (forwarded, client) in [
        (&[b"203.0.113.7, 10.0.0.2".as_slice()][..], "203.0.113.7"),
        (&[b"198.51.100.1, 203.0.113.8, 10.0.0.2"], "203.0.113.8"),
        (&[b"198.51.100.1, 203.0.113.9", b"10.0.0.2"], "203.0.113.9"),
        (&[b"10.0.0.2"], "10.0.0.2"),
    ] {
        assert_eq!(on_record(&site, forwarded).await, client, "{forwarded:?}");
    }
}

#[tokio::test]
async fn garbage_is_nobodys_address_and_is_not_kept() {
    let site = Site::behind(1).await;
    for garbage in [
        b"".as_slice(),
        b"unknown",
        b"<script>alert(1)</script>",
        b"203.0.113.7;x",
        b"203.0.113.7\xff",
        b"203.0.113.7, ",
        b"256.0.0.1",
    ] {
        assert_eq!(on_record(&site, &[garbage]).await, PEER, "{garbage:?}");
    }
    let long = "1,".repeat(3_000);
    assert_eq!(on_record(&site, &[long.as_bytes()]).await, PEER);
}

#[tokio::test]
async fn a_denial_and_a_look_at_a_list_have_the_clients_address_too() {
    let site = Site::behind(1).await;
    let mut nurse = site.nurse().await;
    for path in ["/prior-auth/new", "/review"] {
        let request = http::Request::get(path).header("x-forwarded-for", "198.51.100.1, 203.0.113.7");
        nurse.send(request.body(Body::empty()).unwrap()).await;
    }
    site.stage.services.later.store().await.unwrap();
    for action in ["access.denied", "review.queue"] {
        let rows = site.stage.audited(action).await;
        let sources: Vec<&str> = rows.iter().map(|row| row.source.as_str()).collect();
        assert_eq!(sources, ["203.0.113.7"], "{action}");
    }
}
