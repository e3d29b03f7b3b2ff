//! Bytes on their way: how far they are, and how they go on.

use domain::file::{FileProblem, FileState};
use futures::stream;
use services::files::{self, UploadError};
use services::on_both_databases;
use services::testing::Stage;

use super::desk::{CHUNK, Desk, broken_after, pdf, pieces};

on_both_databases! {
    fn a_broken_line_costs_at_most_a_chunk(stage: Stage) {
        let desk = Desk::open(stage).await;
        let bytes = pdf(5 * CHUNK + 77);
        let id = desk.begin("chart.pdf", Some(bytes.len() as u64)).await.id;
        let mut offset = 0;
        for arrived in [10, CHUNK, 2 * CHUNK + 5, 4 * CHUNK + 1] {
            let from = usize::try_from(offset).unwrap();
            let broken = desk.append(&id, offset, broken_after(&bytes[from..arrived.max(from)])).await;
            assert!(matches!(broken, Err(UploadError::CutOff(_))), "{broken:?}");
            let state = files::state(&desk.stage.services, &desk.caller, &id).await.unwrap();
            assert_eq!(state.state, FileState::Uploading);
            assert!(state.offset >= offset && state.offset + CHUNK as u64 > arrived as u64 - 1, "{state:?}");
            offset = state.offset;
        }
        let from = usize::try_from(offset).unwrap();
        let sent = desk.append(&id, offset, pieces(&bytes[from..], 7_000)).await.unwrap();
        assert_eq!((sent.state, sent.offset), (FileState::Received, bytes.len() as u64));
        assert_eq!(desk.read(&id).await.unwrap(), bytes);
    }
}

#[tokio::test]
async fn whoever_goes_on_in_the_wrong_place_is_told_the_right_one() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let bytes = pdf(3 * CHUNK);
    let id = desk.begin("chart.pdf", Some(bytes.len() as u64)).await.id;
    let half = desk.append(&id, 0, pieces(&bytes[..CHUNK + 9], 1_000)).await.unwrap();
    assert_eq!((half.state, half.offset), (FileState::Uploading, CHUNK as u64));
    for wrong in [0, CHUNK as u64 + 9, 3 * CHUNK as u64] {
        match desk.append(&id, wrong, pieces(&bytes, 1_000)).await {
            Err(UploadError::Offset(progress)) => assert_eq!(progress, half),
            other => panic!("{wrong}: {other:?}"),
        }
    }
    let more = [&bytes[CHUNK..], b"x"].concat();
    let too_much = desk.append(&id, CHUNK as u64, pieces(&more, 1_000)).await;
    assert!(matches!(too_much, Err(UploadError::TooMuch)), "{too_much:?}");
    let sent = desk
        .append(&id, 2 * CHUNK as u64, pieces(&bytes[2 * CHUNK..], 1_000))
        .await;
    assert_eq!(sent.unwrap().state, FileState::Received, "what was not too much stayed");
    assert_eq!(desk.read(&id).await.unwrap(), bytes);
}

#[tokio::test]
async fn a_file_that_is_done_answers_the_same_again() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let bytes = pdf(100);
    let sent = desk.send("chart.pdf", &bytes).await;
    assert_eq!(desk.append(&sent.id, 0, pieces(&bytes, 10)).await.unwrap(), sent);
    assert_eq!(
        files::state(&desk.stage.services, &desk.caller, &sent.id)
            .await
            .unwrap(),
        sent
    );
    assert_eq!(desk.list().await.len(), 1);
}

#[tokio::test]
async fn sizes_around_a_chunk_arrive_whole() {
    let desk = Desk::open(Stage::sqlite().await).await;
    for size in [10, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK] {
        let bytes = pdf(size);
        let announced = desk.received("chart.pdf", &bytes).await;
        assert_eq!(desk.read(&announced).await.unwrap(), bytes, "{size}");
        let id = desk.begin("chart.pdf", None).await.id;
        let sent = desk.append(&id, 0, pieces(&bytes, 9_999)).await.unwrap();
        assert_eq!((sent.state, sent.offset), (FileState::Received, size as u64));
        assert_eq!(desk.read(&id).await.unwrap(), bytes, "{size}, not announced");
    }
}

#[tokio::test]
async fn whoever_comes_back_on_another_line_takes_over_from_the_one_that_hangs() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let bytes = pdf(2 * CHUNK);
    let id = desk.begin("chart.pdf", Some(bytes.len() as u64)).await.id;
    let (services, caller) = (desk.stage.services.clone(), desk.caller.clone());
    let hanging = tokio::spawn({
        let id = id.clone();
        async move { files::append(&services, &caller, &id, 0, stream::pending()).await }
    });
    // The hanging one may not have begun: then it is the later one, and takes over itself.
    let sent = desk.append(&id, 0, pieces(&bytes, 1_000)).await;
    match sent {
        Ok(sent) => assert_eq!(sent.state, FileState::Received),
        Err(UploadError::CutOff(_)) => {}
        Err(error) => panic!("{error}"),
    }
    let again = desk.append(&id, 0, pieces(&bytes, 1_000)).await.unwrap();
    assert_eq!(again.state, FileState::Received);
    match hanging.await.unwrap() {
        Err(UploadError::CutOff(_)) => {}
        Ok(done) => assert_eq!(done.state, FileState::Received),
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_file_that_is_something_else_is_refused_after_its_first_chunk() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let id = desk.begin("chart.pdf", Some(20_000_000)).await.id;
    let zip = [b"PK\x03\x04".to_vec(), pdf(2 * CHUNK)].concat();
    // The line stays open: the answer comes all the same.
    let endless = futures::StreamExt::chain(pieces(&zip, 1_000), stream::pending());
    let sent = desk.append(&id, 0, endless).await.unwrap();
    assert_eq!(sent.problem, Some(FileProblem::KindMismatch));
    assert!(desk.on_disk().is_empty());
}

#[tokio::test]
async fn one_person_may_not_send_very_many_at_once() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let mut lines = Vec::new();
    for _ in 0..20 {
        let id = desk.begin("chart.pdf", Some(CHUNK as u64)).await.id;
        let (services, caller) = (desk.stage.services.clone(), desk.caller.clone());
        let sending = async move { files::append(&services, &caller, &id, 0, stream::pending()).await };
        lines.push(Box::pin(sending));
    }
    let (first, _, _) = futures::future::select_all(lines).await;
    assert!(matches!(first, Err(UploadError::TooManyAtOnce)), "{first:?}");
}
