//! Sizes, methods and addresses that lead nowhere.

use axum::body::Body;
use http::{Method, Request, StatusCode};
use server::http::{
    accept,
    listen::{self, Host},
    shutdown,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{browser::post, site::Site};

#[tokio::test]
async fn a_body_over_the_limit_is_refused_before_anybody_reads_it() {
    let mut browser = Site::open().await.browser();
    let body = "user_id=".to_owned() + &"x".repeat(server::http::limits::BODY_LIMIT);
    for path in ["/login?do=auth/log-in", "/api/auth/log-in"] {
        let answer = browser.send(post(path).body(Body::from(body.clone())).unwrap()).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
    }
}

#[tokio::test]
async fn an_unknown_function_is_answered_in_plain_text_without_repeating_its_name() {
    let mut browser = Site::open().await.browser();
    let answer = browser.post("/api/%3Cscript%3Ealert(1)", &[]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    assert!(!answer.text().contains("script"), "{}", answer.text());
}

#[tokio::test]
async fn functions_are_not_reached_by_reading() {
    let mut browser = Site::open().await.browser();
    let answer = browser.get("/api/auth/log-out").await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn other_methods_are_refused_on_pages() {
    let mut browser = Site::open().await.browser();
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        let request = Request::builder()
            .method(method.clone())
            .uri("/login")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::empty());
        let answer = browser.send(request.unwrap()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
}

#[tokio::test]
async fn health_says_live_and_ready_and_what_the_data_is_for() {
    let mut browser = Site::open().await.browser();
    assert_eq!(browser.get("/health/live").await.status, StatusCode::OK);
    let ready = browser.get("/health/ready").await;
    assert_eq!(ready.status, StatusCode::OK);
    assert_eq!(ready.text(), r#"{"status":"ready","mode":"demo"}"#);
}

#[tokio::test]
async fn a_password_of_a_megabyte_gets_a_page_that_says_it_is_too_much() {
    let site = Site::open().await;
    let listeners = listen::bind(&Host::Loopback, 0, "--port").await.unwrap();
    let port = listeners.port;
    let (_stopper, heard) = shutdown::channel();
    tokio::spawn(accept::serve(listeners.sockets, site.router.clone(), heard));
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let body = "user_id=Nurse.Ortiz&password=".to_owned() + &"x".repeat(1024 * 1024);
    let head = format!(
        "POST /login?do=auth/log-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(answer.contains("<h1>Too much was sent at once</h1>"), "{answer}");
}

#[tokio::test]
async fn user_ids_of_odd_characters_are_just_not_right() {
    let site = Site::open().await;
    for user_id in [
        "a\0b",
        "\u{202e}nimda",
        "\u{feff}Nurse.Ortiz",
        "\u{1d54f}",
        "' or 1=1 --",
    ] {
        let fields = [("user_id", user_id), ("password", "some password")];
        for path in ["/login?do=auth/log-in", "/api/auth/log-in"] {
            let answer = site.browser().post(path, &fields).await;
            assert_eq!(
                answer.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{user_id:?} {path}: {answer:?}"
            );
        }
    }
}

#[tokio::test]
async fn json_is_read_nowhere_however_it_is_nested() {
    let mut browser = Site::open().await.browser();
    let nested = "[".repeat(10_000) + &"]".repeat(10_000);
    for path in ["/api/auth/log-in", "/login?do=auth/log-in"] {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/json")
            .body(Body::from(nested.clone()));
        let answer = browser.send(request.unwrap()).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{path}");
    }
}

#[tokio::test]
async fn a_page_takes_the_forms_of_its_list_and_no_other() {
    let mut browser = Site::open().await.browser();
    let functions: Vec<&str> = server_fn::axum::server_fn_paths()
        .map(|(path, _)| path.trim_start_matches("/api/"))
        .collect();
    for (pattern, _) in app::paths::ADDRESSES {
        let page = pattern.replace(":part", "member").replace(':', "");
        for function in functions
            .iter()
            .filter(|name| !app::paths::form_targets(&page).contains(name))
        {
            let answer = browser.post(&format!("{page}?do={function}"), &[]).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{page} takes {function}");
        }
    }
}
