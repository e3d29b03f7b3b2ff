//! Takes a file out of a draft or an answer again, also while it is still on its way.

use domain::file::FileState;
use domain::id::FileId;
use domain::time::to_millis;
use entity::{file, prior_auth_draft};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::find::find;
use super::finish::clear;
use super::place::{self, may_send};
use super::receive::has_other_files;
use super::upload::UploadError;
use crate::audit::AuditEntry;
use crate::{Caller, Services};

/// Removes a file of an open draft, or of an answer that is not sent, of the caller's practice; once more, and nothing is changed. Its bytes are gone for good; that it was there stays on record.
///
/// # Errors
/// [`UploadError::NotFound`]; [`UploadError::RequestSent`] where the file belongs to a request that was sent.
pub async fn remove(services: &Services, caller: &Caller, id: &FileId) -> Result<(), UploadError> {
    services
        .db
        .write_locking(async |w| {
            let row = find(w.conn(), id).await?;
            let row = row.filter(|row| may_send(caller, row));
            let row = row.ok_or(UploadError::NotFound)?;
            if row.is_deleted {
                return Ok(());
            }
            if row.draft.is_none() && row.state == FileState::Received {
                let home = place::locked(w.conn(), &row).await?;
                // What came later is the plan's at once; what belongs to an answer, when that is sent.
                if home.is_none_or(|home| home.item().is_none()) {
                    return Err(UploadError::RequestSent);
                }
            }
            if let Some(draft) = &row.draft {
                let draft = prior_auth_draft::Entity::find_by_id(draft.as_str());
                let draft = draft.lock_exclusive().one(w.conn()).await?;
                let open = draft.filter(|draft| draft.submitted_case_id.is_none());
                match open.filter(|_| row.state == FileState::Received) {
                    Some(open) => has_other_files(w, &open).await?,
                    None if row.state == FileState::Received => return Err(UploadError::RequestSent),
                    None => {}
                }
            }
            let done = file::Entity::update_many()
                .col_expr(file::Column::DeletedAt, Expr::val(to_millis(w.now())))
                .filter(file::Column::Id.eq(id.as_str()))
                .filter(file::Column::DeletedAt.is_null())
                .exec(w.conn())
                .await?;
            if done.rows_affected == 0 {
                return Ok(());
            }
            Ok(w.audit(AuditEntry::by(caller, "file.remove").on("file", id)).await?)
        })
        .await?;
    services.files.turns.stop(id.as_str());
    clear(services, id.as_str(), true).await;
    Ok(())
}
