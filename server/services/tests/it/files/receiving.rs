//! The receipt: what is known of a file once it is there, and that it is there once and for good.

use std::collections::BTreeSet;

use domain::access::Role;
use domain::file::{FileKind, FileProblem, FileState, MAX_TOTAL_BYTES};
use entity::file;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use services::db::DbError;
use services::files::{self, UploadError};
use services::on_both_databases;
use services::testing::Stage;
use sha2::{Digest as _, Sha256};

use super::desk::{CHUNK, Desk, TWO_PAGES, pdf, pieces, script};

on_both_databases! {
    fn a_received_file_has_name_pages_size_sum_and_time(stage: Stage) {
        let desk = Desk::open(stage).await;
        let bytes = pdf(2 * CHUNK + 1);
        let id = desk.received("C:\\scans\\Knee \u{202e}MRI.PDF", &bytes).await;
        let list = desk.list().await;
        let document = &list[0];
        assert_eq!(document.id, id);
        assert_eq!(document.name, "Knee MRI.PDF");
        assert_eq!((document.kind, document.state), (Some(FileKind::Pdf), FileState::Received));
        assert_eq!((document.pages, document.previews), (Some(2), 2));
        assert_eq!(document.size, Some(bytes.len() as u64));
        let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(document.sha256.as_deref(), Some(sum.as_str()));
        assert_eq!(document.at, desk.stage.services.env.now());
        assert_eq!(document.sent_by, desk.caller.actor.display_name);
        assert_eq!(desk.read(&id).await.unwrap(), bytes);
        let first = files::page_image(&desk.stage.services, &desk.caller, &id, 1).await.unwrap();
        let second = files::page_image(&desk.stage.services, &desk.caller, &id, 2).await.unwrap();
        assert_eq!((&first[..], &second[..]), (&b"first"[..], &b"second"[..]));
        for page in [0, 3, u32::MAX] {
            assert!(files::page_image(&desk.stage.services, &desk.caller, &id, page).await.is_err(), "{page}");
        }
        for (action, count) in [("file.begin", 1), ("file.receive", 1), ("file.read", 1), ("file.read_page", 2)] {
            let rows = desk.stage.audited(action).await;
            assert_eq!(rows.len(), count, "{action}");
            assert!(rows.iter().all(|row| row.subject_id == id.as_str() && !row.detail_json.contains("Knee")), "{rows:?}");
        }
    }

    fn files_that_are_done_at_once_never_pass_the_limit_together(stage: Stage) {
        let desk = Desk::open(stage).await;
        let large = desk.received("large.pdf", &pdf(100)).await;
        let almost_all = i64::try_from(MAX_TOTAL_BYTES).unwrap() - 150;
        let enlarged: Result<_, DbError> = desk.stage.services.db.write(async |w| {
            let rows = file::Entity::update_many().col_expr(file::Column::Size, Expr::val(almost_all));
            Ok(rows.filter(file::Column::Id.eq(large.as_str())).exec(w.conn()).await?)
        }).await;
        assert_eq!(enlarged.unwrap().rows_affected, 1);
        // As their sizes are not announced, both have room when they begin.
        let (one, two) = (desk.begin("a.pdf", None).await.id, desk.begin("b.pdf", None).await.id);
        let bytes = pdf(100);
        let (one, two) = futures::join!(
            desk.append(&one, 0, pieces(&bytes, 10)),
            desk.append(&two, 0, pieces(&bytes, 10)),
        );
        let problems = BTreeSet::from([one.unwrap().problem, two.unwrap().problem]);
        assert_eq!(problems, BTreeSet::from([None, Some(FileProblem::TotalTooLarge)]));
        assert_eq!(desk.on_disk().len(), 2);
    }
}

