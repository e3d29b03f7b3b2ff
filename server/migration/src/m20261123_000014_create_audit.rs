//! Who did what: append only.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, text_null};

use crate::statements::{append_only, drop_append_only, indexes};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&str; 2] = [
    "create index audit_at on audit (at, id)",
    "create index audit_subject on audit (subject_kind, subject_id, at)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("audit")
            .col(text("id").primary_key())
            .col(big_integer("at"))
            .col(text_null("account_id"))
            .col(text_null("user_id"))
            .col(text_null("practice_id"))
            .col(text("action"))
            .col(text("subject_kind"))
            .col(text("subject_id"))
            .col(text("outcome"))
            .col(text("source"))
            .col(text("request_id"))
            .col(text("detail_json"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await?;
        append_only(manager, "audit").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("audit").to_owned()).await?;
        drop_append_only(manager, "audit").await
    }
}
