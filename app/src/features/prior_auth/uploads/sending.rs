//! Sends one file: announced, sent, and gone on with for as long as it comes to something.

use std::time::Duration;

use domain::file::{FileState as Stored, before_upload};
use futures::channel::oneshot;
use leptos::prelude::*;
use leptos::web_sys::{Event, File, FormData, HtmlInputElement};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;

use super::answered::{Answered, Progress};
use super::line::Line;
use super::{Target, Upload, Uploads};
use crate::features::prior_auth::{api, draft};
use crate::request::json::Json;
use crate::ui::FileState;
use crate::{copy, live, paths};

/// The pause before the next try.
const PAUSE: Duration = Duration::from_secs(2);

/// How sending a file ended.
enum End {
    /// The server's list says how.
    Listed,
    /// It was not taken, and the server has not seen it.
    Refused(String),
    /// Its sender does not want it.
    Cancelled,
}

/// Sends all files of the field, each at once.
pub fn take(uploads: Uploads, event: &Event) {
    let Some(input) = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
    else {
        return;
    };
    let Some(files) = input.files() else { return };
    for file in (0..files.length()).filter_map(|place| files.get(place)) {
        let mut upload = Upload {
            key: 0,
            name: file.name(),
            state: ArcRwSignal::new(FileState::Uploading {
                sent: 0,
                total: size(&file),
            }),
            id: ArcRwSignal::default(),
            is_cancelled: ArcRwSignal::new(false),
        };
        uploads.rows.update(|rows| {
            upload.key = rows.last().map_or(1, |last| last.key + 1);
            rows.push(upload.clone());
        });
        spawn_local(run(uploads, upload, file));
    }
    // The same file may be chosen again.
    input.set_value("");
}

/// Browsers count in floating point.
fn size(file: &File) -> u64 {
    file.size() as u64
}

async fn run(uploads: Uploads, upload: Upload, file: File) {
    let end = send(uploads, &upload, &file).await;
    match end {
        End::Refused(words) => {
            uploads.news.set(format!("{}: {words}", upload.name));
            upload.state.set(FileState::Refused(words));
            return;
        }
        End::Listed => uploads.news.set(format!("{} was sent", upload.name)),
        End::Cancelled => uploads.news.set(format!("{} was cancelled", upload.name)),
    }
    uploads.rows.update(|rows| rows.retain(|row| row.key != upload.key));
    uploads.settled.update(|count| *count += 1);
}

async fn send(uploads: Uploads, upload: &Upload, file: &File) -> End {
    let total = size(file);
    // What can be said here is said here.
    if let Err(problem) = before_upload(&upload.name, Some(total)) {
        return End::Refused(copy::file_problem(problem).to_owned());
    }
    let Some(begun) = announce(uploads, upload, total).await else {
        return End::Refused(copy::FILE_NOT_SENT.to_owned());
    };
    upload.id.set(begun.id.clone());
    let (mut at, mut tries) = (begun, 0);
    while at.state == Stored::Uploading {
        if upload.is_cancelled.get_untracked() {
            remove(uploads, &at.id).await;
            return End::Cancelled;
        }
        let before = at.offset;
        match append(upload, file, total, &at).await {
            Answered::At(next) => at = next,
            _ if upload.is_cancelled.get_untracked() => {}
            answered if tries < answered.patience() => {
                pause().await;
                if let Some(there) = ask(&at.id).await {
                    at = there;
                }
            }
            answered => {
                if matches!(answered, Answered::NotScanned) {
                    remove(uploads, &at.id).await;
                }
                return End::Refused(answered.words().to_owned());
            }
        }
        tries = if at.offset > before { 0 } else { tries + 1 };
    }
    End::Listed
}

/// Tells the server of the file, and gets its id.
async fn announce(uploads: Uploads, upload: &Upload, total: u64) -> Option<Progress> {
    let form = FormData::new().ok()?;
    let (target, size) = (uploads.target.get_value(), total.to_string());
    let about = [("name", upload.name.as_str()), ("size", &size)];
    for (field, value) in target.fields().into_iter().chain(about) {
        form.append_with_str(field, value).ok()?;
    }
    let (status, text) = Line::default().post(paths::FILES, None, form.as_ref(), |_| ()).await;
    let announced = Json::read(&text).filter(|_| status == 200)?;
    Progress::of(&announced.first("files")?)
}

/// Sends what the server has not got.
async fn append(upload: &Upload, file: &File, total: u64, at: &Progress) -> Answered {
    let Upload {
        state, is_cancelled, ..
    } = upload.clone();
    let Ok(rest) = file.slice_with_f64(at.offset as f64) else {
        return Answered::Nothing;
    };
    let line = Line::default();
    let watched = line.clone();
    let watching = Effect::new(move |_| {
        if is_cancelled.get() {
            watched.give_up();
        }
    });
    let offset = at.offset;
    let progress = move |loaded: f64| {
        // A long upload is somebody at work.
        live::touch();
        state.set(so_far(offset, loaded, total));
    };
    let address = format!("{}/append?offset={offset}", paths::file(&at.id));
    let (status, text) = line
        .post(&address, Some("application/octet-stream"), rest.as_ref(), progress)
        .await;
    watching.stop();
    Answered::read(status, &text)
}

/// All bytes have left: the server looks into the file.
fn so_far(offset: u64, loaded: f64, total: u64) -> FileState {
    let sent = offset + loaded as u64;
    if sent >= total {
        FileState::Checking
    } else {
        FileState::Uploading { sent, total }
    }
}

async fn ask(id: &str) -> Option<Progress> {
    let (status, text) = Line::default().get(&format!("{}/progress", paths::file(id))).await;
    let said = Json::read(&text).filter(|_| status == 200)?;
    Progress::of(&said)
}

/// Best effort: what is left of it is given up after a day.
async fn remove(uploads: Uploads, id: &str) {
    let id = id.to_owned();
    let _left = match uploads.target.get_value() {
        Target::Draft(draft) => draft::api::remove_document(draft, id).await,
        Target::Joined(..) => Ok(()),
        Target::Case(reference) | Target::Answer(reference, _) => api::remove_answer_document(reference, id).await,
    };
}

async fn pause() {
    let (done, is_done) = oneshot::channel();
    set_timeout(
        move || {
            let _left = done.send(());
        },
        PAUSE,
    );
    let _over = is_done.await;
}
