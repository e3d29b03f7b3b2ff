//! Looks a file up.

use domain::id::FileId;
use entity::file::Entity;
use sea_orm::{ConnectionTrait, EntityTrait as _};

use super::row::FileRow;
use crate::db::DbError;

/// The file with this id, whoever may see it.
pub(super) async fn find(conn: &impl ConnectionTrait, id: &FileId) -> Result<Option<FileRow>, DbError> {
    let row = Entity::find_by_id(id.as_str()).one(conn).await?;
    row.map(FileRow::read).transpose()
}
