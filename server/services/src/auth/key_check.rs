//! Whether all keys are there under which passwords are stored.

use entity::account::{Column, Entity};
use sea_orm::sea_query::{Expr, ExprTrait as _, Func};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::StoredPassword;
use super::stored_password::key_id;
use crate::db::{Db, DbError};
use crate::keys::KeyRing;

/// The version of a key that some stored password needs and the ring lacks. Asked at the start: found out at a sign-in, it would look
/// like a fault that comes and goes.
pub(crate) async fn missing_key(db: &Db, keys: &KeyRing) -> Result<Option<u8>, DbError> {
    let mut needy = Entity::find()
        .select_only()
        .columns([Column::Id, Column::PasswordHash])
        .filter(Column::PasswordHash.contains(",keyid="));
    for version in keys.versions() {
        // LIKE ignores case on SQLite, and base64 does not: the text is compared with what remains of it without this key.
        let without = Func::cust("replace")
            .arg(Expr::col(Column::PasswordHash))
            .arg(format!("{}$", key_id(version)))
            .arg("");
        needy = needy.filter(Expr::col(Column::PasswordHash).eq(without));
    }
    let found: Option<(String, String)> = needy.into_tuple().one(db.read()).await?;
    let Some((id, text)) = found else { return Ok(None) };
    let stored = StoredPassword::parse(&text)
        .map_err(|_| DbError::value("account", "password_hash", &id, "an Argon2id hash"))?;
    Ok(stored.pepper())
}
