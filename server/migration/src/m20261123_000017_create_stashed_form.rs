//! Forms that were sent after their session was over.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text};

use crate::statements::{indexes, reference};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// One form for each session that is over, and the oldest are swept out.
const INDEXES: [&str; 2] = [
    "create unique index stashed_form_session on stashed_form (session_id)",
    "create index stashed_form_expiry on stashed_form (expires_at)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("stashed_form")
            .col(text("id").primary_key())
            .col(text("session_id"))
            .col(text("account_id"))
            .col(text("sealed"))
            .col(big_integer("expires_at"))
            .foreign_key(&mut reference("stashed_form", "session_id", "session"))
            .foreign_key(&mut reference("stashed_form", "account_id", "account"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("stashed_form").to_owned()).await
    }
}
