//! Keeps what was typed, right or wrong.

use domain::id::DraftId;
use domain::prior_auth::DraftInput;
use domain::time::to_millis;
use entity::prior_auth_draft::{Column, Entity};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::draft::{self, DraftError};
use crate::audit::AuditEntry;
use crate::db::{DbError, Write};
use crate::{Caller, Services};

/// Stores the values exactly as typed.
///
/// # Errors
/// [`DraftError::NotFound`] for a missing draft and for another practice's alike; [`DraftError::Submitted`].
pub async fn save_draft(
    services: &Services,
    caller: &Caller,
    id: &DraftId,
    input: DraftInput,
) -> Result<(), DraftError> {
    let values = to_json(&input)?;
    services
        .db
        .write(async |w| {
            if !keep(w, caller, id, &values, None).await? {
                return Err(refusal(w, caller, id).await?);
            }
            Ok(
                w.audit(AuditEntry::by(caller, "prior_auth.save_draft").on("prior_auth_draft", id))
                    .await?,
            )
        })
        .await
}

/// The values as they are stored.
pub(super) fn to_json(input: &DraftInput) -> Result<String, DbError> {
    serde_json::to_string(input)
        .map_err(|_| DbError::value("prior_auth_draft", "values_json", "new", "values of the form"))
}

/// Stores the values in an open draft of the caller's practice, and closes it when it becomes a case: one statement, so of many that
/// submit the same draft at once exactly one closes it. False when there is no such open draft.
pub(super) async fn keep(
    w: &Write,
    caller: &Caller,
    id: &DraftId,
    values: &str,
    becomes: Option<&str>,
) -> Result<bool, DbError> {
    let Some(practice) = &caller.actor.practice else {
        return Ok(false);
    };
    let done = Entity::update_many()
        .col_expr(Column::ValuesJson, Expr::val(values))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::val(to_millis(w.now())))
        .col_expr(Column::SubmittedCaseId, Expr::val(becomes.map(str::to_owned)))
        .filter(Column::Id.eq(id.as_str()))
        .filter(Column::PracticeId.eq(practice.as_str()))
        .filter(Column::SubmittedCaseId.is_null())
        .exec(w.conn())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Why [`keep`] kept nothing.
pub(super) async fn refusal(w: &Write, caller: &Caller, id: &DraftId) -> Result<DraftError, DbError> {
    let row = draft::own(w.conn(), caller, id).await?;
    match row.and_then(|row| row.submitted_case_id) {
        Some(case) => Ok(DraftError::Submitted {
            reference: draft::reference_of(w.conn(), &case).await?,
        }),
        None => Ok(DraftError::NotFound),
    }
}
