//! What is remembered of failed sign-ins, by User ID.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, text_null};

use crate::statements::{indexes, reference};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// The oldest rows of User IDs that nobody has are the first to go.
const INDEXES: [&str; 1] =
    ["create index sign_in_counter_unknown on sign_in_counter (touched_at) where account_id is null"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("sign_in_counter")
            .col(text("subject").primary_key())
            .col(text_null("account_id"))
            .col(text("counter_json"))
            .col(big_integer("touched_at"))
            .foreign_key(&mut reference("sign_in_counter", "account_id", "account"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("sign_in_counter").to_owned())
            .await
    }
}
