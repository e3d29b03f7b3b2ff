//! Files that this page is sending: several at once, each with how far it is, and to be cancelled.
//!
//! Where the client runs, choosing or dropping files sends them at once; without it the form around them is posted. Each file is
//! announced first and its bytes follow, so that after a broken line it goes on from where the server is.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::place::query_parameter;
use crate::ui::{
    Banner, Button, ButtonKind, DocumentRow, DropZone, Field, FileRow, FileState, FormAction, IconName, PageForm,
    TakePhoto, Tone,
};
use crate::{copy, paths};

#[cfg(feature = "hydrate")]
mod answered;
#[cfg(feature = "hydrate")]
mod line;
#[cfg(feature = "hydrate")]
mod sending;

/// A file on its way. Its signals belong to it alone: whatever part of the page it was chosen in may be drawn anew meanwhile.
#[derive(Clone)]
pub struct Upload {
    key: u32,
    name: String,
    state: ArcRwSignal<FileState>,
    /// What the server calls it, once it does.
    id: ArcRwSignal<String>,
    /// Set by its "Cancel".
    is_cancelled: ArcRwSignal<bool>,
}

/// What files are sent for.
#[derive(Clone, Debug)]
pub enum Target {
    /// A draft, by its id.
    Draft(String),
    /// A request, by its reference.
    Case(String),
    /// The answer to an item: the request's reference, the item's id.
    Answer(String, String),
    /// A request to which the plan joins what came: its reference, the code of the channel, and when in Unix milliseconds.
    Joined(String, String, String),
}

impl Target {
    /// How a form says it.
    fn fields(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::Draft(draft) => vec![("draft", draft)],
            Self::Case(reference) => vec![("case", reference)],
            Self::Answer(reference, item) => vec![("case", reference), ("item", item)],
            Self::Joined(reference, channel, received) => {
                vec![("case", reference), ("channel", channel), ("received", received)]
            }
        }
    }
}

/// All files that the page is sending.
#[derive(Clone, Copy)]
pub struct Uploads {
    target: StoredValue<Target>,
    rows: RwSignal<Vec<Upload>>,
    /// Moves when the server's list has changed.
    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser sends files"))]
    settled: RwSignal<u64>,
    /// What just happened, for screen readers.
    news: RwSignal<String>,
}

impl Uploads {
    /// None yet, for what is there; `settled` moves when the server's list has changed.
    pub fn new(target: Target, settled: RwSignal<u64>) -> Self {
        Self {
            target: StoredValue::new(target),
            rows: RwSignal::default(),
            settled,
            news: RwSignal::default(),
        }
    }

    /// What just happened.
    pub fn news(self) -> Signal<Option<String>> {
        Signal::derive(move || Some(self.news.get()))
    }

    /// Whether nothing is on its way.
    pub fn is_empty(self) -> bool {
        self.rows.with(Vec::is_empty)
    }

    /// Whether the file that the server calls `id` is one of those on their way: it has a row already.
    fn holds(self, id: &str) -> bool {
        self.rows
            .with(|rows| rows.iter().any(|upload| upload.id.with(|own| own == id)))
    }

    /// The rows of what the server has, but for those that this page sends: they have their own.
    pub fn others(self, documents: Vec<DocumentRow>, row: impl FnMut(DocumentRow) -> AnyView) -> Vec<AnyView> {
        let others = documents.into_iter().filter(|document| !self.holds(&document.id));
        others.map(row).collect()
    }

    /// Its sender does not want the file with this key; one that is refused just goes.
    fn give_up(self, key: u32) {
        let is_refused = |upload: &Upload| {
            upload
                .state
                .with_untracked(|state| matches!(state, FileState::Refused(_)))
        };
        self.rows.update(|rows| {
            rows.retain(|upload| upload.key != key || !is_refused(upload));
            for upload in rows.iter().filter(|upload| upload.key == key) {
                upload.is_cancelled.set(true);
            }
        });
    }

    /// Sends the files that were chosen in the field that an event comes from.
    #[cfg(feature = "hydrate")]
    pub fn take(self, event: &leptos::web_sys::Event) {
        sending::take(self, event);
    }

    /// On the server nobody chooses files.
    #[cfg(not(feature = "hydrate"))]
    pub fn take(self, _event: &leptos::web_sys::Event) {}
}

/// The rows of files on their way.
#[component]
pub fn UploadRows(uploads: Uploads) -> impl IntoView {
    view! {
        <For
            each=move || uploads.rows.get()
            key=|upload| upload.key
            children=move |upload| {
                let Upload { key, name, state, .. } = upload;
                let said = name.clone();
                let state = Signal::from(state);
                let is_over = Memo::new(move |_| state.with(|state| matches!(state, FileState::Refused(_))));
                view! {
                    <FileRow name=name state=state>
                        <button type="button" class="button button-quiet" on:click=move |_| uploads.give_up(key)>
                            {move || if is_over.get() { "Remove" } else { "Cancel" }}
                            <span class="visually-hidden">" " {said}</span>
                        </button>
                    </FileRow>
                }
            }
        />
    }
}

/// The row of a file that its form takes out again; `of` is the field that says what it belongs to.
pub fn removable<F>(document: DocumentRow, remove: FormAction<F>, of: (&'static str, &str)) -> AnyView
where
    F: ServerFn + 'static,
    F::Output: Send + Sync + 'static,
{
    let state = document.file_state();
    let DocumentRow { id, name, .. } = document;
    let (said, (field, value)) = (name.clone(), (of.0, of.1.to_owned()));
    view! {
        <FileRow name=name state=state>
            <PageForm action=remove>
                <input type="hidden" name=field value=value />
                <input type="hidden" name="file" value=id />
                <Button kind=ButtonKind::Quiet>"Remove" <span class="visually-hidden">" " {said}</span></Button>
            </PageForm>
        </FileRow>
    }
    .into_any()
}

/// What went wrong with all files of the form that led here.
#[component]
pub fn WhatWentWrong() -> impl IntoView {
    let code = query_parameter(paths::PROBLEM);
    move || {
        code.with(|code| copy::files_problem(code)).map(|words| {
            view! {
                <Banner tone=Tone::Red title="No file was added." announce=true>
                    {words}
                </Banner>
            }
        })
    }
}

/// A form of its own: it carries files, which no other form does. Where the client runs, choosing is enough.
#[component]
pub fn AddFiles(
    /// The field with the files.
    field: Field,
    /// What the field of the camera is called.
    #[prop(into)]
    photo: String,
    /// Those that are being sent.
    uploads: Uploads,
) -> impl IntoView {
    let name = field.name;
    let target = uploads
        .target
        .with_value(|target| paths::with_query(paths::FILES, &target.fields()));
    view! {
        <form class="form" method="post" action=target enctype="multipart/form-data" on:change=move |event| uploads.take(&event)>
            <DropZone field=field />
            <TakePhoto name=name label=photo />
            <div class="actions without-client">
                <Button kind=ButtonKind::Plain icon=IconName::Upload>"Add files"</Button>
            </div>
        </form>
    }
}
