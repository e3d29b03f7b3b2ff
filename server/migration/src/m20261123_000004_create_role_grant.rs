//! Roles of accounts, for providers within one practice.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{text, text_null};

use crate::statements::{indexes, reference};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// `coalesce`, because a unique index takes two nulls for different values.
const INDEXES: [&str; 2] = [
    "create unique index role_grant_once on role_grant (account_id, coalesce(practice_id, ''), role)",
    "create index role_grant_practice on role_grant (practice_id, account_id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("role_grant")
            .col(text("id").primary_key())
            .col(text("account_id"))
            .col(text_null("practice_id"))
            .col(text("role"))
            .foreign_key(&mut reference("role_grant", "account_id", "account"))
            .foreign_key(&mut reference("role_grant", "practice_id", "practice"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("role_grant").to_owned()).await
    }
}