#[tokio::test]
async fn a_file_is_received_also_when_its_sender_has_hung_up() {
    let folder = tempfile::tempdir().unwrap();
    let gate = folder.path().join("gate");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&gate)
            .status()
            .unwrap()
            .success()
    );
    // It answers once somebody opens the gate.
    let waiting = format!(
        "/bin/cat >/dev/null; read line <{}; echo '{{\"pages\":1}}'",
        gate.display()
    );
    let desk = Desk::looking_with(Stage::sqlite().await, script(&waiting)).await;
    let bytes = pdf(100);
    let id = desk.begin("chart.pdf", Some(100)).await.id;
    let (services, caller, sent) = (desk.stage.services.clone(), desk.caller.clone(), bytes.clone());
    let sending = tokio::spawn({
        let id = id.clone();
        async move { files::append(&services, &caller, &id, 0, pieces(&sent, 10)).await }
    });
    // Opening a pipe for writing waits until somebody reads it: then the sender is no longer needed.
    let opened = tokio::task::spawn_blocking(move || std::fs::OpenOptions::new().write(true).open(gate));
    let mut gate = opened.await.unwrap().unwrap();
    sending.abort();
    assert!(sending.await.is_err(), "hung up");
    std::io::Write::write_all(&mut gate, b"go\n").unwrap();
    // Whoever comes back waits for its turn, and gets the answer.
    let again = desk.append(&id, 100, pieces(&[], 1)).await.unwrap();
    assert_eq!(again.state, FileState::Received);
    assert_eq!(desk.read(&id).await.unwrap(), bytes);
}

#[tokio::test]
async fn without_the_program_that_looks_a_file_waits_and_is_received_later() {
    let missing = files::ReaderSettings::command_of("/nonexistent");
    let desk = Desk::looking_with(Stage::sqlite().await, missing).await;
    let bytes = pdf(3 * CHUNK);
    let id = desk.begin("chart.pdf", Some(bytes.len() as u64)).await.id;
    let failed = desk.append(&id, 0, pieces(&bytes, 10_000)).await;
    assert!(matches!(failed, Err(UploadError::Store(_))), "{failed:?}");
    assert!(desk.read(&id).await.is_err(), "not received");
    let desk = desk.now_looking_with(script(TWO_PAGES)).await;
    let state = files::state(&desk.stage.services, &desk.caller, &id).await.unwrap();
    assert_eq!((state.state, state.offset), (FileState::Uploading, bytes.len() as u64));
    let done = desk.append(&id, state.offset, pieces(&[], 1)).await.unwrap();
    assert_eq!(done.state, FileState::Received);
    assert_eq!(desk.read(&id).await.unwrap(), bytes);
}

#[tokio::test]
async fn a_disk_that_refuses_acknowledges_nothing() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let bytes = pdf(CHUNK);
    let id = desk.begin("chart.pdf", Some(bytes.len() as u64)).await.id;
    // In the place of the folder there is a file.
    std::fs::remove_dir(desk.store()).unwrap();
    std::fs::write(desk.store(), "").unwrap();
    let failed = desk.append(&id, 0, pieces(&bytes, 10_000)).await;
    assert!(matches!(failed, Err(UploadError::Store(_))), "{failed:?}");
    assert_eq!(desk.list().await[0].state, FileState::Uploading);
    std::fs::remove_file(desk.store()).unwrap();
    std::fs::create_dir(desk.store()).unwrap();
    let done = desk.append(&id, CHUNK as u64, pieces(&[], 1)).await.unwrap();
    assert_eq!(done.state, FileState::Received);
}

#[tokio::test]
async fn what_was_removed_is_gone_from_the_disk_also_while_it_is_on_its_way() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let received = desk.received("chart.pdf", &pdf(100)).await;
    let begun = desk.begin("other.pdf", Some(3 * CHUNK as u64)).await.id;
    desk.append(&begun, 0, pieces(&pdf(CHUNK + 1), 1_000)).await.unwrap();
    assert_eq!(desk.on_disk().len(), 2);
    for id in [&received, &begun] {
        files::remove(&desk.stage.services, &desk.caller, id).await.unwrap();
        files::remove(&desk.stage.services, &desk.caller, id).await.unwrap();
        assert!(matches!(
            desk.append(id, 0, pieces(&[], 1)).await,
            Err(UploadError::NotFound)
        ));
    }
    assert!(desk.on_disk().is_empty());
    assert!(desk.list().await.is_empty());
    assert_eq!(desk.stage.audited("file.remove").await.len(), 2);
    let colleague = desk
        .stage
        .caller_in(Role::Clinician, desk.caller.actor.practice.as_ref().unwrap())
        .await;
    let added = desk.received("third.pdf", &pdf(100)).await;
    files::remove(&desk.stage.services, &colleague, &added).await.unwrap();
}
