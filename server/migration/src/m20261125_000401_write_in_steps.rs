//! A request is written step by step, by several people at once, and asks for several services with modifiers.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text;

/// Two columns.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let draft = Table::alter()
            .table("prior_auth_draft")
            .add_column(text("marks_json").default("{}"))
            .to_owned();
        manager.alter_table(draft).await?;
        let line = Table::alter()
            .table("prior_auth_line")
            .add_column(text("modifiers").default(""))
            .to_owned();
        manager.alter_table(line).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let line = Table::alter()
            .table("prior_auth_line")
            .drop_column("modifiers")
            .to_owned();
        manager.alter_table(line).await?;
        let draft = Table::alter()
            .table("prior_auth_draft")
            .drop_column("marks_json")
            .to_owned();
        manager.alter_table(draft).await
    }
}
