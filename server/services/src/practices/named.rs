//! Finds a practice by what an operator types.

use domain::id::PracticeId;
use entity::practice::{Column, Entity};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::Services;
use crate::db::DbError;
use crate::prior_auth::NOBODY;

/// Id and name of each practice with this NPI or this id: usually one. Branches of an organisation may share its NPI.
///
/// # Errors
/// The database could not be read.
pub async fn named(services: &Services, npi_or_id: &str) -> Result<Vec<(PracticeId, String)>, DbError> {
    let found = Entity::find()
        // In the practice of nobody somebody would see what was taken back from others.
        .filter(Column::Id.ne(NOBODY))
        .filter(
            Condition::any()
                .add(Column::Npi.eq(npi_or_id))
                .add(Column::Id.eq(npi_or_id)),
        )
        .order_by_asc(Column::Name)
        .all(services.db.read())
        .await?;
    Ok(found
        .into_iter()
        .map(|row| (PracticeId::new(row.id), row.name))
        .collect())
}
