//! Malware: found before anybody sees the file, and nothing goes on without the scanner's word.

use std::path::Path;

use domain::access::Role;
use domain::file::{FileProblem, FileState};
use domain::id::FileId;
use services::files::{self, ContentError, Progress, ScannerPlace, ScannerSettings, UploadError};
use services::on_both_databases;
use services::prior_auth::detail;
use services::testing::{ClamdSays, MALWARE, MALWARE_NAME, Stage, TestClamd, knee_orthosis, submit_filled};

use super::desk::{CHUNK, Desk, TWO_PAGES, pdf, pieces, script};

/// A desk whose files are scanned there.
async fn desk_with(stage: Stage, place: ScannerPlace) -> Desk {
    let scanner = Some(ScannerSettings::at(place));
    let stage = stage.reopened_with(|settings| settings.files.scanner = scanner).await;
    Desk::open(stage).await
}

/// A file of two chunks, with this in the middle.
fn with_word(word: &[u8]) -> Vec<u8> {
    let mut bytes = pdf(2 * CHUNK);
    // Over the border of two chunks.
    let start = CHUNK - word.len() / 2;
    bytes.splice(start..start + word.len(), word.iter().copied());
    bytes
}

/// Announces a file and sends all of it, to where it cannot be scanned.
async fn stuck(desk: &Desk, bytes: &[u8]) -> Progress {
    let id = desk.begin("chart.pdf", Some(bytes.len() as u64)).await.id;
    match desk.append(&id, 0, pieces(bytes, 50_000)).await {
        Err(UploadError::NotScanned(progress)) => progress,
        other => panic!("{other:?}"),
    }
}

/// Nobody sees anything of it, and its bytes are nowhere but where files on their way are.
async fn assert_kept_from_everybody(desk: &Desk, id: &FileId) {
    let services = &desk.stage.services;
    let read = desk.read(id).await;
    assert!(matches!(read, Err(ContentError::NotFound)), "{read:?}");
    let page = files::page_image(services, &desk.caller, id, 1).await;
    assert!(matches!(page, Err(ContentError::NotFound)), "{page:?}");
    assert!(
        desk.list()
            .await
            .iter()
            .all(|document| document.state != FileState::Received)
    );
    assert!(!desk.store().join(id.as_str()).exists(), "nothing was stored");
    assert!(desk.stage.audited("file.receive").await.is_empty());
}

on_both_databases! {
    fn a_file_that_the_scanner_calls_clean_is_received(stage: Stage) {
        let clamd = TestClamd::on_tcp(ClamdSays::Truth).await;
        let desk = desk_with(stage, clamd.place()).await;
        let bytes = pdf(5 * CHUNK + 3);
        let id = desk.received("chart.pdf", &bytes).await;
        assert_eq!(desk.read(&id).await.unwrap(), bytes);
        assert_eq!(clamd.files(), 1);
        let rows = desk.stage.audited("file.receive").await;
        assert!(rows[0].detail_json.contains("\"scanned\":true"), "{rows:?}");
        assert_eq!(desk.stage.services.files.scanner_works(), Some(true));
    }

    fn malware_is_refused_and_nothing_of_it_stays(stage: Stage) {
        let clamd = TestClamd::on_tcp(ClamdSays::Truth).await;
        let desk = desk_with(stage, clamd.place()).await;
        let sent = desk.send("chart.pdf", &with_word(MALWARE)).await;
        assert_eq!((sent.state, sent.problem), (FileState::Refused, Some(FileProblem::Malware)));
        assert_kept_from_everybody(&desk, &sent.id).await;
        assert!(desk.on_disk().is_empty());
        let rows = desk.stage.audited("file.refuse").await;
        assert!(rows.len() == 1 && rows[0].outcome == "refused", "{rows:?}");
        assert!(rows[0].detail_json.contains("malware") && rows[0].detail_json.contains(MALWARE_NAME), "{rows:?}");
        let reference = submit_filled(&desk.stage.services, &desk.caller, &desk.draft, &knee_orthosis()).await.unwrap().reference;
        let case = detail(&desk.stage.services, &desk.caller, &reference).await.unwrap();
        assert!(case.documents.is_empty());
    }

    fn while_the_scanner_is_away_a_file_waits_and_is_received_later(stage: Stage) {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("clamd");
        let desk = desk_with(stage, ScannerPlace::Unix(socket.clone())).await;
        let bytes = pdf(3 * CHUNK + 1);
        let waits = stuck(&desk, &bytes).await;
        assert_eq!((waits.state, waits.offset), (FileState::Uploading, bytes.len() as u64), "all of it is here");
        assert_eq!(desk.stage.services.files.scanner_works(), Some(false));
        assert_kept_from_everybody(&desk, &waits.id).await;
        let again = desk.append(&waits.id, waits.offset, pieces(&[], 1)).await;
        assert!(matches!(again, Err(UploadError::NotScanned(_))), "{again:?}");
        let clamd = TestClamd::on_socket(&socket, ClamdSays::Truth);
        let done = desk.append(&waits.id, waits.offset, pieces(&[], 1)).await.unwrap();
        assert_eq!((done.state, clamd.files()), (FileState::Received, 1));
        assert_eq!(desk.read(&waits.id).await.unwrap(), bytes);
        assert_eq!(desk.stage.services.files.scanner_works(), Some(true));
    }
}

