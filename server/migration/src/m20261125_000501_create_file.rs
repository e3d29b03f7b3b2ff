//! Documents that go with requests: what is known of each. The bytes are in the file store.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer_null, text, text_null};

use crate::statements::{indexes, reference};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// By where they belong; and the few that are on their way, for whoever clears up.
const INDEXES: [&str; 3] = [
    "create index file_draft on file (draft_id, created_at, id)",
    "create index file_case on file (case_id, created_at, id)",
    "create index file_unfinished on file (created_at, id) where received_at is null and deleted_at is null",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("file")
            .col(text("id").primary_key())
            .col(text("practice_id"))
            .col(text_null("draft_id"))
            .col(text_null("case_id"))
            .col(text("name"))
            .col(text_null("kind"))
            .col(text("state"))
            .col(text_null("problem"))
            .col(big_integer_null("size"))
            .col(text_null("sha256"))
            .col(integer_null("pages"))
            .col(integer_null("previews"))
            .col(integer_null("scheme"))
            .col(integer_null("key_version"))
            .col(text_null("wrapped_key"))
            .col(text("uploaded_by"))
            .col(big_integer("created_at"))
            .col(big_integer_null("received_at"))
            .col(big_integer_null("deleted_at"))
            .foreign_key(&mut reference("file", "practice_id", "practice"))
            .foreign_key(&mut reference("file", "draft_id", "prior_auth_draft"))
            .foreign_key(&mut reference("file", "case_id", "prior_auth"))
            .foreign_key(&mut reference("file", "uploaded_by", "account"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("file").to_owned()).await
    }
}
