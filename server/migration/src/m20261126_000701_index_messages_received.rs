//! An index for notifications of those who work on the queue: what practices wrote last, about whichever request.

use sea_orm_migration::prelude::*;

use crate::statements::indexes;

/// The index.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = "create index case_message_written on case_message (side, kind, at desc, id, prior_auth_id)";
        indexes(manager, &[index]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        indexes(manager, &["drop index case_message_written"]).await
    }
}
