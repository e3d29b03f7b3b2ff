//! Requests a practice is still writing.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, text_null};

use crate::statements::{indexes, reference};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// `submitted_case_id` has no foreign key: the case points back at the draft, and one direction is enough.
const INDEXES: [&str; 1] = [
    "create index prior_auth_draft_open on prior_auth_draft (practice_id, updated_at desc, id) \
     where submitted_case_id is null",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("prior_auth_draft")
            .col(text("id").primary_key())
            .col(text("practice_id"))
            .col(text("created_by"))
            .col(text("values_json"))
            .col(big_integer("version"))
            .col(big_integer("created_at"))
            .col(big_integer("updated_at"))
            .col(text_null("submitted_case_id"))
            .foreign_key(&mut reference("prior_auth_draft", "practice_id", "practice"))
            .foreign_key(&mut reference("prior_auth_draft", "created_by", "account"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("prior_auth_draft").to_owned())
            .await
    }
}
