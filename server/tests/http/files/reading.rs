//! Files read: what comes with them, and to whom they are nothing.

use domain::access::Role;
use http::StatusCode;

use super::{samples::pdf_of, sending::sent};
use crate::{
    browser::Browser,
    drafts::{self, new_draft},
    site::Site,
};

#[tokio::test]
async fn a_file_leaves_as_an_attachment_that_can_do_nothing() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let bytes = pdf_of(3);
    let id = sent(&mut browser, &draft, "Knee \"MRI\" – left.pdf", &bytes).await;
    let answer = browser.get(&format!("/files/{id}")).await;
    assert_eq!((answer.status, &answer.body[..]), (StatusCode::OK, &bytes[..]));
    assert_eq!(answer.header("content-type"), "application/pdf");
    let disposition = answer.header("content-disposition");
    assert!(
        disposition.starts_with("attachment; filename=\"Knee _MRI_ _ left.pdf\""),
        "{disposition}"
    );
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("cache-control"), "no-store");
    let policy = answer.header("content-security-policy");
    assert!(
        policy.starts_with("sandbox; default-src 'none'") && !policy.contains("script"),
        "{policy}"
    );
    assert_eq!(answer.header("content-length"), bytes.len().to_string());
    for page in 1..=3 {
        let image = browser.get(&format!("/files/{id}/pages/{page}")).await;
        assert_eq!(
            (image.status, image.header("content-type")),
            (StatusCode::OK, "image/png")
        );
        assert!(image.body.starts_with(b"\x89PNG"));
        assert!(image.header("content-security-policy").starts_with("sandbox"));
        assert_eq!(image.header("cache-control"), "no-store");
    }
    for missing in ["pages/4", "pages/0", "pages/-1", "pages/x"] {
        let answer = browser.get(&format!("/files/{id}/{missing}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{missing}");
    }
}

/// Status and text at every address that names a file.
async fn everywhere(browser: &mut Browser, id: &str) -> Vec<(StatusCode, usize)> {
    let mut seen = Vec::new();
    for address in ["", "/pages/1", "/progress"] {
        let answer = browser.get(&format!("/files/{id}{address}")).await;
        seen.push((answer.status, answer.body.len()));
    }
    let (status, _) = super::sending::append(browser, id, 0, axum::body::Body::from("x")).await;
    seen.push((status, 0));
    seen
}

#[tokio::test]
async fn another_practice_sees_nothing_by_any_address() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let id = sent(&mut browser, &draft, "chart.pdf", &pdf_of(1)).await;
    let elsewhere = site.stage.practice("Lakeside Home Medical").await;
    let mut stranger = site.signed_in("Front.Desk2", Role::Coordinator, Some(&elsewhere)).await;
    // As well formed as the other, and nobody’s.
    let (start, last) = id.split_at(id.len() - 1);
    let missing = format!("{start}{}", if last == "7" { "8" } else { "7" });
    let seen = everywhere(&mut stranger, &id).await;
    assert_eq!(seen, everywhere(&mut stranger, &missing).await);
    assert!(
        seen.iter().all(|(status, _)| *status == StatusCode::NOT_FOUND),
        "{seen:?}"
    );
    let refused = super::sending::send(
        &mut stranger,
        "application/json",
        super::sending::form(&[("draft", &draft)], &[("x.pdf", &pdf_of(1))]),
    );
    assert_eq!(refused.await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_plan_reads_what_was_sent_and_no_draft() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let id = sent(&mut browser, &draft, "chart.pdf", &pdf_of(1)).await;
    let mut nurse = site.nurse().await;
    let mut root = site.signed_in("Admin.Root", Role::SystemAdministrator, None).await;
    assert_eq!(nurse.get(&format!("/files/{id}")).await.status, StatusCode::NOT_FOUND);
    drafts::fill(&mut browser, &draft).await;
    let version = drafts::version(&mut browser, &draft).await;
    let submitted = drafts::send(&mut browser, &draft, &version).await;
    let path = submitted.location().split('?').next().unwrap();
    let reference = path.strip_prefix("/prior-auth/").unwrap().to_owned();
    assert_eq!(nurse.get(&format!("/files/{id}")).await.status, StatusCode::OK);
    assert_eq!(nurse.get(&format!("/files/{id}/pages/1")).await.status, StatusCode::OK);
    for (reader, address) in [(&mut browser, "prior-auth"), (&mut nurse, "review")] {
        let page = reader.get(&format!("/{address}/{reference}")).await;
        assert!(
            page.text().contains("chart.pdf") && page.text().contains(&format!("/files/{id}/pages/1")),
            "{address}"
        );
    }
    assert_eq!(root.get(&format!("/files/{id}")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(nurse.get("/files/01MISSING").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn reviewers_find_words_in_documents_and_nobody_else_does() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let draft = new_draft(&mut browser).await;
    let id = sent(&mut browser, &draft, "chart.pdf", &pdf_of(3)).await;
    drafts::fill(&mut browser, &draft).await;
    let version = drafts::version(&mut browser, &draft).await;
    let submitted = drafts::send(&mut browser, &draft, &version).await;
    let path = submitted.location().split('?').next().unwrap();
    let reference = path.strip_prefix("/prior-auth/").unwrap().to_owned();
    let page = format!("/review/{reference}");
    let mut nurse = site.nurse().await;
    let shown = nurse.get(&page).await;
    assert!(shown.text().contains("Find words"), "{}", shown.text());
    let target = format!("{page}?do=review/find-in-documents");
    let look = async |browser: &mut Browser, words: &str| {
        browser
            .post(&target, &[("reference", reference.as_str()), ("words", words)])
            .await
    };
    let found = look(&mut nurse, "PAGE  2").await;
    assert_eq!(found.status, StatusCode::OK);
    for words in [
        "1 place",
        "Page 2 of chart.pdf",
        &format!("/files/{id}/pages/2"),
        "<mark>Page 2</mark>",
    ] {
        assert!(found.text().contains(words), "{words}: {}", found.text());
    }
    assert!(look(&mut nurse, "of 3").await.text().contains("3 places"));
    assert!(look(&mut nurse, "hip").await.text().contains("Nothing found."));
    assert!(
        !look(&mut nurse, "P").await.text().contains("<mark>"),
        "one letter is in everything"
    );
    let rows = site.stage.audited("file.search").await;
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row.subject_id == reference), "{rows:?}");
    assert!(!format!("{rows:?}").contains("hip"), "what was looked for is not kept");
    let fields = [("reference", reference.as_str()), ("words", "page 2")];
    let called = browser.post("/api/review/find-in-documents", &fields).await;
    assert_eq!(called.status, StatusCode::FORBIDDEN);
    assert!(!browser.get(path).await.text().contains("Find words"));
}

#[tokio::test]
async fn without_text_there_is_no_search() {
    let site = Site::open().await;
    let mut browser = site.coordinator().await;
    let reference = drafts::submit_knee_orthosis(&mut browser).await;
    let page = site.nurse().await.get(&format!("/review/{reference}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("Find words"));
}
