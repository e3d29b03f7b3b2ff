//! A file says whether there is text of its pages, in which one may look for words. Of those that are there already nobody has read it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::boolean;

/// A column.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let file = Table::alter()
            .table("file")
            .add_column(boolean("has_text").default(false))
            .to_owned();
        manager.alter_table(file).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let file = Table::alter().table("file").drop_column("has_text").to_owned();
        manager.alter_table(file).await
    }
}
