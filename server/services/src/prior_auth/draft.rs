//! Reads a draft.

use domain::id::DraftId;
use domain::prior_auth::DraftInput;
use domain::reference::Reference;
use domain::time::{self, Timestamp};
use entity::{prior_auth, prior_auth_draft};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use crate::audit::AuditEntry;
use crate::db::DbError;
use crate::{Caller, Services};

/// A request that is still being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The draft.
    pub id: DraftId,
    /// Exactly what was typed.
    pub input: DraftInput,
    /// Counts saves.
    pub version: i64,
    /// When it was last saved.
    pub updated_at: Timestamp,
    /// The case it became.
    pub submitted_as: Option<Reference>,
}

/// Why a draft cannot be read or saved.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// There is no such draft, or it is another practice's.
    #[error("no such draft")]
    NotFound,
    /// It was submitted: what is typed now would change nothing.
    #[error("the draft was submitted as {reference}")]
    Submitted {
        /// The case it became.
        reference: Reference,
    },
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for DraftError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// The draft with what was typed; the reading is put on record.
///
/// # Errors
/// [`DraftError::NotFound`], or the database's refusal.
pub async fn draft(services: &Services, caller: &Caller, id: &DraftId) -> Result<Draft, DraftError> {
    let row = own(services.db.read(), caller, id).await?.ok_or(DraftError::NotFound)?;
    let wrong = |column, problem| DbError::value("prior_auth_draft", column, &row.id, problem);
    let submitted_as = match &row.submitted_case_id {
        Some(case) => Some(reference_of(services.db.read(), case).await?),
        None => None,
    };
    let draft = Draft {
        id: id.clone(),
        input: serde_json::from_str(&row.values_json).map_err(|_| wrong("values_json", "the values of the form"))?,
        version: row.version,
        updated_at: time::from_millis(row.updated_at).ok_or_else(|| wrong("updated_at", "an instant"))?,
        submitted_as,
    };
    services
        .db
        .record(AuditEntry::by(caller, "prior_auth.read_draft").on("prior_auth_draft", id))
        .await?;
    Ok(draft)
}

/// The row of a draft of the caller's practice.
pub(super) async fn own(
    conn: &impl ConnectionTrait,
    caller: &Caller,
    id: &DraftId,
) -> Result<Option<prior_auth_draft::Model>, DbError> {
    let Some(practice) = &caller.actor.practice else {
        return Ok(None);
    };
    let found = prior_auth_draft::Entity::find_by_id(id.as_str())
        .filter(prior_auth_draft::Column::PracticeId.eq(practice.as_str()))
        .one(conn)
        .await?;
    Ok(found)
}

/// The reference of a case.
pub(super) async fn reference_of(conn: &impl ConnectionTrait, case: &str) -> Result<Reference, DbError> {
    let wrong = || DbError::value("prior_auth_draft", "submitted_case_id", case, "a case with a reference");
    let found: Option<String> = prior_auth::Entity::find_by_id(case)
        .select_only()
        .column(prior_auth::Column::Reference)
        .into_tuple()
        .one(conn)
        .await?;
    found.and_then(|text| Reference::parse(&text).ok()).ok_or_else(wrong)
}
