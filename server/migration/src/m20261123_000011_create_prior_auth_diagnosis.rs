//! Diagnoses of requests.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, text};

use crate::statements::{indexes, reference};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&str; 1] =
    ["create unique index prior_auth_diagnosis_position on prior_auth_diagnosis (prior_auth_id, position)"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("prior_auth_diagnosis")
            .col(text("id").primary_key())
            .col(text("prior_auth_id"))
            .col(integer("position"))
            .col(text("code"))
            .foreign_key(&mut reference("prior_auth_diagnosis", "prior_auth_id", "prior_auth"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("prior_auth_diagnosis").to_owned())
            .await
    }
}
