//! The open drafts of a practice are counted from their index alone: it holds what its own condition says, which SQLite
//! otherwise looks up in each row.

use sea_orm_migration::prelude::*;

use crate::statements::indexes;

/// The index.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: [&str; 2] = [
    "drop index prior_auth_draft_open",
    "create index prior_auth_draft_open on prior_auth_draft (practice_id, updated_at desc, id, submitted_case_id) \
     where submitted_case_id is null",
];

const DOWN: [&str; 2] = [
    "drop index prior_auth_draft_open",
    "create index prior_auth_draft_open on prior_auth_draft (practice_id, updated_at desc, id) \
     where submitted_case_id is null",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        indexes(manager, &UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        indexes(manager, &DOWN).await
    }
}
