//! Indexes for notifications: what changed lately in a practice, and with a reviewer. What a reviewer has that is late is found by
//! `prior_auth_load`.

use sea_orm_migration::prelude::*;

use crate::statements::indexes;

/// The indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&str; 2] = [
    "create index prior_auth_changed on prior_auth (practice_id, updated_at desc, id)",
    "create index prior_auth_assigned on prior_auth (assigned_to, updated_at desc, id) where assigned_to is not null",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        indexes(manager, &INDEXES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        indexes(
            manager,
            &["drop index prior_auth_assigned", "drop index prior_auth_changed"],
        )
        .await
    }
}
