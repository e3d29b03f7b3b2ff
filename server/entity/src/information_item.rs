//! One thing the plan has asked of a practice, and what the practice says to it.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "information_item")]
pub struct Model {
    /// Opaque, time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Prior auth id.
    pub prior_auth_id: String,
    /// The sequence of the event in which it was asked.
    pub asked_in: i32,
    /// From 1 within that event.
    pub place: i32,
    /// A code of `domain::prior_auth::ItemKind`.
    pub kind: String,
    /// What is needed, in the words of the reviewer.
    pub need: String,
    /// The answer in words; before it is sent, as far as it was saved.
    pub answer: Option<String>,
    /// Unix milliseconds; from then on the plan sees the answer, and nobody changes it.
    pub answered_at: Option<i64>,
    /// Account id.
    pub answered_by: Option<String>,
    /// Counts what is saved.
    pub version: i64,
    /// The account that saved last.
    pub saved_by: Option<String>,
    /// When, in Unix milliseconds.
    pub saved_at: Option<i64>,
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
    /// Through `answered_by`.
    #[sea_orm(
        belongs_to = "super::account::Entity",
        from = "Column::AnsweredBy",
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
