//! The one-time link by which a person sets a password: the newest of an account, there is no other.
//!
//! The token in the link is stored nowhere.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "password_link")]
pub struct Model {
    /// Account id: a newer link takes the place of the older one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: String,
    /// MAC of the token.
    #[sea_orm(unique)]
    pub token_mac: String,
    /// Unix milliseconds.
    pub created_at: i64,
    /// Unix milliseconds; from then on it does not open.
    pub expires_at: i64,
    /// Unix milliseconds; null while it has not been used.
    pub used_at: Option<i64>,
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
