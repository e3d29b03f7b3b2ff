//! Views of lists that people have saved.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, text_null};

use crate::statements::{indexes, reference};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// One name for each person in each practice, and one at the plan. Both databases take two nulls for different.
const INDEXES: [&str; 2] = [
    "create unique index saved_view_practice on saved_view (account_id, practice_id, place, name_key) \
     where practice_id is not null",
    "create unique index saved_view_plan on saved_view (account_id, place, name_key) where practice_id is null",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("saved_view")
            .col(text("id").primary_key())
            .col(text("account_id"))
            .col(text_null("practice_id"))
            .col(text("place"))
            .col(text("name"))
            .col(text("name_key"))
            .col(text("query"))
            .col(big_integer("created_at"))
            .foreign_key(&mut reference("saved_view", "account_id", "account"))
            .foreign_key(&mut reference("saved_view", "practice_id", "practice"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("saved_view").to_owned()).await
    }
}
