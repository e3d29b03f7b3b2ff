//! Up to where somebody has read the notifications of a place; nothing there as long as they have read none.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notification_position")]
pub struct Model {
    /// Opaque, time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Account id.
    pub account_id: String,
    /// The practice; null at the plan. One row for each place of an account.
    pub practice_id: Option<String>,
    /// Unix milliseconds; what happened then or before is read.
    pub read_at: i64,
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
    /// Through `practice_id`.
    #[sea_orm(
        belongs_to = "super::practice::Entity",
        from = "Column::PracticeId",
        to = "super::practice::Column::Id"
    )]
    Practice,
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl Related<super::practice::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Practice.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
