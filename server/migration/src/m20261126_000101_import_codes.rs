//! Codes of published files, and which file they are from.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text};
use sea_orm_migration::sea_orm::DbBackend;

/// Two tables. The first is looked up by its key: exact codes, and ranges of beginnings.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Beginnings are ranges of bytes on both databases; SQLite compares so by itself.
        let is_postgres = manager.get_database_backend() == DbBackend::Postgres;
        let bytes = if is_postgres { "collate \"C\"" } else { "" };
        let column = |name: &'static str| ColumnDef::new(name).text().not_null().to_owned();
        let codes = Table::create()
            .table("imported_code")
            .col(column("code_system"))
            .col(column("code").extra(bytes))
            .col(column("words"))
            .col(column("keys").extra(bytes))
            .col(ColumnDef::new("ends_on").text().null())
            .primary_key(Index::create().col("code_system").col("code"))
            .to_owned();
        manager.create_table(codes).await?;
        let editions = Table::create()
            .table("imported_edition")
            .col(text("code_system").primary_key())
            .col(text("digest"))
            .col(big_integer("imported_at"))
            .to_owned();
        manager.create_table(editions).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["imported_edition", "imported_code"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
