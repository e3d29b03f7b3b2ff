//! Sessions say in which browser somebody is signed in.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

/// The column.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter()
            .table("session")
            .add_column(text_null("browser"))
            .to_owned();
        manager.alter_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter().table("session").drop_column("browser").to_owned();
        manager.alter_table(table).await
    }
}
