//! Documents that come after a request was sent: of one's own accord, and as answers.

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::Bytes;
use domain::access::Role;
use domain::file::{FileProblem, FileState};
use domain::form::{FieldCode, FormErrors};
use domain::id::FileId;
use domain::prior_auth::{Action, Status};
use domain::reference::Reference;
use futures::stream;
use services::files::{self, Announced, ContentError, Place, Progress, ReaderSettings, UploadError};
use services::prior_auth::{ActError, Item, ItemAnswer, answer, approve, ask, detail, replay, withdraw};
use services::testing::Stage;
use services::{Caller, on_both_databases};

use super::Taken;

/// Files have one page, whatever is in them.
pub async fn looking(stage: Stage) -> Stage {
    let look = r#"/bin/cat >/dev/null; echo '{"pages":1}'; printf '\000\000\000\004page'"#;
    let reader = ReaderSettings {
        arguments: vec!["-c".to_owned(), look.to_owned(), "look".to_owned()],
        deadline: Duration::from_secs(20),
        ..ReaderSettings::command_of("/bin/sh")
    };
    stage.reopened_with(|settings| settings.files.reader = reader).await
}

pub async fn begin(stage: &Stage, caller: &Caller, place: &Place) -> Result<FileId, UploadError> {
    let announced = Announced {
        name: "chart.pdf",
        size: Some(9),
    };
    Ok(files::begin(&stage.services, caller, place.clone(), announced)
        .await?
        .id)
}

pub async fn append(stage: &Stage, caller: &Caller, id: &FileId) -> Result<Progress, UploadError> {
    let bytes = stream::iter([Ok(Bytes::from_static(b"%PDF-1.7\n"))]);
    files::append(&stage.services, caller, id, 0, bytes).await
}

pub async fn sent(stage: &Stage, caller: &Caller, place: &Place) -> FileId {
    let id = begin(stage, caller, place).await.unwrap();
    let done = append(stage, caller, &id).await.unwrap();
    assert_eq!((done.state, done.problem), (FileState::Received, None));
    id
}

/// Asks for one document.
async fn asked(stage: &Stage, nurse: &Caller, reference: &Reference) -> Item {
    let typed = BTreeMap::from([("need_1", "Notes"), ("kind_1", "document"), ("answer_by", "2026-11-28")]);
    let typed = |name: &str| typed.get(name).copied().unwrap_or_default();
    ask(&stage.services, nurse, reference, 2, typed).await.unwrap();
    detail(&stage.services, nurse, reference).await.unwrap().items.remove(0)
}

