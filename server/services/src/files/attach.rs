//! A draft becomes a request, or an answer is sent: its files go with it.

use domain::file::FileState;
use domain::id::{CaseId, DraftId, PracticeId};
use entity::file::{Column, Entity};
use entity::information_item;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QuerySelect as _, QueryTrait as _};

use crate::db::{DbError, Write};

/// Makes the received files of the draft those of the case, in the transaction in which the one becomes the other, after the
/// draft was closed. What is still on its way then is refused when it arrives.
pub(crate) async fn attach_to_case(w: &Write, draft: &DraftId, case: &CaseId) -> Result<u64, DbError> {
    let done = Entity::update_many()
        .col_expr(Column::CaseId, Expr::val(case.as_str()))
        .filter(Column::DraftId.eq(draft.as_str()))
        .filter(Column::State.eq(FileState::Received.code()))
        .filter(Column::DeletedAt.is_null())
        .exec(w.conn())
        .await?;
    Ok(done.rows_affected)
}

/// Whether a file of an answer is still on its way.
pub(crate) async fn is_one_under_way(w: &Write, item: &str) -> Result<bool, DbError> {
    let found = Entity::find()
        .filter(Column::ItemId.eq(item))
        .filter(Column::State.eq(FileState::Uploading.code()))
        .filter(Column::DeletedAt.is_null())
        .one(w.conn())
        .await?;
    Ok(found.is_some())
}

/// Makes the received files of an answer those of the case, in the transaction in which the answer is sent. How many the answer
/// has.
pub(crate) async fn attach_answer(w: &Write, item: &str, case: &CaseId) -> Result<u64, DbError> {
    let done = Entity::update_many()
        .col_expr(Column::CaseId, Expr::val(case.as_str()))
        .filter(Column::ItemId.eq(item))
        .filter(Column::State.eq(FileState::Received.code()))
        .filter(Column::DeletedAt.is_null())
        .exec(w.conn())
        .await?;
    Ok(done.rows_affected)
}

/// Makes the files of the case, and of answers to what was asked about it, those of a practice; in the transaction in which the case
/// becomes the practice's. What is still on its way then is refused when it arrives.
pub(crate) async fn give(w: &Write, case: &CaseId, to: &PracticeId) -> Result<(), DbError> {
    let items = information_item::Entity::find()
        .select_only()
        .column(information_item::Column::Id)
        .filter(information_item::Column::PriorAuthId.eq(case.as_str()));
    let which = Condition::any()
        .add(Column::CaseId.eq(case.as_str()))
        .add(Column::ItemId.in_subquery(items.into_query()));
    Entity::update_many()
        .col_expr(Column::PracticeId, Expr::val(to.as_str()))
        .filter(which)
        .exec(w.conn())
        .await?;
    Ok(())
}
