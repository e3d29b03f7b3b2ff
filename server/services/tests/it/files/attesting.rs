//! What a clinician attests has its documents with it.

use domain::access::Role;
use domain::form::FieldCode;
use domain::prior_auth::StepFields;
use services::prior_auth::{
    Attestation, DraftError, SeenDraft, SubmitError, ask_attestation, attest, attest_and_submit, draft, drafts_for_me,
    submit,
};
use services::testing::{Stage, fill, knee_orthosis, seen};
use services::{Caller, files, on_both_databases};

use super::desk::{Desk, pdf};

/// A complete draft whose rule asks for a clinician's word, the clinician, and the draft's version.
async fn complete(stage: Stage) -> (Desk, Caller, i64) {
    let desk = Desk::open(stage).await;
    let practice = desk.caller.actor.practice.clone().unwrap();
    let doctor = desk.stage.caller_in(Role::Clinician, &practice).await;
    let prosthesis = StepFields {
        procedure_code: "L5856".to_owned(),
        ..knee_orthosis()
    };
    let version = fill(&desk.stage.services, &desk.caller, &desk.draft, &prosthesis).await;
    let version = version.unwrap();
    (desk, doctor, version)
}

on_both_databases! {
    fn a_document_that_comes_or_goes_voids_the_attestation(stage: Stage) {
        let (desk, doctor, version) = complete(stage).await;
        let services = &desk.stage.services;
        let chart = desk.received("chart.pdf", &pdf(100)).await;
        ask_attestation(services, &desk.caller, &desk.draft, &doctor.actor.account).await.unwrap();
        let shown = seen(services, &doctor, &desk.draft).await.unwrap();
        attest(services, &doctor, &desk.draft, shown).await.unwrap();
        let state = async || draft(services, &desk.caller, &desk.draft).await.unwrap().0.attestation;
        let waiting = async || drafts_for_me(services, &desk.caller).await.unwrap().len();
        assert!(matches!(state().await, Attestation::Given { .. }));
        assert_eq!(waiting().await, 1, "it can be sent");

        let later = desk.received("later.pdf", &pdf(200)).await;
        assert_eq!((state().await, waiting().await), (Attestation::Needed, 0));
        let refused = submit(services, &desk.caller, &desk.draft, version).await;
        let Err(SubmitError::Form(errors)) = refused else { panic!("{refused:?}") };
        assert_eq!(errors.for_field("clinician"), Some(FieldCode::Required));
        files::remove(services, &desk.caller, &later).await.unwrap();
        assert!(matches!(state().await, Attestation::Given { .. }), "these were attested");

        files::remove(services, &desk.caller, &chart).await.unwrap();
        assert_eq!(state().await, Attestation::Needed);
        desk.received("chart.pdf", &pdf(101)).await;
        assert_eq!(state().await, Attestation::Needed, "another file of that name");
        let other = desk.list().await.remove(0);
        files::remove(services, &desk.caller, &other.id).await.unwrap();
        desk.received("chart.pdf", &pdf(100)).await;
        submit(services, &desk.caller, &desk.draft, version).await.unwrap();
    }

    fn documents_that_the_clinician_has_not_seen_are_not_attested(stage: Stage) {
        let (desk, doctor, version) = complete(stage).await;
        let services = &desk.stage.services;
        let before = seen(services, &doctor, &desk.draft).await.unwrap();
        assert_eq!(before.version, version);
        desk.received("late.pdf", &pdf(100)).await;
        let refused = attest(services, &doctor, &desk.draft, before.clone()).await;
        assert!(matches!(refused, Err(DraftError::Changed)), "{refused:?}");
        let refused = attest_and_submit(services, &doctor, &desk.draft, before).await;
        assert!(matches!(refused, Err(SubmitError::Changed)), "{refused:?}");
        let now = seen(services, &doctor, &desk.draft).await.unwrap();
        attest_and_submit(services, &doctor, &desk.draft, now).await.unwrap();
    }

    fn documents_that_nobody_names_are_not_attested_either(stage: Stage) {
        let (desk, doctor, version) = complete(stage).await;
        let services = &desk.stage.services;
        for has_documents in [false, true] {
            if has_documents {
                desk.received("chart.pdf", &pdf(100)).await;
            }
            for documents in ["", "0"] {
                let unnamed = SeenDraft { version, documents: documents.to_owned() };
                let refused = attest(services, &doctor, &desk.draft, unnamed.clone()).await;
                assert!(matches!(refused, Err(DraftError::Changed)), "{refused:?}");
                let refused = attest_and_submit(services, &doctor, &desk.draft, unnamed).await;
                assert!(matches!(refused, Err(SubmitError::Changed)), "{refused:?}");
            }
        }
        assert!(desk.stage.audited("prior_auth.attest").await.is_empty());
        let state = draft(services, &doctor, &desk.draft).await.unwrap().0.attestation;
        assert_eq!(state, Attestation::Needed);
    }
}
