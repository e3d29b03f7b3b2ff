//! What waits at a practice is read from its index alone: it holds what its own condition says, which SQLite otherwise looks up in
//! each row. Of two indexes that serve alike SQLite may else take the one of all practices.

use sea_orm_migration::prelude::*;

use crate::statements::indexes;

/// The index.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: [&str; 2] = [
    "drop index prior_auth_waiting",
    "create index prior_auth_waiting on prior_auth (practice_id, status, due_at, id, decided_at) where decided_at is null",
];

const DOWN: [&str; 2] = [
    "drop index prior_auth_waiting",
    "create index prior_auth_waiting on prior_auth (practice_id, status, due_at, id) where decided_at is null",
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
