//! People the plan covers.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("member")
            .col(text("id").primary_key())
            .col(text("member_number").unique_key())
            .col(text("first_name"))
            .col(text("last_name"))
            .col(text("birth_date"))
            .col(big_integer("created_at"))
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("member").to_owned()).await
    }
}
