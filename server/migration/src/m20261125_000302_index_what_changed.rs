//! Indexes for notifications: what changed lately in a practice, with a reviewer, and what a reviewer has that is late.

use sea_orm_migration::prelude::*;

use crate::statements::indexes;

/// The indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&str; 3] = [
    "create index prior_auth_changed on prior_auth (practice_id, updated_at desc, id)",
    "create index prior_auth_assigned on prior_auth (assigned_to, updated_at desc, id) where assigned_to is not null",
    "create index prior_auth_assigned_open on prior_auth (assigned_to, due_at) where decided_at is null",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        indexes(
            manager,
            &[
                "drop index prior_auth_assigned_open",
                "drop index prior_auth_assigned",
                "drop index prior_auth_changed",
            ],
        )
        .await
    }
}
