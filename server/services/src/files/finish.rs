//! The end of a file's way: it is scanned, looked into, stored for good, and only then received; or it is refused, and nothing stays.

use std::io;

use bytes::Bytes;
use domain::file::{FileProblem, FileState, Verdict};
use entity::file::{ActiveModel, Column, Entity};
use futures::stream::BoxStream;
use futures::{StreamExt as _, TryStreamExt as _};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::append::progress;
use super::file_key::FileKey;
use super::opened::opened;
use super::reader::{Keep, ReadingError};
use super::receive::{Receipt, receive};
use super::remove::remove;
use super::row::FileRow;
use super::scanner::{Scanned, ScanningError};
use super::seal::{self, Opener, Part};
use super::store::Object;
use super::turns::Turn;
use super::upload::{Progress, UploadError};
use crate::audit::{AuditEntry, Outcome};
use crate::{Caller, Services};

/// Looks into a file all of whose bytes are here, and receives or refuses it. This goes on when the sender hangs up: it is
/// asked for once, and the answer can be read later.
pub(super) async fn settle(
    services: &Services,
    caller: &Caller,
    row: FileRow,
    turn: Turn,
) -> Result<Progress, UploadError> {
    let (services, caller) = (services.clone(), caller.clone());
    let settling = tokio::spawn(async move {
        let settled = look_and_receive(&services, &caller, &row).await;
        drop(turn);
        // What a plain form sent is asked for by nobody again: it goes, whether or not its sender still waits for the answer.
        if row.size.is_none() && matches!(settled, Err(UploadError::NotScanned(_))) {
            remove(&services, &caller, &row.id).await?;
        }
        settled
    });
    let settled = settling.await;
    settled.unwrap_or_else(|cut_off| Err(UploadError::disk(io::Error::other(cut_off))))
}

async fn look_and_receive(services: &Services, caller: &Caller, row: &FileRow) -> Result<Progress, UploadError> {
    let Some(kind) = row.kind else {
        return Err(UploadError::NotFound);
    };
    let key = row.key(&services.keys)?;
    let look = Look { services, row, key };
    let scanned = look.scan().await?;
    if let Scanned::Malware(name) = &scanned {
        return refuse_for(services, caller, row, (FileProblem::Malware, Some(name.as_str()))).await;
    }
    let mut images = Images {
        look: &look,
        count: 0,
        has_text: false,
    };
    let looked = services.files.reader.look(kind, look.plain().await?, &mut images).await;
    let looked = looked.map_err(|error| match error {
        ReadingError::Start(error) => UploadError::disk(error),
        ReadingError::Ours(error) => error,
    })?;
    match looked.verdict {
        Verdict::Problem(problem) => refuse(services, caller, row, problem).await,
        Verdict::Pages(pages) => {
            let receipt = Receipt {
                size: looked.size,
                sha256: looked.sha256,
                pages,
                previews: images.count,
                has_text: images.has_text,
                is_scanned: scanned == Scanned::Clean,
            };
            look.store().await?;
            enter(services, caller, row, receipt).await
        }
    }
}

/// The bytes are there for good: now the row says so.
async fn enter(services: &Services, caller: &Caller, row: &FileRow, receipt: Receipt) -> Result<Progress, UploadError> {
    match receive(services, caller, row, &receipt).await {
        Ok(None) => {
            clear(services, row.id.as_str(), false).await;
            Ok(Progress {
                id: row.id.clone(),
                state: FileState::Received,
                offset: receipt.size,
                problem: None,
            })
        }
        Ok(Some(problem)) => refuse(services, caller, row, problem).await,
        Err(error) => {
            if matches!(error, UploadError::NotFound) {
                clear(services, row.id.as_str(), true).await;
            }
            Err(error)
        }
    }
}

/// Refuses a file, and forgets its bytes.
pub(super) async fn refuse(
    services: &Services,
    caller: &Caller,
    row: &FileRow,
    problem: FileProblem,
) -> Result<Progress, UploadError> {
    refuse_for(services, caller, row, (problem, None)).await
}

