//! When somebody last looked at the dashboard of a practice.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, text};

use crate::statements::reference;

/// The table.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // `session_id` has no foreign key: a session may go while what it has seen stays seen.
        let table = Table::create()
            .table("dashboard_visit")
            .col(text("account_id"))
            .col(text("practice_id"))
            .col(text("session_id"))
            .col(big_integer_null("since_at"))
            .col(big_integer("seen_at"))
            .primary_key(Index::create().col("account_id").col("practice_id"))
            .foreign_key(&mut reference("dashboard_visit", "account_id", "account"))
            .foreign_key(&mut reference("dashboard_visit", "practice_id", "practice"))
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("dashboard_visit").to_owned())
            .await
    }
}
