//! A request that somebody at the plan entered, and from which form.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "prior_auth_intake")]
pub struct Model {
    /// Opaque, time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Prior auth id.
    pub prior_auth_id: String,
    /// Account id.
    pub entered_by: String,
    /// What the page called its form: the same form sent twice is one row.
    pub request_key: String,
    /// Unix milliseconds.
    pub entered_at: i64,
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
}

impl Related<super::prior_auth::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::PriorAuth.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
