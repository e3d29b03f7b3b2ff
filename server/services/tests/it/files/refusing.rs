//! Files that are not taken, each with its reason, and without a trace on the disk.

use std::time::Duration;

use domain::file::{FileProblem, FileState, MAX_BYTES};
use services::files::ReaderSettings;
use services::on_both_databases;
use services::testing::Stage;

use super::desk::{CHUNK, Desk, TWO_PAGES, pdf, pieces, script};

on_both_databases! {
    fn what_can_be_said_before_is_said_before(stage: Stage) {
        let desk = Desk::open(stage).await;
        for (name, size, problem) in [
            ("virus.exe", Some(10), FileProblem::KindNotTaken),
            ("chart.pdf", Some(0), FileProblem::Empty),
            ("chart.pdf", Some(MAX_BYTES + 1), FileProblem::TooLarge),
            ("chart.pdf", Some(u64::MAX), FileProblem::TooLarge),
        ] {
            let begun = desk.begin(name, size).await;
            assert_eq!((begun.state, begun.problem), (FileState::Refused, Some(problem)), "{name} {size:?}");
        }
        let list = desk.list().await;
        assert_eq!(list.len(), 4);
        assert!(list.iter().all(|document| document.state == FileState::Refused && document.sha256.is_none()));
        assert_eq!(desk.stage.audited("file.begin").await.len(), 4);
    }

    fn a_request_takes_200_mebibytes(stage: Stage) {
        let desk = Desk::open(stage).await;
        for _ in 0..8 {
            assert_eq!(desk.begin("chart.pdf", Some(MAX_BYTES)).await.state, FileState::Uploading);
        }
        assert_eq!(desk.begin("chart.pdf", Some(1)).await.problem, Some(FileProblem::TotalTooLarge));
    }

    fn a_request_takes_twenty_files(stage: Stage) {
        let desk = Desk::open(stage).await;
        for _ in 0..20 {
            assert_eq!(desk.begin("chart.pdf", Some(1_000)).await.state, FileState::Uploading);
        }
        assert_eq!(desk.begin("chart.pdf", Some(1)).await.problem, Some(FileProblem::TooMany));
    }
}

#[tokio::test]
async fn a_file_that_grows_beyond_the_limit_is_refused_where_it_does() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let limit = usize::try_from(MAX_BYTES).unwrap();
    let id = desk.begin("chart.pdf", None).await.id;
    let sent = desk.append(&id, 0, pieces(&pdf(limit + 1), 1_000_000)).await.unwrap();
    assert_eq!(sent.problem, Some(FileProblem::TooLarge));
    assert!(desk.on_disk().is_empty());
    let id = desk.begin("chart.pdf", None).await.id;
    let empty = desk.append(&id, 0, pieces(&[], 1)).await.unwrap();
    assert_eq!(empty.problem, Some(FileProblem::Empty));
}

#[tokio::test]
async fn a_file_of_exactly_the_limit_is_received() {
    let desk = Desk::open(Stage::sqlite().await).await;
    let bytes = pdf(usize::try_from(MAX_BYTES).unwrap());
    let id = desk.received("chart.pdf", &bytes).await;
    assert!(desk.read(&id).await.unwrap() == bytes);
}

/// Whatever happens to the process, the file could not be read, and nothing of it stays.
async fn assert_unreadable(what: &str, reader: ReaderSettings) {
    let desk = Desk::looking_with(Stage::sqlite().await, reader).await;
    let sent = desk.send("chart.pdf", &pdf(3 * CHUNK)).await;
    assert_eq!(
        (sent.state, sent.problem),
        (FileState::Refused, Some(FileProblem::Unreadable)),
        "{what}"
    );
    assert!(desk.on_disk().is_empty(), "{what}");
    let rows = desk.stage.audited("file.refuse").await;
    assert!(
        rows.len() == 1 && rows[0].outcome == "refused" && rows[0].detail_json.contains("unreadable"),
        "{what}"
    );
    // The next one is none the worse.
    let desk = desk.now_looking_with(script(TWO_PAGES)).await;
    desk.received("other.pdf", &pdf(10)).await;
}

