//! An index for notifications of those who work on the queue: what was entered last, which may be late already.

use sea_orm_migration::prelude::*;

use crate::statements::indexes;

/// The index.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = "create index prior_auth_intake_entered on prior_auth_intake (entered_at, prior_auth_id)";
        indexes(manager, &[index]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        indexes(manager, &["drop index prior_auth_intake_entered"]).await
    }
}
