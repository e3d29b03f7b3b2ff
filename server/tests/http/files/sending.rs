//! Files sent: by a plain form, by a program, and gone on with after a broken line.

use axum::body::Body;
use bytes::Bytes;
use http::{Request, StatusCode, header};
use serde_json::Value;

use super::samples::{pdf_of, pdf_of_size, png};
use crate::{
    browser::{Answer, Browser, post},
    drafts::new_draft,
    site::Site,
};

/// A form with fields and files, and its boundary in the content type.
pub fn form(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    for (name, bytes) in files {
        let head = format!(
            "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/pdf\r\n\r\n"
        );
        body.extend(head.bytes().chain(bytes.iter().copied()).chain(*b"\r\n"));
    }
    body.extend(b"--XX--\r\n");
    ("multipart/form-data; boundary=XX".to_owned(), body)
}

/// Posts it as a page does, or as a program that asks for JSON.
pub async fn send(browser: &mut Browser, accept: &str, (kind, body): (String, Vec<u8>)) -> Answer {
    let request = Request::post("/files")
        .header("sec-fetch-site", "same-origin")
        .header(header::ACCEPT, accept)
        .header(header::CONTENT_TYPE, kind);
    browser.send(request.body(Body::from(body)).unwrap()).await
}

pub async fn announce(browser: &mut Browser, draft: &str, name: &str, size: usize) -> Value {
    announce_at(browser, &[("draft", draft)], name, size).await
}

/// Announces a file where `place` says.
pub async fn announce_at(browser: &mut Browser, place: &[(&str, &str)], name: &str, size: usize) -> Value {
    let size = size.to_string();
    let about = [("name", name), ("size", size.as_str())];
    let form = form(&[place, &about].concat(), &[]);
    let answer = send(browser, "application/json", form).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    serde_json::from_slice::<Value>(&answer.body).unwrap()["files"][0].clone()
}

pub async fn append(browser: &mut Browser, id: &str, offset: usize, body: Body) -> (StatusCode, Value) {
    let request = Request::post(format!("/files/{id}/append?offset={offset}"))
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .body(body);
    let answer = browser.send(request.unwrap()).await;
    (answer.status, serde_json::from_slice(&answer.body).unwrap())
}

/// Sends a whole file, and gives its id.
pub async fn sent(browser: &mut Browser, draft: &str, name: &str, bytes: &[u8]) -> String {
    let begun = announce(browser, draft, name, bytes.len()).await;
    let id = begun["id"].as_str().unwrap().to_owned();
    let (status, done) = append(browser, &id, 0, Body::from(bytes.to_vec())).await;
    assert_eq!(
        (status, done["state"].as_str()),
        (StatusCode::OK, Some("received")),
        "{done}"
    );
    id
}

#[tokio::test]
async fn a_form_without_a_program_sends_several_files_and_leads_back_to_their_list() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let files: [(&str, &[u8]); 3] = [
        ("chart.pdf", &pdf_of(2)),
        ("knee.png", &png(30, 20)),
        ("notes.docx", b"PK"),
    ];
    let answer = send(&mut browser, "text/html", form(&[("draft", &draft)], &files)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    assert_eq!(answer.location(), app::paths::documents(&draft));
    let page = browser.get(answer.location()).await;
    for words in ["chart.pdf", "2 pages", "knee.png", "1 page", "notes.docx", "SHA-256"] {
        assert!(page.text().contains(words), "{words} is missing: {}", page.text());
    }
    let nothing: [(&str, &[u8]); 1] = [("", b"")];
    let answer = send(&mut browser, "text/html", form(&[("draft", &draft)], &nothing)).await;
    assert!(answer.location().ends_with("problem=no_file"), "{answer:?}");
    let page = browser.get(answer.location()).await;
    assert!(page.text().contains("Choose a file"), "{}", page.text());
}

#[tokio::test]
async fn a_photo_is_taken_by_a_second_field_of_the_same_form() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let page = browser.get(&app::paths::documents(&draft)).await;
    for part in ["Take a photo", "accept=\"image/*\"", "capture=\"environment\""] {
        assert!(page.text().contains(part), "{part}");
    }
    // What a browser posts of the two fields where only the second one was used, and where both were.
    let photo = png(30, 20);
    let order = pdf_of(1);
    for (files, there) in [
        ([("", &b""[..]), ("image.png", photo.as_slice())], vec!["image.png"]),
        (
            [("order.pdf", order.as_slice()), ("wound.png", photo.as_slice())],
            vec!["image.png", "order.pdf", "wound.png"],
        ),
    ] {
        let answer = send(&mut browser, "text/html", form(&[("draft", &draft)], &files)).await;
        assert_eq!(answer.location(), app::paths::documents(&draft), "{answer:?}");
        let page = browser.get(answer.location()).await;
        for name in there {
            assert!(page.text().contains(name), "{name}");
        }
    }
}

