//! Announcements to live pages.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, big_pk_auto, boolean, text, text_null};

use crate::statements::indexes;

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&str; 1] = ["create unique index outbox_seq on outbox (seq) where seq is not null"];

/// What the sequencer looks for.
const UNNUMBERED: [&str; 1] = ["create index outbox_unnumbered on outbox (id) where seq is null"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("outbox")
            .col(big_pk_auto("id"))
            .col(big_integer_null("seq"))
            .col(text_null("topic_practice"))
            .col(boolean("topic_queue"))
            .col(text("kind"))
            .col(text_null("reference"))
            .col(text_null("status"))
            .col(big_integer_null("version"))
            .col(big_integer("at"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await?;
        // On SQLite the id is the order and nothing is numbered, so the sequencer's index would only cost.
        match manager.get_database_backend() {
            sea_orm_migration::sea_orm::DbBackend::Postgres => indexes(manager, &UNNUMBERED).await,
            _ => Ok(()),
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("outbox").to_owned()).await
    }
}
