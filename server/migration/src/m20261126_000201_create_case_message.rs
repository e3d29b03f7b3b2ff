//! Messages between practice and plan about a request, and the notes of the plan's people.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text};

use crate::statements::{append_only, drop_append_only, indexes, reference};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Those of a request in their order; and one for each form that somebody sent, however often it came.
const INDEXES: [&str; 2] = [
    "create index case_message_order on case_message (prior_auth_id, at, id)",
    "create unique index case_message_request on case_message (prior_auth_id, account_id, request_key)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("case_message")
            .col(text("id").primary_key())
            .col(text("prior_auth_id"))
            .col(text("kind"))
            .col(text("side"))
            .col(text("role"))
            .col(text("account_id"))
            .col(text("request_key"))
            .col(text("text"))
            .col(big_integer("at"))
            .foreign_key(&mut reference("case_message", "prior_auth_id", "prior_auth"))
            .foreign_key(&mut reference("case_message", "account_id", "account"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await?;
        append_only(manager, "case_message").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("case_message").to_owned())
            .await?;
        drop_append_only(manager, "case_message").await
    }
}
