//! How many files a draft or a request has, and how large they are together.

use domain::file::{FileProblem, FileState, has_room};
use entity::file::{Column, Entity};
use entity::information_item;
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _, QueryTrait as _,
};

use super::place::Home;
use crate::db::DbError;

/// What of the files counts.
pub(super) enum Counted {
    /// What is received and what is on its way: for whoever begins.
    All,
    /// What is received: for whoever is done.
    Received,
}

/// Whether one more file of so many bytes fits.
pub(super) async fn check(
    conn: &impl ConnectionTrait,
    home: &Home,
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
        .filter(belongs_to(home))
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

/// A request's files are those it was sent with, those that came later, and those of answers, sent or not.
fn belongs_to(home: &Home) -> Condition {
    match home {
        Home::Draft(draft) => Column::DraftId.eq(draft.as_str()).into(),
        Home::Case { id, .. } => {
            let items = information_item::Entity::find()
                .select_only()
                .column(information_item::Column::Id)
                .filter(information_item::Column::PriorAuthId.eq(id.as_str()));
            Condition::any()
                .add(Column::CaseId.eq(id.as_str()))
                .add(Column::ItemId.in_subquery(items.into_query()))
        }
    }
}
