//! Starts a draft.

use domain::access::Permission;
use domain::id::DraftId;
use domain::time::{Timestamp, to_millis};
use entity::prior_auth_draft;
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait as _;

use super::DraftError;
use crate::audit::AuditEntry;
use crate::{Caller, Services};

/// An empty draft in the caller's practice.
///
/// # Errors
/// [`DraftError::NotFound`] for somebody without a practice or without the right to write requests.
pub async fn create_draft(services: &Services, caller: &Caller) -> Result<DraftId, DraftError> {
    let practice = caller
        .actor
        .practice
        .as_ref()
        .filter(|_| caller.actor.can(Permission::WritePriorAuth));
    let practice = practice.ok_or(DraftError::NotFound)?;
    let id = DraftId::new(services.env.new_id());
    services
        .db
        .write(async |w| {
            let row = blank(&id, (practice.as_str(), caller.actor.account.as_str()), w.now());
            prior_auth_draft::Entity::insert(row)
                .exec_without_returning(w.conn())
                .await?;
            w.audit(AuditEntry::by(caller, "prior_auth.create_draft").on("prior_auth_draft", &id))
                .await?;
            Ok::<_, DraftError>(())
        })
        .await?;
    Ok(id)
}

/// The row of a draft of that practice, begun by that account, in which nothing is typed.
pub(super) fn blank(id: &DraftId, (practice, account): (&str, &str), now: Timestamp) -> prior_auth_draft::ActiveModel {
    prior_auth_draft::ActiveModel {
        id: Set(id.as_str().to_owned()),
        practice_id: Set(practice.to_owned()),
        created_by: Set(account.to_owned()),
        values_json: Set("{}".to_owned()),
        marks_json: Set("{}".to_owned()),
        attestation_of: Set(None),
        attestation_by: Set(None),
        attestation_asked_at: Set(None),
        copied_from: Set(None),
        version: Set(1),
        created_at: Set(to_millis(now)),
        updated_at: Set(to_millis(now)),
        submitted_case_id: Set(None),
    }
}
