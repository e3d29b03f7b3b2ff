//! The row of a draft: what it holds as text, and the only two ways in which it changes.

use domain::id::DraftId;
use domain::prior_auth::DraftInput;
use domain::time::to_millis;
use entity::prior_auth_draft::{Column, Entity, Model};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::marks::Marks;
use super::{DraftError, own, reference_of};
use crate::Caller;
use crate::db::{DbError, Write};

/// What was typed, and who saved what.
pub(in super::super) fn read(row: &Model) -> Result<(DraftInput, Marks), DbError> {
    let wrong = |column, problem| DbError::value("prior_auth_draft", column, &row.id, problem);
    let input = serde_json::from_str(&row.values_json).map_err(|_| wrong("values_json", "the steps of a request"))?;
    let marks = serde_json::from_str(&row.marks_json).map_err(|_| wrong("marks_json", "the saves of the steps"))?;
    Ok((input, marks))
}

/// What was typed, as the row holds it.
pub(super) fn values(input: &DraftInput) -> Result<String, DbError> {
    let wrong = || DbError::value("prior_auth_draft", "values_json", "new", "values of the form");
    serde_json::to_string(input).map_err(|_| wrong())
}

/// Stores them, unless somebody was faster: false then.
pub(super) async fn store(w: &Write, row: &Model, input: &DraftInput, marks: &Marks) -> Result<bool, DbError> {
    let wrong = |column| DbError::value("prior_auth_draft", column, &row.id, "values of the form");
    let values = values(input)?;
    let marks = serde_json::to_string(marks).map_err(|_| wrong("marks_json"))?;
    let done = Entity::update_many()
        .col_expr(Column::ValuesJson, Expr::val(values))
        .col_expr(Column::MarksJson, Expr::val(marks))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::val(to_millis(w.now())))
        // What was attested is not this any more: nobody needs to come back to it.
        .col_expr(Column::AttestationBy, Expr::val(row.attestation_of.as_ref().and(row.attestation_by.clone())))
        .filter(Column::Id.eq(&row.id))
        .filter(Column::Version.eq(row.version))
        .filter(Column::SubmittedCaseId.is_null())
        .exec(w.conn())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Closes an open draft of the caller's practice that becomes a case, as it stood at `version`: one statement, so of many that
/// submit the same draft at once exactly one closes it. False when there is no such open draft.
pub(in super::super) async fn close(
    w: &Write,
    caller: &Caller,
    (id, version): (&DraftId, i64),
    becomes: &str,
) -> Result<bool, DbError> {
    let Some(practice) = &caller.actor.practice else {
        return Ok(false);
    };
    let done = Entity::update_many()
        .col_expr(Column::SubmittedCaseId, Expr::val(becomes))
        .col_expr(Column::UpdatedAt, Expr::val(to_millis(w.now())))
        .filter(Column::Id.eq(id.as_str()))
        .filter(Column::PracticeId.eq(practice.as_str()))
        .filter(Column::Version.eq(version))
        .filter(Column::SubmittedCaseId.is_null())
        .exec(w.conn())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Why [`close`] closed nothing; `None` where the draft is open and somebody saved it meanwhile.
pub(in super::super) async fn refusal(w: &Write, caller: &Caller, id: &DraftId) -> Result<Option<DraftError>, DbError> {
    let Some(row) = own(w.conn(), caller, id).await? else {
        return Ok(Some(DraftError::NotFound));
    };
    match row.submitted_case_id {
        Some(case) => Ok(Some(DraftError::Submitted {
            reference: reference_of(w.conn(), &case).await?,
        })),
        None => Ok(None),
    }
}
