//! A clinician has a number of their own, the same in every practice.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

/// A column.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let account = Table::alter().table("account").add_column(text_null("npi")).to_owned();
        manager.alter_table(account).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let account = Table::alter().table("account").drop_column("npi").to_owned();
        manager.alter_table(account).await
    }
}
