//! Services asked for.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, text, text_null};

use crate::statements::{indexes, reference};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&str; 1] =
    ["create unique index prior_auth_line_position on prior_auth_line (prior_auth_id, position)"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("prior_auth_line")
            .col(text("id").primary_key())
            .col(text("prior_auth_id"))
            .col(integer("position"))
            .col(text("code"))
            .col(integer("quantity"))
            .col(text("unit"))
            .col(text("from_date"))
            .col(text("to_date"))
            .col(text_null("rule_id"))
            .col(text_null("decision"))
            .foreign_key(&mut reference("prior_auth_line", "prior_auth_id", "prior_auth"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("prior_auth_line").to_owned())
            .await
    }
}
