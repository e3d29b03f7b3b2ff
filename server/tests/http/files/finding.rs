//! Words found in documents: what the page shows of places without a picture, and of documents that nobody can search.

use http::StatusCode;

use super::{
    samples::{pdf_of, png},
    sending::sent,
};
use crate::{
    browser::{Answer, Browser},
    drafts::{self, new_draft},
    site::Site,
};

/// Sends a request with these documents: its reference, and their ids.
async fn submit_with(browser: &mut Browser, documents: &[(&str, &[u8])]) -> (String, Vec<String>) {
    let draft = new_draft(browser).await;
    let mut ids = Vec::new();
    for (name, bytes) in documents {
        ids.push(sent(browser, &draft, name, bytes).await);
    }
    drafts::fill(browser, &draft).await;
    let version = drafts::version(browser, &draft).await;
    let submitted = drafts::send(browser, &draft, &version).await;
    let path = submitted.location().split('?').next().unwrap();
    (path.strip_prefix("/prior-auth/").unwrap().to_owned(), ids)
}

async fn look(nurse: &mut Browser, reference: &str, words: &str) -> Answer {
    let target = format!("/review/{reference}?do=review/find-in-documents");
    let found = nurse.post(&target, &[("reference", reference), ("words", words)]).await;
    assert_eq!(found.status, StatusCode::OK);
    found
}

#[tokio::test]
async fn a_place_on_a_page_without_a_picture_is_named_and_leads_nowhere() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let (reference, ids) = submit_with(&mut browser, &[("chart.pdf", &pdf_of(12)), ("wound.png", &png(30, 20))]).await;
    let mut nurse = site.nurse().await;
    let dead = format!("/files/{}/pages/12", ids[0]);
    assert_eq!(nurse.get(&dead).await.status, StatusCode::NOT_FOUND);
    let found = look(&mut nurse, &reference, "page 12 of").await;
    for words in [
        "1 place",
        "Page 12 of chart.pdf",
        "<mark>Page 12 of</mark>",
        "There is no picture of this page.",
    ] {
        assert!(found.text().contains(words), "{words}: {}", found.text());
    }
    assert!(!found.text().contains(&dead), "no dead link");
    for words in ["What was not searched:", "wound.png: no text is known of it."] {
        assert!(found.text().contains(words), "{words}: {}", found.text());
    }
    assert!(!found.text().contains("chart.pdf: "), "all of it was searched");
}

#[tokio::test]
async fn a_document_whose_text_is_broken_is_named_and_the_others_are_searched() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let documents: [(&str, &[u8]); 2] = [("broken.pdf", &pdf_of(2)), ("good.pdf", &pdf_of(3))];
    let (reference, ids) = submit_with(&mut browser, &documents).await;
    let store = site.stage.settings.files.place.folder().unwrap();
    let text = store.join(&ids[0]).join("text");
    assert!(text.is_file());
    std::fs::write(text, "nonsense").unwrap();
    let mut nurse = site.nurse().await;
    let found = look(&mut nurse, &reference, "page 2 of").await;
    for words in [
        "1 place",
        "Page 2 of good.pdf",
        &format!("/files/{}/pages/2", ids[1]),
        "broken.pdf: its text cannot be read at the moment.",
    ] {
        assert!(found.text().contains(words), "{words}: {}", found.text());
    }
    let page = nurse.get(&format!("/files/{}/pages/1", ids[0])).await;
    assert_eq!(page.status, StatusCode::OK, "its pages are there");
}
