//! Who did or saw what, when, from where and with which outcome. Append only: the database refuses to change or
//! delete a row.
//!
//! No foreign keys: the record outlives what it speaks of. No personal data in `detail_json`.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit")]
pub struct Model {
    /// Opaque, time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Unix milliseconds.
    pub at: i64,
    /// Account id.
    pub account_id: Option<String>,
    /// As typed at sign-in or as held by the session.
    pub user_id: Option<String>,
    /// Practice id.
    pub practice_id: Option<String>,
    /// Area and verb, like `prior_auth.submit`.
    pub action: String,
    /// What was touched, like `prior_auth`.
    pub subject_kind: String,
    /// Subject id.
    pub subject_id: String,
    /// `success`, `refused` or `failure`.
    pub outcome: String,
    /// Network address of the caller, or `cli`.
    pub source: String,
    /// Request id.
    pub request_id: String,
    /// Codes and counts as JSON; `{}` when nothing.
    pub detail_json: String,
}

/// What a row points at.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
