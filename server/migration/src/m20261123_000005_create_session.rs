//! Signed-in browsers.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, text, text_null};

use crate::statements::{indexes, reference};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&str; 1] = ["create index session_account on session (account_id, created_at)"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("session")
            .col(text("id").primary_key())
            .col(text("token_hash").unique_key())
            .col(text("account_id"))
            .col(text_null("practice_id"))
            .col(big_integer("created_at"))
            .col(big_integer("last_seen_at"))
            .col(big_integer_null("ended_at"))
            .col(text_null("end_reason"))
            .foreign_key(&mut reference("session", "account_id", "account"))
            .foreign_key(&mut reference("session", "practice_id", "practice"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("session").to_owned()).await
    }
}
