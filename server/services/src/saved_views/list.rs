//! The views of one list.

use domain::id::SavedViewId;
use domain::saved_view::Place;
use entity::saved_view::Column;
use sea_orm::QueryOrder as _;

use super::own;
use crate::db::DbError;
use crate::{Caller, Services};

/// A view of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Its id.
    pub id: SavedViewId,
    /// Its name.
    pub name: String,
    /// What the address of the list says behind its `?`.
    pub query: String,
}

/// The caller's views of a list, by name.
///
/// # Errors
/// The database could not be read.
pub async fn list(services: &Services, caller: &Caller, place: Place) -> Result<Vec<SavedView>, DbError> {
    let rows = own(caller, place)
        .order_by_asc(Column::NameKey)
        .all(services.db.read())
        .await?;
    let view = |row: entity::saved_view::Model| SavedView {
        id: SavedViewId::new(row.id),
        name: row.name,
        query: row.query,
    };
    Ok(rows.into_iter().map(view).collect())
}
