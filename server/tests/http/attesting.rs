//! A clinician's word, by the plain form of the page that checks a draft.

use domain::access::Role;
use http::StatusCode;
use services::testing::MemberSpec;

use crate::{
    browser::{Answer, Browser},
    drafts::{self, hidden, new_draft},
    files::{samples::pdf_of, sending::sent},
    site::Site,
};

/// Ticks the box, with these documents, or without naming any, and presses a button.
async fn attest(browser: &mut Browser, button: &str, draft: &str, documents: Option<&str>) -> Answer {
    let check = drafts::page(draft, "check");
    let version = hidden(&browser.get(&check).await, "version");
    let mut fields = vec![("draft", draft), ("version", version.as_str()), ("attested", "on")];
    fields.extend(documents.map(|documents| ("documents", documents)));
    browser.post(&format!("{check}?do={button}"), &fields).await
}

#[tokio::test]
async fn only_documents_that_the_page_names_are_attested() {
    let site = Site::open().await;
    let practice = site.stage.practice("Cedar Hill Orthopedics").await;
    site.stage.member(MemberSpec::default()).await;
    let mut desk = site.signed_in("Front.Desk1", Role::Coordinator, Some(&practice)).await;
    let mut doctor = site.signed_in("Doctor.Lee1", Role::Clinician, Some(&practice)).await;
    let draft = new_draft(&mut desk).await;
    drafts::fill(&mut desk, &draft).await;
    let check = drafts::page(&draft, "check");
    let without = hidden(&doctor.get(&check).await, "documents");
    assert_eq!(without.len(), 64, "no documents have a hash, too");
    sent(&mut desk, &draft, "chart.pdf", &pdf_of(1)).await;
    for button in ["prior-auth/attest", "prior-auth/submit"] {
        for documents in [None, Some(""), Some(without.as_str()), Some("x")] {
            let refused = attest(&mut doctor, button, &draft, documents).await;
            assert_eq!(refused.status, StatusCode::CONFLICT, "{button} {documents:?}");
        }
    }
    assert!(site.stage.audited("prior_auth.attest").await.is_empty());
    let shown = hidden(&doctor.get(&check).await, "documents");
    assert_ne!(shown, without);
    let attested = attest(&mut doctor, "prior-auth/attest", &draft, Some(&shown)).await;
    assert_eq!(
        (attested.status, attested.location()),
        (StatusCode::SEE_OTHER, check.as_str())
    );
    assert_eq!(site.stage.audited("prior_auth.attest").await.len(), 1);
}
