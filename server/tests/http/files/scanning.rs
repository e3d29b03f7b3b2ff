//! Malware over HTTP: what people are told, with and without the scanner.

use axum::body::Body;
use http::StatusCode;
use serde_json::Value;
use services::{
    files::ScannerPlace,
    testing::{ClamdSays, MALWARE, MALWARE_NAME, TestClamd},
};
use tempfile::TempDir;

use super::{
    samples::{pdf_of, pdf_with},
    sending::{announce, append, form, send},
};
use crate::{
    browser::Browser,
    drafts::{self, new_draft},
    program::{output, portico, text},
    site::Site,
};

/// A good PDF in which the scanner finds something.
fn infected() -> Vec<u8> {
    pdf_with("", "", &[&b"% "[..], MALWARE, b"\n"].concat(), &[])
}

async fn list(browser: &mut Browser, draft: &str) -> String {
    let page = browser.get(&app::paths::documents(draft)).await;
    assert_eq!(page.status, StatusCode::OK);
    page.text().to_owned()
}

#[tokio::test]
async fn malware_is_refused_in_words_and_is_nowhere_to_be_seen() {
    let clamd = TestClamd::on_tcp(ClamdSays::Truth).await;
    let site = Site::scanned_at(clamd.place()).await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let (bad, good) = (infected(), pdf_of(1));
    let files: [(&str, &[u8]); 2] = [("bad.pdf", &bad), ("good.pdf", &good)];
    let answer = send(&mut browser, "application/json", form(&[("draft", &draft)], &files)).await;
    let said: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(said["files"][0]["problem"], "malware", "{said}");
    assert_eq!(said["files"][1]["state"], "received", "{said}");
    let page = list(&mut browser, &draft).await;
    assert!(page.contains("Malware was found in this file."), "{page}");
    assert!(!page.contains(MALWARE_NAME) && !answer.text().contains(MALWARE_NAME));
    let id = said["files"][0]["id"].as_str().unwrap();
    for address in [format!("/files/{id}"), format!("/files/{id}/pages/1")] {
        assert_eq!(browser.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let rows = site.stage.audited("file.refuse").await;
    assert!(
        rows.len() == 1 && rows[0].detail_json.contains(MALWARE_NAME),
        "{rows:?}"
    );

    drafts::fill(&mut browser, &draft).await;
    let version = drafts::version(&mut browser, &draft).await;
    let submitted = drafts::send(&mut browser, &draft, &version).await;
    let path = submitted.location().split('?').next().unwrap();
    let reference = path.strip_prefix("/prior-auth/").unwrap();
    let mut nurse = site.nurse().await;
    for (reader, address) in [(&mut browser, "prior-auth"), (&mut nurse, "review")] {
        let page = reader.get(&format!("/{address}/{reference}")).await;
        assert!(
            page.text().contains("good.pdf") && !page.text().contains("bad.pdf"),
            "{address}"
        );
    }
    assert_eq!(nurse.get(&format!("/files/{id}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn while_the_scanner_is_away_a_form_takes_nothing_and_says_what_to_do() {
    let folder = TempDir::new().unwrap();
    let socket = folder.path().join("clamd");
    let site = Site::scanned_at(ScannerPlace::Unix(socket.clone())).await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let sample = || form(&[("draft", &draft)], &[("chart.pdf", &pdf_of(1))]);
    let answer = send(&mut browser, "text/html", sample()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    assert!(answer.location().ends_with("problem=not_scanned"), "{answer:?}");
    let page = browser.get(answer.location()).await;
    for words in [
        "No file was added.",
        "cannot be checked for malware just now",
        "Wait a few minutes",
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    assert!(!page.text().contains("chart.pdf"), "nothing of it is kept");
    let answer = send(&mut browser, "application/json", sample()).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.header("retry-after"), "60");
    let said: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(said["reason"], "not_scanned", "{said}");
    assert!(!list(&mut browser, &draft).await.contains("chart.pdf"));
    let status = browser.get("/status").await;
    assert!(status.text().contains("Adding documents") && status.text().contains("Does not work"));

    let _clamd = TestClamd::on_socket(&socket, ClamdSays::Truth);
    let answer = send(&mut browser, "text/html", sample()).await;
    assert_eq!(answer.location(), app::paths::documents(&draft), "{answer:?}");
    assert!(list(&mut browser, &draft).await.contains("chart.pdf"));
    let status = browser.get("/status").await;
    assert!(status.text().contains("Everything works."), "{}", status.text());
    assert_eq!(status.text().matches("Works").count(), 3, "{}", status.text());
}

#[tokio::test]
async fn a_program_goes_on_when_the_scanner_is_back_and_sends_nothing_again() {
    let folder = TempDir::new().unwrap();
    let socket = folder.path().join("clamd");
    let site = Site::scanned_at(ScannerPlace::Unix(socket.clone())).await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let bytes = pdf_of(2);
    let begun = announce(&mut browser, &draft, "chart.pdf", bytes.len()).await;
    let id = begun["id"].as_str().unwrap();
    let (status, said) = append(&mut browser, id, 0, Body::from(bytes.clone())).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{said}");
    assert_eq!(
        (said["state"].as_str(), said["reason"].as_str()),
        (Some("uploading"), Some("not_scanned")),
        "{said}"
    );
    assert_eq!(said["offset"], bytes.len(), "all of it is there");
    for address in ["", "/pages/1"] {
        let answer = browser.get(&format!("/files/{id}{address}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
    }
    let _clamd = TestClamd::on_socket(&socket, ClamdSays::Truth);
    let (status, done) = append(&mut browser, id, bytes.len(), Body::empty()).await;
    assert_eq!(
        (status, done["state"].as_str()),
        (StatusCode::OK, Some("received")),
        "{done}"
    );
    assert_eq!(browser.get(&format!("/files/{id}")).await.body, bytes);
}

#[test]
fn the_doctor_says_whether_there_is_a_scanner() {
    let folder = TempDir::new().unwrap();
    let data = text(folder.path());
    let made = output(&["init", "--data", data, "--public-url", "https://portal.example.org"]);
    assert!(made.status.success(), "{made:?}");
    let doctor = ["doctor", "--data", data, "--port", "0", "--metrics-port", "0"];
    let without = output(&doctor);
    let said = String::from_utf8(without.stdout).unwrap();
    assert!(without.status.success() && said.contains("none  scanner"), "{said}");
    let set = |place: &str| portico(&doctor).env("PORTICO_FILES_SCANNER", place).output().unwrap();
    let away = set("unix:/nonexistent/clamd");
    let said = String::from_utf8(away.stdout).unwrap();
    assert!(!away.status.success() && said.contains("bad   scanner"), "{said}");
    let wrong = set("clamd");
    let said = String::from_utf8([wrong.stdout, wrong.stderr].concat()).unwrap();
    assert!(
        !wrong.status.success() && said.contains("files.scanner is neither"),
        "{said}"
    );
}
