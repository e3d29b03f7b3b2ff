//! Up to where somebody has read the notifications of a place.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, text_null};

use crate::statements::{indexes, reference};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// One position for each person in each practice, and one at the plan. Both databases take two nulls for different.
const INDEXES: [&str; 2] = [
    "create unique index notification_position_practice on notification_position (account_id, practice_id) \
     where practice_id is not null",
    "create unique index notification_position_plan on notification_position (account_id) where practice_id is null",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("notification_position")
            .col(text("id").primary_key())
            .col(text("account_id"))
            .col(text_null("practice_id"))
            .col(big_integer("read_at"))
            .foreign_key(&mut reference("notification_position", "account_id", "account"))
            .foreign_key(&mut reference("notification_position", "practice_id", "practice"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("notification_position").to_owned())
            .await
    }
}