#[tokio::test]
async fn a_program_hears_what_became_of_each_file() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let files: [(&str, &[u8]); 3] = [("chart.pdf", &pdf_of(1)), ("chart.png", &pdf_of(1)), ("x.exe", b"MZ")];
    let answer = send(&mut browser, "application/json", form(&[("draft", &draft)], &files)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("cache-control"), "no-store");
    let value: Value = serde_json::from_slice(&answer.body).unwrap();
    let said: Vec<(&str, Option<&str>)> = value["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (file["state"].as_str().unwrap(), file["problem"].as_str()))
        .collect();
    let expected = [
        ("received", None),
        ("refused", Some("kind_mismatch")),
        ("refused", Some("kind_not_taken")),
    ];
    assert_eq!(said, expected);
}

#[tokio::test]
async fn a_broken_line_is_gone_on_with_from_where_the_server_is() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let bytes = pdf_of_size(300_000);
    let begun = announce(&mut browser, &draft, "chart.pdf", bytes.len()).await;
    let id = begun["id"].as_str().unwrap();
    let broken = futures::stream::iter([
        Ok(Bytes::copy_from_slice(&bytes[..150_000])),
        Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset)),
    ]);
    let (status, _) = append(&mut browser, id, 0, Body::from_stream(broken)).await;
    assert_eq!(status, StatusCode::REQUEST_TIMEOUT);
    let progress = browser.get(&format!("/files/{id}/progress")).await;
    let progress: Value = serde_json::from_slice(&progress.body).unwrap();
    assert_eq!(progress["offset"], 131_072);
    let (status, conflict) = append(&mut browser, id, 5, Body::from(bytes[5..].to_vec())).await;
    assert_eq!(
        (status, &conflict["offset"]),
        (StatusCode::CONFLICT, &progress["offset"])
    );
    let (status, done) = append(&mut browser, id, 131_072, Body::from(bytes[131_072..].to_vec())).await;
    assert_eq!(
        (status, done["state"].as_str()),
        (StatusCode::OK, Some("received")),
        "{done}"
    );
    assert_eq!(browser.get(&format!("/files/{id}")).await.body, bytes);
}

#[tokio::test]
async fn only_this_sites_pages_may_send_and_only_what_is_a_file() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let (kind, body) = form(&[("draft", &draft)], &[("chart.pdf", &pdf_of(1))]);
    for (site, kind, status) in [
        ("cross-site", kind.as_str(), StatusCode::FORBIDDEN),
        ("same-site", &kind, StatusCode::FORBIDDEN),
        ("none", &kind, StatusCode::FORBIDDEN),
        ("same-origin", "application/json", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (
            "same-origin",
            "application/x-www-form-urlencoded",
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        ("same-origin", "multipart/form-data", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (
            "same-origin",
            "application/octet-stream",
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
    ] {
        let request = Request::post("/files")
            .header("sec-fetch-site", site)
            .header(header::CONTENT_TYPE, kind);
        let answer = browser.send(request.body(Body::from(body.clone())).unwrap()).await;
        assert_eq!(answer.status, status, "{site} {kind}");
    }
    let begun = announce(&mut browser, &draft, "chart.pdf", 10).await;
    let path = format!("/files/{}/append?offset=0", begun["id"].as_str().unwrap());
    let answer = browser
        .send(post(&path).body(Body::from("%PDF-1.7\n\n")).unwrap())
        .await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let page = browser.get("/files").await;
    assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_form_that_is_too_large_or_none_is_refused() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let kind = "multipart/form-data; boundary=XX".to_owned();
    let broken = b"--XX\r\nContent-Disposition: nonsense\r\n\r\n\r\n--XX--".to_vec();
    let answer = send(&mut browser, "application/json", (kind.clone(), broken)).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let answer = send(&mut browser, "application/json", form(&[], &[("chart.pdf", b"%PDF-")])).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "nobody knows where it belongs");
    let endless = futures::stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from(vec![b'x'; 1 << 20])));
    let (_, mut head) = form(&[("draft", &draft)], &[("chart.pdf", b"%PDF-1.7\n")]);
    head.truncate(head.len() - 10);
    let head = futures::stream::iter([Ok(Bytes::from(head))]);
    let request = Request::post("/files")
        .header("sec-fetch-site", "same-origin")
        .header(header::ACCEPT, "application/json")
        .header(header::CONTENT_TYPE, kind)
        .body(Body::from_stream(futures::StreamExt::chain(head, endless)));
    let answer = browser.send(request.unwrap()).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{answer:?}");
}

#[tokio::test]
async fn without_a_session_nothing_is_taken() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    browser.cookie = None;
    let sample = || form(&[("draft", &draft)], &[("chart.pdf", &pdf_of(1))]);
    let answer = send(&mut browser, "application/json", sample()).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let answer = send(&mut browser, "text/html", sample()).await;
    assert!(answer.location().starts_with("/login"), "{answer:?}");
    let answer = browser.get("/files/01ABC").await;
    assert!(answer.location().starts_with("/login"), "{answer:?}");
}
