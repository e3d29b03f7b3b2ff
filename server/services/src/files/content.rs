//! Reads a file, or the image of a page, for somebody who may see it. Each time that is asked anew, and put on record before the
//! first byte leaves.

use bytes::Bytes;
use domain::access::Permission;
use domain::file::{FileKind, FileState};
use domain::id::FileId;
use futures::StreamExt as _;
use futures::stream::BoxStream;

use super::find::find;
use super::opened::opened;
use super::row::FileRow;
use super::seal::{Broken, Opener, Part};
use super::store::{Object, StoreError};
use crate::audit::AuditEntry;
use crate::db::DbError;
use crate::{Caller, Services};

/// A file that is being read.
pub struct Content {
    /// As it is shown.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// Its bytes, counted.
    pub size: u64,
    /// The bytes. They end with an error where something was changed or is missing.
    pub bytes: BoxStream<'static, Result<Bytes, ContentError>>,
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Content({}, {} bytes)", self.kind, self.size)
    }
}

/// Why there is nothing to read.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// There is no such file or page, or it is not for the caller.
    #[error("no such file")]
    NotFound,
    /// It was changed, or its key is not there.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// The file store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for ContentError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// The file itself.
///
/// # Errors
/// [`ContentError`].
pub async fn content(services: &Services, caller: &Caller, id: &FileId) -> Result<Content, ContentError> {
    let row = visible(services, caller, id).await?;
    let (Some(kind), Some(size)) = (row.kind, row.size) else {
        return Err(ContentError::NotFound);
    };
    let bytes = bytes(services, &row, Object::Body, Part::body(id.as_str())).await?;
    services
        .db
        .record(AuditEntry::by(caller, "file.read").on("file", id))
        .await?;
    Ok(Content {
        name: row.name,
        kind,
        size,
        bytes,
    })
}

/// The image of a page, counted from 1: a PNG.
///
/// # Errors
/// [`ContentError`].
pub async fn page_image(services: &Services, caller: &Caller, id: &FileId, page: u32) -> Result<Bytes, ContentError> {
    let row = visible(services, caller, id).await?;
    if !(1..=row.previews).contains(&page) {
        return Err(ContentError::NotFound);
    }
    let mut bytes = bytes(services, &row, Object::Page(page), Part::page(id.as_str(), page)).await?;
    let mut image = Vec::new();
    while let Some(piece) = bytes.next().await {
        image.extend(piece?);
    }
    let entry = AuditEntry::by(caller, "file.read_page").on("file", id);
    services
        .db
        .record(entry.detail(serde_json::json!({ "page": page })))
        .await?;
    Ok(image.into())
}

/// The row of a received file that the caller may see: somebody of the practice, and once it was sent with a request, whoever at
/// the plan sees requests.
async fn visible(services: &Services, caller: &Caller, id: &FileId) -> Result<FileRow, ContentError> {
    let row = find(services.db.read(), id).await?;
    let row = row.filter(|row| !row.is_deleted && row.state == FileState::Received && may_see(caller, row));
    row.ok_or(ContentError::NotFound)
}

fn may_see(caller: &Caller, row: &FileRow) -> bool {
    let actor = &caller.actor;
    let was_sent = row.case.is_some();
    match &actor.practice {
        // Drafts are for those who write them.
        Some(practice) => {
            let needed = if was_sent {
                Permission::ReadPriorAuth
            } else {
                Permission::WritePriorAuth
            };
            practice.as_str() == row.practice && actor.can(needed)
        }
        None => was_sent && actor.can(Permission::ReadReviewQueue),
    }
}

pub(super) async fn bytes(
    services: &Services,
    row: &FileRow,
    object: Object,
    part: Part,
) -> Result<BoxStream<'static, Result<Bytes, ContentError>>, ContentError> {
    let opener = Opener::new(row.key(&services.keys)?, part);
    let sealed = services.files.store.get(row.id.as_str(), object).await?;
    Ok(opened(sealed.map(|piece| piece.map_err(ContentError::from)), opener).boxed())
}
