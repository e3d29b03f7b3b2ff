//! Open work is read, filtered and counted from its indexes alone: they hold what lists filter by, and how much somebody has in a
//! stretch of time is a stretch of an index. A practice's requests of an urgency and a line of business are in order in one of their own.

use sea_orm_migration::prelude::*;

use crate::statements::indexes;

/// The indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// `decided_at` is empty in all of them, and there so that SQLite knows that it need not look.
const UP: [&str; 10] = [
    "drop index prior_auth_waiting",
    "drop index prior_auth_open_work",
    "drop index prior_auth_load",
    "create index prior_auth_waiting on prior_auth (practice_id, status, due_at, id, urgency, line_of_business, decided_at) \
     where decided_at is null",
    "create index prior_auth_open_work on prior_auth (due_at, id, status, urgency, line_of_business, practice_id, decided_at) \
     where decided_at is null",
    "create index prior_auth_load on prior_auth \
     (assigned_to, due_at, id, status, urgency, line_of_business, practice_id, decided_at) where decided_at is null",
    "create index account_side on account (side, display_name, id, disabled_at)",
    "drop index prior_auth_newest",
    "create index prior_auth_newest on prior_auth (practice_id, created_at desc, id)",
    "create index prior_auth_kind on prior_auth (practice_id, urgency, line_of_business, created_at desc, id)",
];

const DOWN: [&str; 10] = [
    "drop index prior_auth_kind",
    "drop index prior_auth_newest",
    "create index prior_auth_newest on prior_auth (practice_id, created_at desc, id, urgency, line_of_business)",
    "drop index account_side",
    "drop index prior_auth_load",
    "drop index prior_auth_open_work",
    "drop index prior_auth_waiting",
    "create index prior_auth_waiting on prior_auth (practice_id, status, due_at, id) where decided_at is null",
    "create index prior_auth_open_work on prior_auth (status, due_at, id) where decided_at is null",
    "create index prior_auth_load on prior_auth (assigned_to, status, due_at, id) where decided_at is null",
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