#[tokio::test]
async fn a_process_that_dies_is_a_file_that_cannot_be_read() {
    assert_unreadable("dies before it reads", script("exit 1")).await;
    assert_unreadable("is killed", script("/bin/cat >/dev/null; kill -9 $$")).await;
    assert_unreadable(
        "is killed behind its verdict",
        script(&format!("{TWO_PAGES}; kill -SEGV $$")),
    )
    .await;
    assert_unreadable("fails behind its verdict", script(&format!("{TWO_PAGES}; exit 3"))).await;
}

#[tokio::test]
async fn a_process_that_says_what_it_may_not_is_a_file_that_cannot_be_read() {
    for (what, says) in [
        ("nothing", "true"),
        ("no JSON", "echo pages"),
        ("an endless line", "/usr/bin/yes '{' | /usr/bin/tr -d '\\n'"),
        ("no pages", "echo '{\"pages\":0}'"),
        ("more pages than there are numbers", "echo '{\"pages\":99999999999}'"),
        ("another verdict", "echo '{\"fine\":true}'"),
        ("an unknown problem", "echo '{\"problem\":\"bad weather\"}'"),
        (
            "an image for a problem",
            "echo '{\"problem\":\"unreadable\"}'; printf '\\000\\000\\000\\001x'",
        ),
        (
            "more images than pages",
            "echo '{\"pages\":1}'; printf '\\000\\000\\000\\001x\\000\\000\\000\\001y'",
        ),
        (
            "text of a problem",
            "echo '{\"problem\":\"unreadable\"}'; printf '\\000\\000\\000\\000\\000\\000\\000\\005[\"a\"]'",
        ),
        (
            "half of what says that the images are all there",
            "echo '{\"pages\":1}'; printf '\\000\\000\\000'",
        ),
        ("half an image", "echo '{\"pages\":1}'; printf '\\000\\000\\000\\011x'"),
        (
            "an image without end",
            "echo '{\"pages\":1}'; printf '\\377\\377\\377\\377x'",
        ),
        ("half a length", "echo '{\"pages\":1}'; printf '\\000\\000'"),
    ] {
        assert_unreadable(what, script(&format!("/bin/cat >/dev/null; {says}"))).await;
    }
}

#[tokio::test]
async fn a_process_that_hangs_is_ended() {
    for hangs in [
        "exec /bin/sleep 600",
        "/bin/cat >/dev/null; echo '{\"pages\":1}'; exec /bin/sleep 600",
    ] {
        let reader = ReaderSettings {
            deadline: Duration::from_millis(300),
            ..script(hangs)
        };
        assert_unreadable(hangs, reader).await;
    }
}

#[tokio::test]
async fn what_the_process_finds_wrong_is_the_reason() {
    for problem in [
        FileProblem::PasswordProtected,
        FileProblem::HasProgram,
        FileProblem::Unreadable,
    ] {
        let says = format!("/bin/cat >/dev/null; echo '{{\"problem\":\"{problem}\"}}'");
        let desk = Desk::looking_with(Stage::sqlite().await, script(&says)).await;
        let sent = desk.send("chart.pdf", &pdf(100)).await;
        assert_eq!(sent.problem, Some(problem));
        assert_eq!(desk.list().await[0].problem, Some(problem));
    }
}

#[tokio::test]
async fn the_process_knows_the_kind_and_nothing_of_our_environment() {
    let says = "/bin/cat >/dev/null; test \"$1\" = pdf && test -z \"$CARGO_MANIFEST_DIR$HOME\" && echo '{\"pages\":1}'";
    let desk = Desk::looking_with(Stage::sqlite().await, script(says)).await;
    desk.received("chart.pdf", &pdf(100)).await;
}
