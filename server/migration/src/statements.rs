//! Statements that several steps share.
//!
//! Changing them would change steps that have landed: add a new function instead.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

/// A foreign key to the target's `id`, without cascades: nothing disappears by itself.
pub(crate) fn reference(table: &'static str, column: &'static str, target: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_{column}_fkey"))
        .from(table, column)
        .to(target, "id")
        .to_owned()
}

/// Runs `create index` statements; both databases read them alike, partial ones included.
pub(crate) async fn indexes(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}

/// Makes the database itself refuse to change or delete rows of a table.
pub(crate) async fn append_only(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let link = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Sqlite {
        for verb in ["update", "delete"] {
            link.execute_unprepared(&format!(
                "create trigger {table}_no_{verb} before {verb} on {table} \
                 begin select raise(abort, '{table} is append only'); end"
            ))
            .await?;
        }
        return Ok(());
    }
    link.execute_unprepared(&format!(
        "create function {table}_refuse() returns trigger language plpgsql as \
         $$ begin raise exception '{table} is append only'; end $$"
    ))
    .await?;
    link.execute_unprepared(&format!(
        "create trigger {table}_append_only before update or delete or truncate on {table} \
         for each statement execute function {table}_refuse()"
    ))
    .await?;
    Ok(())
}

/// Removes what [`append_only`] leaves behind when the table is gone.
pub(crate) async fn drop_append_only(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        manager
            .get_connection()
            .execute_unprepared(&format!("drop function if exists {table}_refuse()"))
            .await?;
    }
    Ok(())
}
