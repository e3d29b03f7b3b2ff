//! A clinician attests a draft where a rule asks for it, by a request of a colleague or alone.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, text, text_null};

use crate::statements::{append_only, drop_append_only, indexes, reference};

/// A table, and three columns of drafts.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&str; 3] = [
    "create index prior_auth_attestation_draft on prior_auth_attestation (draft_id, at)",
    "create index prior_auth_draft_asked_of on prior_auth_draft (attestation_of) \
     where submitted_case_id is null and attestation_of is not null",
    "create index prior_auth_draft_asked_by on prior_auth_draft (attestation_by) \
     where submitted_case_id is null and attestation_by is not null",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("prior_auth_attestation")
            .col(text("id").primary_key())
            .col(text("draft_id"))
            .col(text("account_id"))
            .col(text("statement"))
            .col(text("content_hash"))
            .col(big_integer("at"))
            .foreign_key(&mut reference("prior_auth_attestation", "account_id", "account"))
            .to_owned();
        manager.create_table(table).await?;
        for column in [
            text_null("attestation_of"),
            text_null("attestation_by"),
            big_integer_null("attestation_asked_at"),
        ] {
            let draft = Table::alter().table("prior_auth_draft").add_column(column).to_owned();
            manager.alter_table(draft).await?;
        }
        indexes(manager, &INDEXES).await?;
        append_only(manager, "prior_auth_attestation").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for index in ["prior_auth_draft_asked_of", "prior_auth_draft_asked_by"] {
            let index = Index::drop().name(index).table("prior_auth_draft").to_owned();
            manager.drop_index(index).await?;
        }
        for column in ["attestation_of", "attestation_by", "attestation_asked_at"] {
            let draft = Table::alter().table("prior_auth_draft").drop_column(column).to_owned();
            manager.alter_table(draft).await?;
        }
        manager
            .drop_table(Table::drop().table("prior_auth_attestation").to_owned())
            .await?;
        drop_append_only(manager, "prior_auth_attestation").await
    }
}
