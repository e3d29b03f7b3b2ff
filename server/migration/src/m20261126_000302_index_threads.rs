//! The messages of a request are read page by page, and its notes apart from them.

use sea_orm_migration::prelude::*;

use crate::statements::indexes;

/// An index in place of another.
#[derive(DeriveMigrationName)]
pub struct Migration;

const ORDER: &str = "case_message_order";
const THREAD: &str = "case_message_thread";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        indexes(
            manager,
            &["create index case_message_thread on case_message (prior_auth_id, kind, at, id)"],
        )
        .await?;
        let order = Index::drop().name(ORDER).table("case_message").to_owned();
        manager.drop_index(order).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        indexes(
            manager,
            &["create index case_message_order on case_message (prior_auth_id, at, id)"],
        )
        .await?;
        let thread = Index::drop().name(THREAD).table("case_message").to_owned();
        manager.drop_index(thread).await
    }
}
