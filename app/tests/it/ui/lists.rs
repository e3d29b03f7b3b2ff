//! Task lists, files and progress.

use app::ui::{DropZone, FileList, FileRow, FileState, Progress, Receipt, TakePhoto, Task, TaskList, TaskState};
use domain::form::FieldCode;
use leptos::prelude::*;

use super::{field, html, refused};

fn task(state: TaskState, detail: &str) -> String {
    let task = Task {
        code: "member",
        name: "Member",
        href: "/prior-auth/drafts/1/member".to_owned(),
        detail: detail.to_owned(),
        state,
    };
    html(|| view! { <TaskList id="who" title="1. Who and what" tasks=vec![task] /> })
}

#[test]
fn a_task_is_a_link_that_its_detail_and_state_describe() {
    let html = task(TaskState::InProgress, "Rosa Delgado");
    assert!(html.contains(r#"href="/prior-auth/drafts/1/member""#), "{html}");
    assert!(
        html.contains(r#"aria-describedby="task-member-detail task-member-state""#),
        "{html}"
    );
    assert!(html.contains(r#"id="task-member-detail""#) && html.contains(r#"id="task-member-state""#));
    let bare = task(TaskState::NotStarted, "");
    assert!(bare.contains(r#"aria-describedby="task-member-state""#), "{bare}");
    assert!(!bare.contains("task-member-detail"), "{bare}");
}

#[test]
fn a_task_that_waits_for_others_is_no_link() {
    let html = task(TaskState::CannotStart, "Dr. Lee confirms it");
    assert!(!html.contains("<a"), "{html}");
    assert!(html.contains("Cannot start yet"), "{html}");
}

#[test]
fn every_state_of_a_task_has_words_and_only_what_is_to_do_a_tag() {
    for state in TaskState::ALL {
        let html = task(state, "");
        let is_tagged = !matches!(state, TaskState::Done | TaskState::CannotStart);
        assert!(html.contains(state.words()), "{html}");
        assert_eq!(html.contains(r#"class="tag"#), is_tagged, "{html}");
    }
}

fn file(state: FileState) -> String {
    html(|| view! { <FileRow name="<b>notes</b>.docx" state=Signal::stored(state)>"Actions"</FileRow> })
}

#[test]
fn a_file_on_its_way_shows_how_far_it_is() {
    let html = file(FileState::Uploading {
        sent: 8_493_466,
        total: 13_003_000,
    });
    assert!(html.contains("8.1 of 12.4 MB"), "{html}");
    assert!(
        html.contains("<progress") && html.contains(r#"value="8493466""#) && html.contains(r#"max="13003000""#),
        "{html}"
    );
    assert!(
        html.contains("aria-label=\"Sending ") && html.contains("Actions"),
        "{html}"
    );
}

#[test]
fn a_received_file_has_its_receipt_and_a_link() {
    let html = file(FileState::Received(Receipt {
        about: "6 pages, 402 KB".to_owned(),
        when: "2:10 PM CST".to_owned(),
        sha256: "91be1111222233334444555566667777888899990000aaaabbbbccccdddd07d2".to_owned(),
        note: "Meets “Signed order”".to_owned(),
        href: "/files/f1".to_owned(),
    }));
    for words in [
        "6 pages, 402 KB",
        "Received ",
        "2:10 PM CST",
        "91be…07d2",
        "Meets “Signed order”",
        r#"href="/files/f1""#,
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(!html.contains("<progress"), "{html}");
}

#[test]
fn a_refused_file_says_what_to_do_and_is_no_link() {
    let html = file(FileState::Refused("Choose a PDF".to_owned()));
    assert!(html.contains("Choose a PDF") && html.contains("Error: "), "{html}");
    assert!(!html.contains("<a") && !html.contains("<progress"), "{html}");
}

#[test]
fn a_files_name_stays_text() {
    let html = file(FileState::Checking);
    assert!(!html.contains("<b>notes"), "{html}");
    assert!(html.contains("being checked"), "{html}");
}

#[test]
fn a_list_of_files_says_what_they_are_and_what_just_happened() {
    let html = html(|| view! { <FileList label="Documents" news="Xray.pdf received">""</FileList> });
    assert!(html.contains(r#"aria-label="Documents""#), "{html}");
    assert!(
        html.contains(r#"role="status""#) && html.contains("Xray.pdf received"),
        "{html}"
    );
}

#[test]
fn a_drop_zone_is_a_file_input_with_its_label() {
    let html = html(|| {
        let field = refused("documents", "Add documents", "documents", FieldCode::Required);
        view! { <DropZone field=field.hint("PDF, up to 25 MB each") /> }
    });
    assert!(
        html.contains(r#"type="file""#) && html.contains("multiple") && html.contains(r#"for="field-documents""#),
        "{html}"
    );
    assert!(
        html.contains(r#"aria-describedby="field-documents-hint field-documents-error""#),
        "{html}"
    );
}

#[test]
fn a_camera_is_a_file_input_of_the_same_name_with_a_label_and_an_id_of_its_own() {
    let html = html(|| view! { <TakePhoto name="document_1" label="Take a photo for item 1" /> });
    for part in [
        r#"for="field-document_1-photo""#,
        r#"id="field-document_1-photo""#,
        r#"name="document_1""#,
        r#"accept="image/*""#,
        r#"capture="environment""#,
        "Take a photo for item 1",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn a_drop_zone_offers_what_is_taken() {
    let html = html(|| view! { <DropZone field=field("documents", "Add documents") /> });
    assert!(html.contains(r#"accept=".pdf,.png,.jpg,.jpeg,.tif,.tiff""#), "{html}");
}

#[test]
fn a_progress_bar_is_labelled_by_its_words() {
    let html = html(|| {
        view! { <Progress id="tasks" words="7 of 10 tasks done" note="About 4 minutes left" value=7_u64 max=10_u64 /> }
    });
    assert!(
        html.contains(r#"aria-labelledby="tasks-words""#) && html.contains(r#"id="tasks-words""#),
        "{html}"
    );
    assert!(
        html.contains(r#"value="7""#) && html.contains(r#"max="10""#) && html.contains("About 4 minutes left"),
        "{html}"
    );
}
