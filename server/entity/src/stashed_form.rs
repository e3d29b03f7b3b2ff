//! A form that was sent after its session was over, until its sender has signed in again.
//!
//! What was typed is sealed with a key that only the sender's browser has: nobody can read it here.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stashed_form")]
pub struct Model {
    /// Opaque; the browser's cookie names it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The session that was over; one form each.
    #[sea_orm(unique)]
    pub session_id: String,
    /// Whose session that was.
    pub account_id: String,
    /// Address, function, practice and what was typed, encrypted, in base64.
    pub sealed: String,
    /// Unix milliseconds; after that nobody gets it back.
    pub expires_at: i64,
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
    /// Through `session_id`.
    #[sea_orm(
        belongs_to = "super::session::Entity",
        from = "Column::SessionId",
        to = "super::session::Column::Id"
    )]
    Session,
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl Related<super::session::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Session.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
