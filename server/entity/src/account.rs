//! A person who signs in, on either side.
//!
//! User ids are compared exactly and never reassigned, so a disabled account stays.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    /// Opaque, time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// What the person types; exact case.
    #[sea_orm(unique)]
    pub user_id: String,
    /// Display name.
    pub display_name: String,
    /// A clinician's own NPI.
    pub npi: Option<String>,
    /// A reviewer's credential and specialty, as the practice reads them under a decision.
    pub credential: Option<String>,
    /// `provider` or `plan`.
    pub side: String,
    /// Hash with its parameters, never the password; empty until the person has set one.
    pub password_hash: String,
    /// Unix milliseconds.
    pub password_changed_at: i64,
    /// Unix milliseconds; null while the account may sign in.
    pub disabled_at: Option<i64>,
    /// Unix milliseconds.
    pub created_at: i64,
    /// Counts changes; a stale writer is refused.
    pub version: i64,
}

/// What a row points at.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
