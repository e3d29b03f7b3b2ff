//! Submitted requests, as they stand now.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, text, text_null};

use crate::statements::{indexes, reference};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// One index per list a screen shows; the open work is a small part of all requests, so its index is partial.
const INDEXES: [&str; 4] = [
    "create index prior_auth_newest on prior_auth (practice_id, created_at desc, id)",
    "create index prior_auth_status_newest on prior_auth (practice_id, status, created_at desc, id)",
    "create index prior_auth_open_work on prior_auth (status, due_at, id) where decided_at is null",
    "create index prior_auth_member on prior_auth (member_id, created_at desc)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("prior_auth")
            .col(text("id").primary_key())
            .col(text("reference").unique_key())
            .col(text_null("draft_id").unique_key())
            .col(text("practice_id"))
            .col(text("member_id"))
            .col(text("line_of_business"))
            .col(text("status"))
            .col(text("urgency"))
            .col(text_null("urgency_reason"))
            .col(text("channel"))
            .col(text("requesting_npi"))
            .col(text("rendering_npi"))
            .col(text("place_of_service"))
            .col(text("clinical_summary"))
            .col(big_integer("received_at"))
            .col(big_integer_null("due_at"))
            .col(text_null("due_rule"))
            .col(text_null("assigned_to"))
            .col(big_integer_null("decided_at"))
            .col(text_null("authorization_number").unique_key())
            .col(text_null("valid_from"))
            .col(text_null("valid_to"))
            .col(text("submitted_by"))
            .col(big_integer("version"))
            .col(big_integer("created_at"))
            .col(big_integer("updated_at"))
            .foreign_key(&mut reference("prior_auth", "draft_id", "prior_auth_draft"))
            .foreign_key(&mut reference("prior_auth", "practice_id", "practice"))
            .foreign_key(&mut reference("prior_auth", "member_id", "member"))
            .foreign_key(&mut reference("prior_auth", "assigned_to", "account"))
            .foreign_key(&mut reference("prior_auth", "submitted_by", "account"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("prior_auth").to_owned()).await
    }
}
