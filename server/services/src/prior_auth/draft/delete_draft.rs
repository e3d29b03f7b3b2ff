//! Drops a draft.

use domain::access::Permission;
use domain::id::DraftId;
use entity::prior_auth_draft::{Column, Entity};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::{DraftError, own, reference_of};
use crate::audit::{AuditEntry, Outcome};
use crate::db::Write;
use crate::files;
use crate::{Caller, Services};

/// Deletes an open draft with everything typed into it; only who began it may.
///
/// # Errors
/// [`DraftError::NotFound`], [`DraftError::NotOwner`], [`DraftError::Submitted`].
pub async fn delete_draft(services: &Services, caller: &Caller, id: &DraftId) -> Result<(), DraftError> {
    let deleted = services.db.write(async |w| attempt(w, caller, id).await).await;
    if let Ok(files) = &deleted {
        files::clear_all(services, files).await;
    }
    if matches!(deleted, Err(DraftError::NotOwner)) {
        services.db.record(entry(caller, id).outcome(Outcome::Refused)).await?;
    }
    deleted.map(drop)
}

/// Gives the files that belonged to it.
async fn attempt(w: &Write, caller: &Caller, id: &DraftId) -> Result<Vec<String>, DraftError> {
    let row = own(w.conn(), caller, id).await?.ok_or(DraftError::NotFound)?;
    if row.created_by != caller.actor.account.as_str() || !caller.actor.can(Permission::WritePriorAuth) {
        return Err(DraftError::NotOwner);
    }
    if let Some(case) = &row.submitted_case_id {
        let reference = reference_of(w.conn(), case).await?;
        return Err(DraftError::Submitted { reference });
    }
    let files = files::forget_draft(w, id).await?;
    Entity::delete_by_id(id.as_str())
        .filter(Column::SubmittedCaseId.is_null())
        .exec(w.conn())
        .await?;
    w.audit(entry(caller, id)).await?;
    Ok(files)
}

fn entry(caller: &Caller, id: &DraftId) -> AuditEntry {
    AuditEntry::by(caller, "prior_auth.delete_draft").on("prior_auth_draft", id)
}
