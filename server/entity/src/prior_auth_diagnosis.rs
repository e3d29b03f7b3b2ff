//! One diagnosis of a request; position 1 is the principal one.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "prior_auth_diagnosis")]
pub struct Model {
    /// Opaque, time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Prior auth id.
    pub prior_auth_id: String,
    /// From 1.
    pub position: i32,
    /// ICD-10-CM with its dot.
    pub code: String,
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