on_both_databases! {
    fn a_later_document_is_the_plans_at_once_and_moves_the_version(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(looking(stage).await).await;
        let id = sent(&stage, &desk, &Place::Case(reference.clone())).await;
        let seen = detail(&stage.services, &nurse, &reference).await.unwrap();
        assert_eq!((seen.summary.status, seen.summary.version), (Status::NurseReview, 3));
        let last = seen.timeline.last().unwrap();
        assert_eq!((last.action, last.detail.about.as_deref()), (Action::AddDocument, Some("chart.pdf")));
        assert_eq!(seen.documents.iter().map(|document| &document.id).collect::<Vec<_>>(), [&id]);
        assert_eq!(seen.added_later, [], "for the practice alone");
        assert_eq!(detail(&stage.services, &desk, &reference).await.unwrap().added_later.len(), 1);
        assert!(files::content(&stage.services, &nurse, &id).await.is_ok());
        let unseen = approve(&stage.services, &nurse, &reference, 2).await;
        assert!(matches!(unseen, Err(ActError::Conflict { .. })), "nobody decides without having seen it: {unseen:?}");
        let kept = files::remove(&stage.services, &desk, &id).await;
        assert!(matches!(kept, Err(UploadError::RequestSent)), "{kept:?}");
        assert_eq!(replay(&stage.services, &reference).await.unwrap(), Status::NurseReview);
        assert_eq!(stage.audited("prior_auth.add_document").await.len(), 1);
    }

    fn nothing_is_added_to_a_request_that_is_over_or_anothers(stage: Stage) {
        let taken = Taken::on(looking(stage).await).await;
        let Taken { stage, desk, nurse, reference } = &taken;
        let place = Place::Case(reference.clone());
        let late = begin(stage, desk, &place).await.unwrap();
        let strangers = [
            stage.caller(Role::Coordinator).await,
            taken.colleague(Role::Viewer).await,
            nurse.clone(),
        ];
        for caller in &strangers {
            let refused = begin(stage, caller, &place).await;
            assert!(matches!(refused, Err(UploadError::NotFound)), "{refused:?}");
            assert!(matches!(append(stage, caller, &late).await, Err(UploadError::NotFound)));
        }
        withdraw(&stage.services, desk, reference, 2, "").await.unwrap();
        let refused = append(stage, desk, &late).await.unwrap();
        assert_eq!(refused.problem, Some(FileProblem::RequestClosed));
        assert!(matches!(begin(stage, desk, &place).await, Err(UploadError::RequestClosed)));
        let missing = begin(stage, desk, &Place::Case(Reference::from_entropy(1))).await;
        assert!(matches!(missing, Err(UploadError::NotFound)), "{missing:?}");
    }

    fn a_document_answers_and_is_the_practices_until_the_answer_is_sent(stage: Stage) {
        let taken = Taken::on(looking(stage).await).await;
        let Taken { stage, desk, nurse, reference } = &taken;
        let item = asked(stage, nurse, reference).await;
        let place = Place::Answer(reference.clone(), item.id.clone());
        let removed = sent(stage, desk, &place).await;
        files::remove(&stage.services, desk, &removed).await.unwrap();
        let id = sent(stage, desk, &place).await;
        let unsent = begin(stage, desk, &place).await.unwrap();
        let seen = detail(&stage.services, nurse, reference).await.unwrap();
        assert_eq!((seen.summary.version, seen.documents.len(), seen.items[0].documents.len()), (3, 0, 0));
        let viewer = taken.colleague(Role::Viewer).await;
        for caller in [nurse, &viewer, &stage.caller(Role::Coordinator).await] {
            let hidden = files::content(&stage.services, caller, &id).await;
            assert!(matches!(hidden, Err(ContentError::NotFound)));
        }
        assert_eq!(detail(&stage.services, desk, reference).await.unwrap().items[0].documents.len(), 2);

        let sending = ItemAnswer { item: item.id.clone(), seen: item.version, text: String::new(), is_sent: true };
        let refused = answer(&stage.services, desk, reference, 3, sending.clone()).await;
        let Err(ActError::Form(errors)) = refused else { panic!("{refused:?}") };
        assert_eq!(errors, FormErrors::one("document_1", FieldCode::Unfinished), "one is still on its way");
        files::remove(&stage.services, desk, &unsent).await.unwrap();
        let done = answer(&stage.services, desk, reference, 3, sending).await.unwrap();
        assert_eq!(done.status, Status::NurseReview);
        let seen = detail(&stage.services, nurse, reference).await.unwrap();
        assert_eq!(seen.documents.iter().map(|document| &document.id).collect::<Vec<_>>(), [&id]);
        assert!(files::content(&stage.services, nurse, &id).await.is_ok());
        assert!(matches!(files::remove(&stage.services, desk, &id).await, Err(UploadError::RequestSent)));
        assert!(matches!(begin(stage, desk, &place).await, Err(UploadError::RequestClosed)));
    }

    fn all_files_of_a_request_count_together(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(looking(stage).await).await;
        let item = asked(&stage, &nurse, &reference).await;
        let places = [Place::Answer(reference.clone(), item.id), Place::Case(reference.clone())];
        for place in places.iter().cycle().take(20) {
            begin(&stage, &desk, place).await.unwrap();
        }
        for place in places {
            let announced = Announced { name: "one-more.pdf", size: Some(1) };
            let refused = files::begin(&stage.services, &desk, place, announced).await.unwrap();
            assert_eq!(refused.problem, Some(FileProblem::TooMany));
        }
    }
}
