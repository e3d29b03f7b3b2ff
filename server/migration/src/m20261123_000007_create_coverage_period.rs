//! When and under what a member is covered.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, text_null};

use crate::statements::{indexes, reference};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&str; 1] = ["create index coverage_period_member on coverage_period (member_id, from_date)"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("coverage_period")
            .col(text("id").primary_key())
            .col(text("member_id"))
            .col(text("line_of_business"))
            .col(text("plan_name"))
            .col(text("from_date"))
            .col(text_null("to_date"))
            .foreign_key(&mut reference("coverage_period", "member_id", "member"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("coverage_period").to_owned())
            .await
    }
}
