//! What the plan asks of a practice, item by item, with the answers; and the documents that answer.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer, text, text_null};

use crate::statements::{indexes, reference};

/// A table, and a column of files.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&str; 2] = [
    "create unique index information_item_place on information_item (prior_auth_id, asked_in, place)",
    "create index file_item on file (item_id, created_at, id) where item_id is not null",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("information_item")
            .col(text("id").primary_key())
            .col(text("prior_auth_id"))
            .col(integer("asked_in"))
            .col(integer("place"))
            .col(text("kind"))
            .col(text("need"))
            .col(text_null("answer"))
            .col(big_integer_null("answered_at"))
            .col(text_null("answered_by"))
            .col(big_integer("version"))
            .foreign_key(&mut reference("information_item", "prior_auth_id", "prior_auth"))
            .foreign_key(&mut reference("information_item", "answered_by", "account"))
            .to_owned();
        manager.create_table(table).await?;
        let file = Table::alter().table("file").add_column(text_null("item_id")).to_owned();
        manager.alter_table(file).await?;
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(Index::drop().name("file_item").table("file").to_owned())
            .await?;
        let file = Table::alter().table("file").drop_column("item_id").to_owned();
        manager.alter_table(file).await?;
        manager
            .drop_table(Table::drop().table("information_item").to_owned())
            .await
    }
}
