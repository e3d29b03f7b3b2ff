//! A draft is sent, and its files go with it: all that were received, and none that was not.

use domain::file::{FileProblem, FileState};
use services::files::{self, UploadError};
use services::on_both_databases;
use services::prior_auth::{detail, submit};
use services::testing::{Stage, fill, knee_orthosis, submit_filled};

use super::desk::{Desk, pdf, pieces};

on_both_databases! {
    fn received_files_go_with_the_request_and_stay(stage: Stage) {
        let desk = Desk::open(stage).await;
        let services = &desk.stage.services;
        let bytes = pdf(100);
        let (one, two) = (desk.received("one.pdf", &bytes).await, desk.received("two.pdf", &bytes).await);
        let removed = desk.received("three.pdf", &bytes).await;
        files::remove(services, &desk.caller, &removed).await.unwrap();
        let begun = desk.begin("four.pdf", Some(100)).await.id;
        desk.begin("five.exe", Some(100)).await;
        let sent = submit_filled(services, &desk.caller, &desk.draft, &knee_orthosis()).await.unwrap();
        let case = detail(services, &desk.caller, &sent.reference).await.unwrap();
        let ids: Vec<_> = case.documents.iter().map(|document| document.id.clone()).collect();
        assert_eq!(ids, [one.clone(), two]);
        // What was on its way comes too late, what is sent stays, and nothing is added.
        let late = desk.append(&begun, 0, pieces(&bytes, 10)).await.unwrap();
        assert_eq!(late.problem, Some(FileProblem::RequestSent));
        assert!(matches!(files::remove(services, &desk.caller, &one).await, Err(UploadError::RequestSent)));
        assert!(matches!(desk.try_begin("six.pdf", Some(1)).await, Err(UploadError::RequestSent)));
        assert_eq!(desk.on_disk().len(), 2);
    }

    fn a_file_that_is_done_as_the_request_is_sent_is_in_it_or_refused(stage: Stage) {
        let desk = Desk::open(stage).await;
        let services = desk.stage.services.clone();
        for round in 0..8 {
            let draft = services::prior_auth::create_draft(&services, &desk.caller).await.unwrap();
            let desk = Desk { stage: desk.stage.clone(), caller: desk.caller.clone(), draft };
            let id = desk.begin("chart.pdf", Some(100)).await.id;
            let version = fill(&services, &desk.caller, &desk.draft, &knee_orthosis()).await.unwrap();
            let (file, sent) = futures::join!(
                desk.append(&id, 0, pieces(&pdf(100), 10)),
                submit(&services, &desk.caller, &desk.draft, version),
            );
            let case = detail(&services, &desk.caller, &sent.unwrap().reference).await.unwrap();
            let is_in_it = case.documents.iter().any(|document| document.id == id);
            match file.unwrap() {
                done if done.state == FileState::Received => assert!(is_in_it, "round {round}: received and lost"),
                refused => {
                    assert_eq!(refused.problem, Some(FileProblem::RequestSent), "round {round}");
                    assert!(!is_in_it);
                }
            }
        }
    }
}
