//! How many files a draft has, and how large they are together.

use domain::file::{FileProblem, FileState, has_room};
use domain::id::DraftId;
use entity::file::{Column, Entity};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use crate::db::DbError;

/// What of a draft's files counts.
pub(super) enum Counted {
    /// What is received and what is on its way: for whoever begins.
    All,
    /// What is received: for whoever is done.
    Received,
}

/// Whether one more file of so many bytes fits.
pub(super) async fn check(
    conn: &impl ConnectionTrait,
    draft: &DraftId,
    counted: Counted,
    bytes: u64,
) -> Result<Result<(), FileProblem>, DbError> {
    let states: &[&str] = match counted {
        Counted::All => &[FileState::Uploading.code(), FileState::Received.code()],
        Counted::Received => &[FileState::Received.code()],
    };
    // Never more than some dozens.
    let sizes: Vec<Option<i64>> = Entity::find()
        .select_only()
        .column(Column::Size)
        .filter(Column::DraftId.eq(draft.as_str()))
        .filter(Column::State.is_in(states.iter().copied()))
        .filter(Column::DeletedAt.is_null())
        .into_tuple()
        .all(conn)
        .await?;
    let total: i64 = sizes.iter().flatten().sum();
    Ok(has_room(
        sizes.len() as u64,
        u64::try_from(total).unwrap_or_default(),
        bytes,
    ))
}
