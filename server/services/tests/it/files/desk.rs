//! A desk where files are sent: a coordinator with a draft, and something that looks into files.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use bytes::Bytes;
use domain::access::Role;
use domain::file::FileState;
use domain::id::{DraftId, FileId};
use futures::{Stream, StreamExt as _, stream};
use services::Caller;
use services::files::{self, Announced, Document, Progress, ReaderSettings, UploadError};
use services::prior_auth::create_draft;
use services::testing::{MemberSpec, Stage};

/// Bytes of a chunk on the disk.
pub const CHUNK: usize = 64 * 1024;

/// Two pages with an image each.
pub const TWO_PAGES: &str =
    r#"/bin/cat >/dev/null; echo '{"pages":2}'; printf '\000\000\000\005first\000\000\000\006second'"#;

/// What looks into files is this shell script, which gets the kind as `$1`.
pub fn script(text: &str) -> ReaderSettings {
    ReaderSettings {
        arguments: vec!["-c".to_owned(), text.to_owned(), "look".to_owned()],
        deadline: Duration::from_secs(20),
        ..ReaderSettings::command_of("/bin/sh")
    }
}

pub struct Desk {
    pub stage: Stage,
    pub caller: Caller,
    pub draft: DraftId,
}

impl Desk {
    /// Files have two pages.
    pub async fn open(stage: Stage) -> Self {
        Self::looking_with(stage, script(TWO_PAGES)).await
    }

    pub async fn looking_with(stage: Stage, reader: ReaderSettings) -> Self {
        let stage = stage.reopened_with(|settings| settings.files.reader = reader).await;
        stage.member(MemberSpec::default()).await;
        let caller = stage.caller(Role::Coordinator).await;
        let draft = create_draft(&stage.services, &caller).await.unwrap();
        Self { stage, caller, draft }
    }

    /// The same desk after a restart, with something else that looks into files.
    pub async fn now_looking_with(self, reader: ReaderSettings) -> Self {
        let stage = self
            .stage
            .reopened_with(|settings| settings.files.reader = reader)
            .await;
        Self { stage, ..self }
    }

    pub async fn begin(&self, name: &str, size: Option<u64>) -> Progress {
        self.try_begin(name, size).await.unwrap()
    }

    pub async fn try_begin(&self, name: &str, size: Option<u64>) -> Result<Progress, UploadError> {
        files::begin(
            &self.stage.services,
            &self.caller,
            &self.draft,
            Announced { name, size },
        )
        .await
    }

    pub async fn append(
        &self,
        id: &FileId,
        offset: u64,
        bytes: impl Stream<Item = io::Result<Bytes>> + Send + Unpin,
    ) -> Result<Progress, UploadError> {
        files::append(&self.stage.services, &self.caller, id, offset, bytes).await
    }

    /// Announces a file and sends all of it.
    pub async fn send(&self, name: &str, bytes: &[u8]) -> Progress {
        let id = self.begin(name, Some(bytes.len() as u64)).await.id;
        self.append(&id, 0, pieces(bytes, 50_000)).await.unwrap()
    }

    /// A file that is received.
    pub async fn received(&self, name: &str, bytes: &[u8]) -> FileId {
        let sent = self.send(name, bytes).await;
        assert_eq!((sent.state, sent.problem), (FileState::Received, None));
        sent.id
    }

    pub async fn list(&self) -> Vec<Document> {
        files::of_draft(&self.stage.services, &self.caller, &self.draft)
            .await
            .unwrap()
    }

    pub async fn read(&self, id: &FileId) -> Result<Vec<u8>, files::ContentError> {
        let mut content = files::content(&self.stage.services, &self.caller, id).await?;
        let mut all = Vec::new();
        while let Some(piece) = content.bytes.next().await {
            all.extend(piece?);
        }
        Ok(all)
    }

    /// The folder of received files.
    pub fn store(&self) -> PathBuf {
        self.stage.settings.files.place.folder().unwrap().clone()
    }

    /// The folder of files on their way.
    pub fn incoming(&self) -> PathBuf {
        self.stage.settings.files.incoming.clone()
    }

    /// Ids of which bytes are somewhere.
    pub fn on_disk(&self) -> BTreeSet<String> {
        let names = |folder| {
            std::fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().file_name())
        };
        let all = names(self.store()).chain(names(self.incoming()));
        all.map(|name| name.into_string().unwrap()).collect()
    }
}

/// A file of so many bytes that begins like a PDF; no two of its chunks are equal.
pub fn pdf(length: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut state = 1_u64;
    while bytes.len() < length {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        bytes.extend(state.to_be_bytes());
    }
    bytes.truncate(length);
    bytes
}

/// The bytes, in pieces of so many.
pub fn pieces(bytes: &[u8], length: usize) -> impl Stream<Item = io::Result<Bytes>> + Send + Unpin + use<> {
    let pieces: Vec<_> = bytes
        .chunks(length)
        .map(|piece| Ok(Bytes::copy_from_slice(piece)))
        .collect();
    stream::iter(pieces)
}

/// The bytes, and then the line breaks.
pub fn broken_after(bytes: &[u8]) -> impl Stream<Item = io::Result<Bytes>> + Send + Unpin + use<> {
    let breaks = stream::iter([Err(io::Error::from(io::ErrorKind::ConnectionReset))]);
    pieces(bytes, 10_000).chain(breaks)
}
