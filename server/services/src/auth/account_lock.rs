//! Makes whoever starts, ends or changes sessions of one account go one after the other.

use entity::account::{Entity, Model};
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{EntityTrait as _, QueryFilter as _, QuerySelect as _};

use crate::db::{DbError, Write};

/// The account that `which` picks out, locked until the transaction ends: for use in `Db::write_locking`, where every later
/// statement sees what was committed before. `None` where there is none.
///
/// # Errors
/// The database could not be read.
pub(super) async fn lock_account(w: &Write, which: SimpleExpr) -> Result<Option<Model>, DbError> {
    let found = Entity::find().filter(which).lock_exclusive().one(w.conn()).await?;
    Ok(found)
}
