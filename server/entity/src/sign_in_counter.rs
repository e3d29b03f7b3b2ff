//! What is remembered of one User ID's failed sign-ins.
//!
//! Accounts have one row each, which is never removed; User IDs that nobody has share a bounded number of rows, keyed by a MAC, since
//! people type passwords into the wrong field.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_counter")]
pub struct Model {
    /// Account id, or the MAC of what was typed.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    /// Account id; null where no account has the User ID.
    pub account_id: Option<String>,
    /// `domain::auth::lockout::Counter`.
    pub counter_json: String,
    /// Unix milliseconds.
    pub touched_at: i64,
}

/// What a row points at.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Through `account_id`.
    #[sea_orm(
        belongs_to = "super::account::Entity",
        from = "Column::AccountId",
        to = "super::account::Column::Id"
    )]
    Account,
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
