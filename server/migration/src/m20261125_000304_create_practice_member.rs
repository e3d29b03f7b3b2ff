//! The members a practice has asked something for, to find its requests by.

use sea_orm_migration::prelude::*;

use crate::statements::{indexes, reference};

/// The table and its indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// What is typed is the beginning of a name or of a number, among a practice's members or, at the plan, among all.
const INDEXES: [&str; 4] = [
    "create index practice_member_name on practice_member (practice_id, name_key, member_id)",
    "create index practice_member_number on practice_member (practice_id, number_key, member_id)",
    "create index practice_member_any_name on practice_member (name_key, member_id)",
    "create index practice_member_any_number on practice_member (number_key, member_id)",
];

/// For requests from before this table. Names with accents are spelled anew with the next request.
const FILL: &str = "insert into practice_member (practice_id, member_id, name_key, number_key) \
     select distinct p.practice_id, m.id, \
     replace(replace(replace(lower(m.last_name), ' ', ''), '-', ''), '''', ''), \
     upper(replace(replace(m.member_number, ' ', ''), '-', '')) \
     from prior_auth p join member m on m.id = p.member_id";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Beginnings are ranges of bytes on both databases; SQLite compares so by itself.
        let is_postgres = manager.get_database_backend() == sea_orm_migration::sea_orm::DbBackend::Postgres;
        let bytes = if is_postgres { "collate \"C\"" } else { "" };
        let column = |name: &'static str| ColumnDef::new(name).text().not_null().to_owned();
        let table = Table::create()
            .table("practice_member")
            .col(column("practice_id"))
            .col(column("member_id"))
            .col(column("name_key").extra(bytes))
            .col(column("number_key").extra(bytes))
            .primary_key(Index::create().col("practice_id").col("member_id"))
            .foreign_key(&mut reference("practice_member", "practice_id", "practice"))
            .foreign_key(&mut reference("practice_member", "member_id", "member"))
            .to_owned();
        manager.create_table(table).await?;
        indexes(manager, &INDEXES).await?;
        manager.get_connection().execute_unprepared(FILL).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("practice_member").to_owned())
            .await
    }
}
