//! Members are looked up by their birth date and a name or a number, and misses are counted.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer_null, integer, text};

use crate::statements::{indexes, reference};

/// A table, and an index of members.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEX: &str = "member_birth_date";
const INDEXES: [&str; 1] = ["create index member_birth_date on member (birth_date)"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("member_look_up")
            .col(text("account_id").primary_key())
            .col(big_integer_null("since_at"))
            .col(integer("misses"))
            .foreign_key(&mut reference("member_look_up", "account_id", "account"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop().name(INDEX).table("member").to_owned();
        manager.drop_index(index).await?;
        let table = Table::drop().table("member_look_up").to_owned();
        manager.drop_table(table).await
    }
}
