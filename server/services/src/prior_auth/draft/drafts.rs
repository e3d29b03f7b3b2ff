//! The open drafts of a practice.

use domain::id::DraftId;
use domain::prior_auth::DraftInput;
use domain::time::{self, Timestamp};
use entity::prior_auth_draft::{Column, Entity};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use crate::audit::{AuditEntry, listed};
use crate::db::DbError;
use crate::{Caller, Services};

/// More open drafts than this are not listed: the oldest can wait until others are sent.
const LIMIT: u64 = 50;

/// A draft in one line, as far as it was written.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftSummary {
    /// The draft.
    pub id: DraftId,
    /// As typed.
    pub member_id: String,
    /// As typed.
    pub last_name: String,
    /// Of the first service, as typed.
    pub procedure_code: String,
    /// Our words for that code, if it is one we know.
    pub service: Option<String>,
    /// When it was last saved.
    pub updated_at: Timestamp,
}

impl std::fmt::Debug for DraftSummary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DraftSummary({})", self.id)
    }
}

/// The drafts of the caller's practice that were not submitted, the latest first. The looking is put on record.
///
/// # Errors
/// The database could not be read, or does not take the record, or a draft does not hold the steps of a request.
pub async fn drafts(services: &Services, caller: &Caller) -> Result<Vec<DraftSummary>, DbError> {
    let drafts = read(services, caller).await?;
    let entry = AuditEntry::by(caller, "prior_auth.drafts").on("prior_auth_draft_list", "open");
    listed(services, entry, drafts.iter().map(|draft| &draft.id)).await?;
    Ok(drafts)
}

async fn read(services: &Services, caller: &Caller) -> Result<Vec<DraftSummary>, DbError> {
    let Some(practice) = &caller.actor.practice else {
        return Ok(Vec::new());
    };
    let rows: Vec<(String, String, i64)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::ValuesJson, Column::UpdatedAt])
        .filter(Column::PracticeId.eq(practice.as_str()))
        .filter(Column::SubmittedCaseId.is_null())
        .order_by_desc(Column::UpdatedAt)
        .order_by_asc(Column::Id)
        .limit(LIMIT)
        .into_tuple()
        .all(services.db.read())
        .await?;
    rows.into_iter().map(|row| summary(services, row)).collect()
}

fn summary(services: &Services, (id, values, updated_at): (String, String, i64)) -> Result<DraftSummary, DbError> {
    let wrong = |column, problem| DbError::value("prior_auth_draft", column, &id, problem);
    let input: DraftInput =
        serde_json::from_str(&values).map_err(|_| wrong("values_json", "the steps of a request"))?;
    let first = input.service.lines.into_iter().next();
    let procedure_code = first.map(|line| line.procedure_code).unwrap_or_default();
    Ok(DraftSummary {
        updated_at: time::from_millis(updated_at).ok_or_else(|| wrong("updated_at", "an instant"))?,
        id: DraftId::new(&id),
        member_id: input.member.member_id,
        last_name: input.member.last_name,
        service: services.catalog.wording(&procedure_code).map(str::to_owned),
        procedure_code,
    })
}
