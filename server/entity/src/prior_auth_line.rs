//! One service asked for in a request.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "prior_auth_line")]
pub struct Model {
    /// Opaque, time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Prior auth id.
    pub prior_auth_id: String,
    /// The practice of that request, to find its requests by service.
    pub practice_id: String,
    /// From 1, in the order typed.
    pub position: i32,
    /// HCPCS or CPT.
    pub code: String,
    /// Modifiers with blanks between them; empty for none.
    pub modifiers: String,
    /// Quantity.
    pub quantity: i32,
    /// A code of `domain::prior_auth::Unit`.
    pub unit: String,
    /// ISO date.
    pub from_date: String,
    /// ISO date, last day.
    pub to_date: String,
    /// The coverage rule that asked for authorization; null when none did.
    pub rule_id: Option<String>,
    /// Status code of this line once decided.
    pub decision: Option<String>,
    /// Of a modified line: how many are authorized.
    pub authorized_quantity: Option<i32>,
    /// Of a modified line: the first day, ISO date.
    pub authorized_from: Option<String>,
    /// Of a modified line: the last day, ISO date.
    pub authorized_to: Option<String>,
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