#[tokio::test]
async fn whatever_else_the_scanner_says_is_no_word_for_the_file() {
    for says in [
        &b""[..],
        b"stream: OK",
        b"stream: OK\n",
        b"\0",
        b"OK\0",
        b"stream: FOUND\0",
        b"stream: Can't allocate memory ERROR\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"HTTP/1.1 200 OK\r\n\r\nstream: OK\0",
        &[b'x'; 5_000],
    ] {
        let clamd = TestClamd::on_tcp(ClamdSays::Bytes(says)).await;
        let desk = desk_with(Stage::sqlite().await, clamd.place()).await;
        let waits = stuck(&desk, &pdf(100)).await;
        assert_kept_from_everybody(&desk, &waits.id).await;
        assert_eq!(clamd.files(), 1, "it was asked");
        assert_eq!(desk.stage.services.files.scanner_works(), Some(false));
    }
}

#[tokio::test]
async fn a_request_that_is_sent_meanwhile_goes_without_the_file() {
    let nobody = ScannerPlace::Unix(Path::new("/nonexistent/clamd").to_owned());
    let desk = desk_with(Stage::sqlite().await, nobody).await;
    let waits = stuck(&desk, &pdf(100)).await;
    let services = &desk.stage.services;
    let sent = submit_filled(services, &desk.caller, &desk.draft, &knee_orthosis()).await;
    let reference = sent.unwrap().reference;
    let nurse = desk.stage.caller(Role::Nurse).await;
    for reader in [&desk.caller, &nurse] {
        let case = detail(services, reader, &reference).await.unwrap();
        assert!(case.documents.is_empty());
        let read = files::content(services, reader, &waits.id).await.map(drop);
        assert!(matches!(read, Err(ContentError::NotFound)), "{read:?}");
    }
    files::remove(services, &desk.caller, &waits.id).await.unwrap();
    assert!(desk.on_disk().is_empty());
}

#[tokio::test]
async fn malware_never_reaches_what_looks_into_files() {
    let folder = tempfile::tempdir().unwrap();
    let looked = folder.path().join("looked");
    let clamd = TestClamd::on_tcp(ClamdSays::Truth).await;
    let desk = desk_with(Stage::sqlite().await, clamd.place()).await;
    let desk = desk
        .now_looking_with(script(&format!(": >'{}'; {TWO_PAGES}", looked.display())))
        .await;
    let sent = desk.send("chart.pdf", &with_word(MALWARE)).await;
    assert_eq!(sent.problem, Some(FileProblem::Malware));
    assert!(!looked.exists());
    desk.received("chart.pdf", &pdf(100)).await;
    assert!(looked.exists());
}

#[tokio::test]
async fn a_scanner_is_asked_whether_it_is_there() {
    let without = Stage::sqlite().await;
    assert!(without.services.files.probe_scanner().await.is_none());
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("clamd");
    let desk = desk_with(without, ScannerPlace::Unix(socket.clone())).await;
    let files = &desk.stage.services.files;
    assert!(files.probe_scanner().await.is_some_and(|answered| answered.is_err()));
    assert_eq!(files.scanner_works(), Some(false));
    let clamd = TestClamd::on_socket(&socket, ClamdSays::Truth);
    assert!(files.probe_scanner().await.is_some_and(|answered| answered.is_ok()));
    assert_eq!((files.scanner_works(), clamd.files()), (Some(true), 0));
}
