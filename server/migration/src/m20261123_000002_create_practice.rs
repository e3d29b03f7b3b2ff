//! Practices, the provider side's tenants.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("practice")
            .col(text("id").primary_key())
            .col(text("name"))
            .col(text("npi"))
            .col(text("tin"))
            .col(big_integer("created_at"))
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("practice").to_owned()).await
    }
}
