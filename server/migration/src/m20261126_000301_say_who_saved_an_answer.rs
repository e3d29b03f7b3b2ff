//! An answer that is saved says who saved it, and when: a colleague who writes at the same one hears whose words those are.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer_null, text_null};

/// Two columns.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [text_null("saved_by"), big_integer_null("saved_at")] {
            let item = Table::alter().table("information_item").add_column(column).to_owned();
            manager.alter_table(item).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["saved_by", "saved_at"] {
            let item = Table::alter().table("information_item").drop_column(column).to_owned();
            manager.alter_table(item).await?;
        }
        Ok(())
    }
}
