//! Proofs that a service needs no authorization: kept as they were given, whatever the rules say later.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, text_null, text_uniq};

use crate::statements::{append_only, drop_append_only, indexes, reference};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// One proof for each time somebody asked; and those of a practice, the latest first.
const INDEXES: [&str; 2] = [
    "create unique index prior_auth_proof_request on prior_auth_proof (practice_id, asked_by, request_key)",
    "create index prior_auth_proof_practice on prior_auth_proof (practice_id, asked_at, id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("prior_auth_proof")
            .col(text("id").primary_key())
            .col(text_uniq("reference"))
            .col(text("practice_id"))
            .col(text("asked_by"))
            .col(text("request_key"))
            .col(text("code"))
            .col(text("wording"))
            .col(text("line_of_business"))
            .col(text("place_of_service"))
            .col(text("service_date"))
            .col(text("rules_version"))
            .col(text_null("rule_id"))
            .col(big_integer("asked_at"))
            .foreign_key(&mut reference("prior_auth_proof", "practice_id", "practice"))
            .foreign_key(&mut reference("prior_auth_proof", "asked_by", "account"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await?;
        append_only(manager, "prior_auth_proof").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::drop().table("prior_auth_proof").to_owned();
        manager.drop_table(table).await?;
        drop_append_only(manager, "prior_auth_proof").await
    }
}
