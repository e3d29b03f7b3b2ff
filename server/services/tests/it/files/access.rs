//! Who may do what with a file, and that another practice's looks like none at all.

use domain::access::Role;
use domain::id::{DraftId, FileId};
use services::Caller;
use services::files::{self, Announced, ContentError, UploadError};
use services::on_both_databases;
use services::testing::{Stage, knee_orthosis, submit_filled};

use super::desk::{Desk, pdf, pieces};

/// Everything that can be asked about a file and its draft, each answered with "there is none".
async fn assert_nothing_there(desk: &Desk, caller: &Caller, id: &FileId, draft: &DraftId) {
    let services = &desk.stage.services;
    let announced = Announced {
        name: "a.pdf",
        size: Some(1),
    };
    let uploads = [
        files::begin(services, caller, draft, announced).await.map(drop),
        files::append(services, caller, id, 0, pieces(b"x", 1)).await.map(drop),
        files::state(services, caller, id).await.map(drop),
        files::of_draft(services, caller, draft).await.map(drop),
        files::remove(services, caller, id).await,
    ];
    for answer in uploads {
        assert!(matches!(answer, Err(UploadError::NotFound)), "{answer:?}");
    }
    let read = files::content(services, caller, id).await.map(drop);
    assert!(matches!(read, Err(ContentError::NotFound)), "{read:?}");
    let page = files::page_image(services, caller, id, 1).await;
    assert!(matches!(page, Err(ContentError::NotFound)), "{page:?}");
}

on_both_databases! {
    fn another_practice_and_the_plan_see_nothing_of_a_draft(stage: Stage) {
        let desk = Desk::open(stage).await;
        let id = desk.received("chart.pdf", &pdf(100)).await;
        let begun = desk.begin("other.pdf", Some(100)).await.id;
        for role in [Role::Administrator, Role::Coordinator, Role::Viewer, Role::Nurse, Role::Physician, Role::SystemAdministrator] {
            let stranger = desk.stage.caller(role).await;
            for file in [&id, &begun, &FileId::new("01MISSING")] {
                assert_nothing_there(&desk, &stranger, file, &desk.draft).await;
            }
        }
        assert_eq!(desk.list().await.len(), 2, "and nothing was changed");
        assert!(desk.stage.audited("file.read").await.is_empty());
    }
}

#[tokio::test]
async fn in_the_practice_drafts_are_for_those_who_write_and_requests_for_all() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let bytes = pdf(100);
    let id = desk.received("chart.pdf", &bytes).await;
    let practice = desk.caller.actor.practice.clone().unwrap();
    let services = &desk.stage.services;
    let colleague = desk.stage.caller_in(Role::Clinician, &practice).await;
    let viewer = desk.stage.caller_in(Role::Viewer, &practice).await;
    let (nurse, root) = (
        desk.stage.caller(Role::Nurse).await,
        desk.stage.caller(Role::SystemAdministrator).await,
    );
    assert!(files::content(services, &colleague, &id).await.is_ok());
    assert!(files::content(services, &viewer, &id).await.is_err());
    submit_filled(services, &desk.caller, &desk.draft, &knee_orthosis())
        .await
        .unwrap();
    for reader in [&desk.caller, &colleague, &viewer, &nurse] {
        assert!(
            files::content(services, reader, &id).await.is_ok(),
            "{}",
            reader.actor.user_id
        );
        assert!(
            files::page_image(services, reader, &id, 1).await.is_ok(),
            "{}",
            reader.actor.user_id
        );
    }
    let elsewhere = desk.stage.caller(Role::Coordinator).await;
    for stranger in [&root, &elsewhere] {
        assert!(matches!(
            files::content(services, stranger, &id).await,
            Err(ContentError::NotFound)
        ));
    }
}

#[tokio::test]
async fn only_who_began_a_file_goes_on_with_it() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let id = desk.begin("chart.pdf", Some(100)).await.id;
    let practice = desk.caller.actor.practice.clone().unwrap();
    let colleague = desk.stage.caller_in(Role::Clinician, &practice).await;
    let services = &desk.stage.services;
    let appended = files::append(services, &colleague, &id, 0, pieces(&pdf(100), 10)).await;
    assert!(matches!(appended, Err(UploadError::NotFound)), "{appended:?}");
    assert_eq!(
        files::of_draft(services, &colleague, &desk.draft).await.unwrap().len(),
        1,
        "but sees it"
    );
}
