//! The history of requests: append only.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer, text, text_null};

use crate::statements::{append_only, drop_append_only, indexes, reference};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&str; 1] =
    ["create unique index prior_auth_event_sequence on prior_auth_event (prior_auth_id, sequence)"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("prior_auth_event")
            .col(text("id").primary_key())
            .col(text("prior_auth_id"))
            .col(integer("sequence"))
            .col(big_integer("at"))
            .col(text("action"))
            .col(text("from_status"))
            .col(text("to_status"))
            .col(text_null("account_id"))
            .col(text("performer"))
            .col(text("channel"))
            .col(text("detail_json"))
            .foreign_key(&mut reference("prior_auth_event", "prior_auth_id", "prior_auth"))
            .foreign_key(&mut reference("prior_auth_event", "account_id", "account"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await?;
        append_only(manager, "prior_auth_event").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("prior_auth_event").to_owned())
            .await?;
        drop_append_only(manager, "prior_auth_event").await
    }
}
