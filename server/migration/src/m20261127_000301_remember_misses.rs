//! Which look-ups of an account have found nobody of late: the same one again is no further miss.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

/// A column.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter()
            .table("member_look_up")
            .add_column(text_null("missed"))
            .to_owned();
        manager.alter_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter().table("member_look_up").drop_column("missed").to_owned();
        manager.alter_table(table).await
    }
}
