//! With which credential somebody decides.

use entity::account::{Column, Entity};
use sea_orm::{ConnectionTrait, EntityTrait as _, QuerySelect as _};

use crate::Caller;
use crate::db::DbError;

/// The caller's credential and specialty as they are today; a decision keeps them.
pub(super) async fn credential(conn: &impl ConnectionTrait, caller: &Caller) -> Result<Option<String>, DbError> {
    let found: Option<Option<String>> = Entity::find_by_id(caller.actor.account.as_str())
        .select_only()
        .column(Column::Credential)
        .into_tuple()
        .one(conn)
        .await?;
    Ok(found.flatten())
}
