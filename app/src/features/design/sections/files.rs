//! Long work and what goes with it: task lists, progress, files.

use domain::form::FieldCode;
use leptos::prelude::*;

use super::super::specimen::Specimen;
use super::fields::{plain, refused};
use crate::ui::{Button, DropZone, FileList, FileRow, FileState, Progress, Receipt, Task, TaskList, TaskState};

/// Task lists, progress and files.
#[component]
pub fn Files() -> impl IntoView {
    view! {
        <Tasks />
        <Uploads />
    }
}

/// One task in each state.
fn tasks() -> Vec<Task> {
    let task = |code, name, detail: &str, state| Task {
        code,
        name,
        href: "#task-list".to_owned(),
        detail: detail.to_owned(),
        state,
    };
    vec![
        task("member", "Member", "Rosa Delgado, born Mar 14, 1951", TaskState::Done),
        task(
            "clinical",
            "Clinical information",
            "3 of 5 questions answered",
            TaskState::InProgress,
        ),
        task("service", "Service", "L1832: enter a quantity", TaskState::Missing),
        task("documents", "Documents", "", TaskState::NotStarted),
        task(
            "check",
            "Check your answers",
            "3 tasks come first",
            TaskState::CannotStart,
        ),
    ]
}

#[component]
fn Tasks() -> impl IntoView {
    view! {
        <Specimen id="task-list" title="Task list and progress" parts=&["task_list", "progress", "panel"] is_wide=true>
            <Progress id="tasks-done" words="7 of 10 tasks done" note="About 4 minutes left" value=7_u64 max=10_u64 />
            <TaskList id="tasks" title="1. Who and what" tasks=tasks() />
        </Specimen>
    }
}

/// A file in each state.
fn states() -> [(&'static str, FileState, &'static str); 5] {
    let received = |note: &str, href: &str| {
        FileState::Received(Receipt {
            about: "6 pages, 402 KB".to_owned(),
            when: "Tue, Nov 24, 2:10 PM CST".to_owned(),
            sha256: "91be1111222233334444555566667777888899990000aaaabbbbccccdddd07d2".to_owned(),
            note: note.to_owned(),
            href: href.to_owned(),
        })
    };
    let on_its_way = FileState::Uploading {
        sent: 8_493_466,
        total: 13_003_000,
    };
    [
        ("Xray-knee-right.pdf", on_its_way, "Cancel"),
        ("Order.tiff", FileState::Checking, "Cancel"),
        (
            "Therapy-notes.pdf",
            received("Meets “Therapy notes, last 6 weeks”", ""),
            "Remove",
        ),
        (
            "A-file-whose-name-somebody-made-very-long-so-that-everything-is-said-in-it-2026-11-24.pdf",
            received("", "#files"),
            "Remove",
        ),
        (
            "notes.docx",
            FileState::Refused("Choose a PDF, PNG, JPEG or TIFF. Word files: print to PDF first.".to_owned()),
            "Choose another",
        ),
    ]
}

#[component]
fn Uploads() -> impl IntoView {
    const KINDS: &str = "PDF, PNG, JPEG or TIFF, up to 25 MB each";
    let rows = states().map(|(name, state, action)| {
        view! {
            <FileRow name=name state=Signal::stored(state)>
                <Button>{action}</Button>
            </FileRow>
        }
    });
    view! {
        <Specimen id="files" title="File upload" parts=&["drop_zone", "file_list"] is_wide=true>
            <DropZone field=plain("documents", "Add documents", "").hint(KINDS) />
            <FileList label="Documents">{rows.collect_view()}</FileList>
            <DropZone field=refused("answer_documents", "Documents that were asked for", FieldCode::Required).hint(KINDS) />
        </Specimen>
    }
}
