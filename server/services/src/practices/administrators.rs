//! Who runs a practice's access: the people to ask for a role.

use domain::access::Role;
use domain::id::PracticeId;
use entity::{account, role_grant};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use crate::Services;
use crate::db::DbError;

/// The User IDs of the practice's administrators, in alphabetical order; not those who may not sign in any more.
///
/// # Errors
/// The database could not be read.
pub async fn administrators(services: &Services, practice: &PracticeId) -> Result<Vec<String>, DbError> {
    Ok(role_grant::Entity::find()
        .inner_join(account::Entity)
        .select_only()
        .column(account::Column::UserId)
        .filter(role_grant::Column::PracticeId.eq(practice.as_str()))
        .filter(role_grant::Column::Role.eq(Role::Administrator.code()))
        .filter(account::Column::DisabledAt.is_null())
        .order_by_asc(account::Column::UserId)
        .into_tuple()
        .all(services.db.read())
        .await?)
}
