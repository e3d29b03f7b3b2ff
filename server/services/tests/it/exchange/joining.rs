//! Documents that came by phone, fax or mail, and that the plan joins to their request.

use chrono::TimeDelta;
use domain::access::Role;
use domain::form::FieldCode;
use domain::prior_auth::{Action, Arrival, ArrivalInput, Channel, Status};
use domain::reference::Reference;
use domain::time::to_millis;
use services::files::{self, Place, UploadError};
use services::notification::{self, What};
use services::prior_auth::{JoinError, detail, find_to_join, joining, replay, withdraw};
use services::testing::Stage;
use services::{Caller, on_both_databases};

use super::Taken;
use super::documents::{append, begin, looking, sent};

/// A fax of an hour ago.
fn fax(stage: &Stage) -> Arrival {
    Arrival {
        channel: Channel::Fax,
        at: stage.services.env.now() - TimeDelta::hours(1),
    }
}

/// The same as typed: the test's clock stands at nine in the morning where the plan is.
fn typed() -> ArrivalInput {
    ArrivalInput {
        channel: "fax".to_owned(),
        received_date: "2026-11-23".to_owned(),
        received_time: "08:00".to_owned(),
    }
}

/// What others did, as the caller is told.
async fn told(stage: &Stage, caller: &Caller) -> Vec<Action> {
    let items = notification::list(&stage.services, caller, 20).await.unwrap().items;
    let action = |what| match what {
        What::Happened { action, .. } => Some(action),
        What::Written { .. } | What::DueSoon | What::Overdue => None,
    };
    items.into_iter().filter_map(|item| action(item.what)).collect()
}

/// What is wrong with the reference.
async fn refused(stage: &Stage, caller: &Caller, reference: &str) -> Option<FieldCode> {
    match find_to_join(&stage.services, caller, reference, &typed()).await {
        Err(JoinError::Form(errors)) => errors.for_field("reference"),
        other => panic!("{other:?}"),
    }
}

on_both_databases! {
    fn a_document_joins_its_request_and_both_sides_hear_of_it(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(looking(stage).await).await;
        let intake = stage.caller(Role::Intake).await;
        let found = find_to_join(&stage.services, &intake, &reference.as_str().to_lowercase(), &typed()).await.unwrap();
        assert_eq!(found, (reference.clone(), fax(&stage)));
        stage.clock.advance(TimeDelta::minutes(1));
        let place = Place::Joined(found.0, found.1);
        let id = sent(&stage, &intake, &place).await;
        let seen = detail(&stage.services, &nurse, &reference).await.unwrap();
        assert_eq!((seen.summary.status, seen.summary.version), (Status::NurseReview, 3));
        assert_eq!(seen.documents.iter().map(|document| &document.id).collect::<Vec<_>>(), [&id]);
        let last = seen.timeline.last().unwrap();
        assert_eq!((last.action, last.channel, last.at), (Action::JoinDocument, Channel::Fax, stage.services.env.now()));
        assert_eq!(last.detail.about.as_deref(), Some("chart.pdf"));
        assert_eq!(last.detail.arrived_at, Some(to_millis(found.1.at)));
        let practice = detail(&stage.services, &desk, &reference).await.unwrap();
        assert_eq!((practice.documents.len(), practice.added_later.len()), (1, 0), "the practice has added nothing");
        assert_eq!(practice.timeline.last().unwrap().detail, last.detail);
        assert!(files::content(&stage.services, &desk, &id).await.is_ok());
        assert!(told(&stage, &desk).await.contains(&Action::JoinDocument));
        assert!(told(&stage, &nurse).await.contains(&Action::JoinDocument));
        let joined = joining(&stage.services, &intake, &reference).await.unwrap();
        assert_eq!(joined.documents.iter().map(|document| &document.id).collect::<Vec<_>>(), [&id]);
        let kept = files::remove(&stage.services, &intake, &id).await;
        assert!(matches!(kept, Err(UploadError::RequestSent)), "{kept:?}");
        assert_eq!(replay(&stage.services, &reference).await.unwrap(), Status::NurseReview);
        assert_eq!(stage.audited("prior_auth.join_document").await.len(), 1);
    }

    fn only_those_who_join_documents_may_and_only_to_a_request_that_takes_them(stage: Stage) {
        let taken = Taken::on(looking(stage).await).await;
        let Taken { stage, desk, nurse, reference } = &taken;
        let place = Place::Joined(reference.clone(), fax(stage));
        let late = begin(stage, nurse, &place).await.unwrap();
        for caller in [desk, &stage.caller(Role::Physician).await, &stage.caller(Role::Auditor).await] {
            let begun = begin(stage, caller, &place).await;
            assert!(matches!(begun, Err(UploadError::NotFound)), "{begun:?}");
            let arrived = append(stage, caller, &late).await;
            assert!(matches!(arrived, Err(UploadError::NotFound)), "{arrived:?}");
            let found = find_to_join(&stage.services, caller, reference.as_str(), &typed()).await;
            assert!(matches!(found, Err(JoinError::NotFound)), "{found:?}");
            assert!(joining(&stage.services, caller, reference).await.is_err());
        }
        let intake = stage.caller(Role::Intake).await;
        let colleague = append(stage, &intake, &late).await;
        assert!(matches!(colleague, Err(UploadError::NotFound)), "a file is whose who began it: {colleague:?}");
        withdraw(&stage.services, desk, reference, 2, "").await.unwrap();
        assert!(matches!(begin(stage, &intake, &place).await, Err(UploadError::RequestClosed)));
        assert_eq!(append(stage, nurse, &late).await.unwrap().problem, Some(domain::file::FileProblem::RequestClosed));
        assert_eq!(refused(stage, &intake, reference.as_str()).await, Some(FieldCode::RequestClosed));
        assert_eq!(refused(stage, &intake, " ").await, Some(FieldCode::Required));
        assert_eq!(refused(stage, &intake, "the knee of Rosa").await, Some(FieldCode::ReferenceFormat));
        let other = Reference::from_entropy(1);
        assert_eq!(refused(stage, &intake, other.as_str()).await, Some(FieldCode::ReferenceUnknown));
        let (rest, last) = other.as_str().split_at(other.as_str().len() - 1);
        let mistyped = format!("{rest}{}", if last == "0" { "1" } else { "0" });
        assert_eq!(refused(stage, &intake, &mistyped).await, Some(FieldCode::ReferenceCheck));
    }
}
