//! A draft is dropped, and its files with it.

use domain::id::DraftId;
use domain::time::to_millis;
use entity::file::{Column, Entity};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::finish::clear;
use crate::Services;
use crate::db::{DbError, Write};

/// Marks all files of the draft as gone, in the transaction in which it is dropped, and gives their ids for [`clear_all`].
pub(crate) async fn forget_draft(w: &Write, draft: &DraftId) -> Result<Vec<String>, DbError> {
    let ids: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::DraftId.eq(draft.as_str()))
        .into_tuple()
        .all(w.conn())
        .await?;
    Entity::update_many()
        .col_expr(Column::DraftId, Expr::val(None::<String>))
        .col_expr(Column::DeletedAt, Expr::val(to_millis(w.now())))
        .filter(Column::DraftId.eq(draft.as_str()))
        .exec(w.conn())
        .await?;
    Ok(ids)
}

/// Removes the bytes of files that are gone, and stops whoever still sends them.
pub(crate) async fn clear_all(services: &Services, files: &[String]) {
    for id in files {
        services.files.turns.stop(id);
        clear(services, id, true).await;
    }
}
