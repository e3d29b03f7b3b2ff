//! A draft says which request it was copied from.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::text_null;

use crate::statements::indexes;

/// A column, and an index that also sees to it that nobody has two copies of one request in which nothing was typed.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEX: &str = "prior_auth_draft_copy";
const INDEXES: [&str; 1] = [
    "create unique index prior_auth_draft_copy on prior_auth_draft (copied_from, created_by) \
     where version = 1 and submitted_case_id is null and copied_from is not null",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = text_null("copied_from");
        let draft = Table::alter().table("prior_auth_draft").add_column(column).to_owned();
        manager.alter_table(draft).await?;
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop().name(INDEX).table("prior_auth_draft").to_owned();
        manager.drop_index(index).await?;
        let draft = Table::alter()
            .table("prior_auth_draft")
            .drop_column("copied_from")
            .to_owned();
        manager.alter_table(draft).await
    }
}