/// The same, with the name of the malware. It is for the record and the log: whoever sent the file is told what to do.
async fn refuse_for(
    services: &Services,
    caller: &Caller,
    row: &FileRow,
    (problem, malware): (FileProblem, Option<&str>),
) -> Result<Progress, UploadError> {
    if let Some(malware) = malware {
        tracing::warn!(file = row.id.as_str(), malware, "malware was sent");
    }
    let mut detail = serde_json::json!({ "problem": problem.code() });
    if let Some(malware) = malware {
        detail["malware"] = malware.into();
    }
    services
        .db
        .write(async |w| {
            let refused = ActiveModel {
                state: Set(FileState::Refused.code().to_owned()),
                problem: Set(Some(problem.code().to_owned())),
                scheme: Set(None),
                key_version: Set(None),
                wrapped_key: Set(None),
                ..Default::default()
            };
            let done = Entity::update_many()
                .set(refused)
                .filter(Column::Id.eq(row.id.as_str()))
                .filter(Column::State.eq(FileState::Uploading.code()))
                .exec(w.conn())
                .await?;
            if done.rows_affected == 0 {
                return Err(UploadError::NotFound);
            }
            let entry = AuditEntry::by(caller, "file.refuse")
                .on("file", &row.id)
                .outcome(Outcome::Refused);
            w.audit(entry.detail(detail.clone())).await?;
            Ok(())
        })
        .await?;
    clear(services, row.id.as_str(), true).await;
    Ok(Progress {
        id: row.id.clone(),
        state: FileState::Refused,
        offset: 0,
        problem: Some(problem),
    })
}

/// Removes what was on its way, and with `stored` what is in the store, too. What cannot be removed now, the sweeper removes.
pub(super) async fn clear(services: &Services, id: &str, stored: bool) {
    let files = &services.files;
    if let Err(error) = files.incoming.remove(id).await {
        tracing::warn!(%error, file = id, "what was sent of a file could not be removed");
    }
    if !stored {
        return;
    }
    if let Err(error) = files.store.remove(id).await {
        tracing::warn!(%error, file = id, "a file could not be removed from the store");
    }
}

/// A file that is being looked into.
struct Look<'a> {
    services: &'a Services,
    row: &'a FileRow,
    key: FileKey,
}

impl Look<'_> {
    /// The bytes of the file, opened.
    async fn plain(&self) -> Result<BoxStream<'static, Result<Bytes, UploadError>>, UploadError> {
        let opener = Opener::new(self.key.clone(), Part::body(self.row.id.as_str()));
        Ok(opened(self.sealed().await?, opener).boxed())
    }

    /// Asks the scanner. Where that has no answer, the file stays where it is.
    async fn scan(&self) -> Result<Scanned, UploadError> {
        let scanner = &self.services.files.scanner;
        match scanner.scan(self.plain().await?).await {
            Ok(scanned) => Ok(scanned),
            Err(ScanningError::Ours(error)) => Err(error),
            Err(ScanningError::Scanner(error)) => {
                tracing::error!(%error, file = self.row.id.as_str(), "a file could not be scanned");
                Err(UploadError::NotScanned(progress(self.services, self.row).await?))
            }
        }
    }

    /// As they are on the disk.
    async fn sealed(&self) -> Result<BoxStream<'static, Result<Bytes, UploadError>>, UploadError> {
        let sealed = self.services.files.incoming.read(self.row.id.as_str()).await;
        Ok(sealed.map_err(UploadError::disk)?.map_err(UploadError::disk).boxed())
    }

    /// Stores the file itself, sealed as it came.
    async fn store(&self) -> Result<(), UploadError> {
        let store = &self.services.files.store;
        store
            .put_pieces(self.row.id.as_str(), Object::Body, self.sealed().await?)
            .await
    }
}

/// The images of its pages and their text, which are stored as they come.
struct Images<'a> {
    look: &'a Look<'a>,
    count: u32,
    has_text: bool,
}

impl Keep for Images<'_> {
    type Error = UploadError;

    async fn keep(&mut self, number: u32, image: Vec<u8>) -> Result<(), UploadError> {
        let Look { services, row, key } = self.look;
        let id = row.id.as_str();
        let sealed = seal::seal_whole(&services.env, key, &Part::page(id, number), &image)?;
        services.files.store.put(id, Object::Page(number), sealed).await?;
        self.count = number;
        Ok(())
    }

    async fn keep_text(&mut self, pages: Vec<String>) -> Result<(), UploadError> {
        let Look { services, row, key } = self.look;
        let id = row.id.as_str();
        let list = serde_json::to_vec(&pages).map_err(|error| UploadError::disk(io::Error::other(error)))?;
        let sealed = seal::seal_whole(&services.env, key, &Part::text(id), &list)?;
        services.files.store.put(id, Object::Text, sealed).await?;
        self.has_text = true;
        Ok(())
    }
}
