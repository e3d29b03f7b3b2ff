//! A message about a request, or a note of the plan's people. Never changed.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_message")]
pub struct Model {
    /// Opaque, time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Prior auth id.
    pub prior_auth_id: String,
    /// A code of `domain::prior_auth::MessageKind`.
    pub kind: String,
    /// A code of `domain::access::Side`: whose people wrote it.
    pub side: String,
    /// A code of `domain::access::Role`: as what they wrote it.
    pub role: String,
    /// Account id of who wrote it.
    pub account_id: String,
    /// A digest of what the page called its form and of what was typed: the same form sent twice is one row.
    pub request_key: String,
    /// What was written.
    pub text: String,
    /// Unix milliseconds.
    pub at: i64,
}

/// What a row points at.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Through `prior_auth_id`.
    #[sea_orm(
        belongs_to = "super::prior_auth::Entity",
        from = "Column::PriorAuthId",
        to = "super::prior_auth::Column::Id"
    )]
    PriorAuth,
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
