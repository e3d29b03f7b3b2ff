//! The moment in which a file becomes part of a draft, of a request, or of an answer.

use domain::file::{FileProblem, FileState};
use domain::id::DraftId;
use domain::time::to_millis;
use entity::{file, prior_auth_draft};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::place::{self, Home};
use super::quota::{self, Counted};
use super::row::FileRow;
use super::upload::UploadError;
use crate::audit::AuditEntry;
use crate::db::Write;
use crate::prior_auth::document_added;
use crate::{Caller, Services};

/// What is known of a file once it was looked into.
#[derive(Clone, Debug, Default)]
pub(super) struct Receipt {
    pub(super) size: u64,
    pub(super) sha256: String,
    pub(super) pages: u32,
    pub(super) previews: u32,
    pub(super) has_text: bool,
    /// A scanner has said that it is clean.
    pub(super) is_scanned: bool,
}

/// Receives a file whose bytes are stored for good; or says why not after all.
pub(super) async fn receive(
    services: &Services,
    caller: &Caller,
    row: &FileRow,
    receipt: &Receipt,
) -> Result<Option<FileProblem>, UploadError> {
    services
        .db
        .write_locking(async |w| {
            let home = match room(w, row, receipt).await? {
                Ok(home) => home,
                Err(problem) => return Ok(Some(problem)),
            };
            let done = file::Entity::update_many()
                .set(received(receipt, to_millis(w.now())))
                .filter(file::Column::Id.eq(row.id.as_str()))
                .filter(file::Column::State.eq(FileState::Uploading.code()))
                .filter(file::Column::DeletedAt.is_null())
                .exec(w.conn())
                .await?;
            if done.rows_affected == 0 {
                // Removed meanwhile.
                return Err(UploadError::NotFound);
            }
            w.audit(
                AuditEntry::by(caller, "file.receive")
                    .on("file", &row.id)
                    .detail(serde_json::json!({
                        "size": receipt.size, "pages": receipt.pages, "sha256": receipt.sha256, "scanned": receipt.is_scanned,
                    })),
            )
            .await?;
            if let Home::Case {
                reference, item: None, ..
            } = &home
            {
                document_added(w, services, caller, reference, (&row.name, row.arrival)).await?;
            }
            Ok(None)
        })
        .await
}

/// Where the file goes, if that is still open and has room. The row of the draft or request is locked and written, so that files
/// which are done at the same moment see each other, and a draft cannot be sent in between without one that was received.
async fn room(w: &Write, row: &FileRow, receipt: &Receipt) -> Result<Result<Home, FileProblem>, UploadError> {
    let home = match &row.draft {
        Some(draft) => open_draft(w, draft).await?.ok_or(FileProblem::RequestSent),
        None => place::locked(w.conn(), row).await?.ok_or(FileProblem::RequestClosed),
    };
    let home = match home {
        Ok(home) => home,
        Err(problem) => return Ok(Err(problem)),
    };
    let checked = quota::check(w.conn(), &home, Counted::Received, receipt.size).await?;
    Ok(checked.map(|()| home))
}

async fn open_draft(w: &Write, draft: &DraftId) -> Result<Option<Home>, UploadError> {
    let found = prior_auth_draft::Entity::find_by_id(draft.as_str())
        .lock_exclusive()
        .one(w.conn())
        .await?;
    let Some(open) = found.filter(|draft| draft.submitted_case_id.is_none()) else {
        return Ok(None);
    };
    has_other_files(w, &open).await?;
    Ok(Some(Home::Draft(draft.clone())))
}

/// Says of an open draft, whose row is locked, that its files are others now.
pub(super) async fn has_other_files(w: &Write, draft: &prior_auth_draft::Model) -> Result<(), UploadError> {
    use prior_auth_draft::{Column, Entity};
    // What was attested is not this any more: nobody needs to come back to it.
    let by = draft.attestation_of.as_ref().and(draft.attestation_by.clone());
    Entity::update_many()
        .col_expr(Column::UpdatedAt, Expr::val(to_millis(w.now())))
        .col_expr(Column::AttestationBy, Expr::val(by))
        .filter(Column::Id.eq(&draft.id))
        .exec(w.conn())
        .await?;
    Ok(())
}

fn received(receipt: &Receipt, now: i64) -> file::ActiveModel {
    file::ActiveModel {
        state: Set(FileState::Received.code().to_owned()),
        size: Set(i64::try_from(receipt.size).ok()),
        sha256: Set(Some(receipt.sha256.clone())),
        pages: Set(i32::try_from(receipt.pages).ok()),
        previews: Set(i32::try_from(receipt.previews).ok()),
        has_text: Set(receipt.has_text),
        received_at: Set(Some(now)),
        ..Default::default()
    }
}
