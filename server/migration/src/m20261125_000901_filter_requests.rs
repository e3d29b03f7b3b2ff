//! Lists are filtered: the indexes of the list hold urgency and line of business, so that a filter reads no rows it does
//! not show, and a practice finds its requests by member and by service.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text;

use crate::statements::indexes;

/// A column and the indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: [&str; 7] = [
    "update prior_auth_line set practice_id = (select p.practice_id from prior_auth p where p.id = prior_auth_id)",
    "create index prior_auth_line_code on prior_auth_line (practice_id, code, prior_auth_id)",
    "create index prior_auth_of_member on prior_auth (practice_id, member_id, created_at desc, id)",
    "drop index prior_auth_newest",
    "drop index prior_auth_status_newest",
    "create index prior_auth_newest on prior_auth (practice_id, created_at desc, id, urgency, line_of_business)",
    "create index prior_auth_status_newest on prior_auth \
     (practice_id, status, created_at desc, id, urgency, line_of_business)",
];

const DOWN: [&str; 6] = [
    "drop index prior_auth_status_newest",
    "drop index prior_auth_newest",
    "create index prior_auth_newest on prior_auth (practice_id, created_at desc, id)",
    "create index prior_auth_status_newest on prior_auth (practice_id, status, created_at desc, id)",
    "drop index prior_auth_of_member",
    "drop index prior_auth_line_code",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let line = Table::alter()
            .table("prior_auth_line")
            .add_column(text("practice_id").default(""))
            .to_owned();
        manager.alter_table(line).await?;
        indexes(manager, &UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        indexes(manager, &DOWN).await?;
        let line = Table::alter()
            .table("prior_auth_line")
            .drop_column("practice_id")
            .to_owned();
        manager.alter_table(line).await
    }
}
