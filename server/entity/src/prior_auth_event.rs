//! What happened to a request, in order. Append only: the database refuses to change or delete a row.
//!
//! Folding these rows with the transition table gives the status in `prior_auth`.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "prior_auth_event")]
pub struct Model {
    /// Opaque, time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Prior auth id.
    pub prior_auth_id: String,
    /// From 1 without gaps within the request.
    pub sequence: i32,
    /// Unix milliseconds.
    pub at: i64,
    /// A code of `domain::prior_auth::Action`.
    pub action: String,
    /// From status.
    pub from_status: String,
    /// To status.
    pub to_status: String,
    /// Who did it; null for rules and clockwork.
    pub account_id: Option<String>,
    /// Role code of the person, or `rules`, `clockwork`.
    pub performer: String,
    /// Channel.
    pub channel: String,
    /// What the action carried, as JSON; `{}` when nothing.
    pub detail_json: String,
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

impl Related<super::prior_auth::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::PriorAuth.def()
    }
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
