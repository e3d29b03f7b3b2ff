//! A person the plan covers.
//!
//! Filled by the plan's enrolment files later; the demo data until then.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "member")]
pub struct Model {
    /// Opaque, time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The id on the member's card.
    #[sea_orm(unique)]
    pub member_number: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// ISO date.
    pub birth_date: String,
    /// Unix milliseconds.
    pub created_at: i64,
}

/// What a row points at and what points at it.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its `coverage_period` rows.
    #[sea_orm(has_many = "super::coverage_period::Entity")]
    Coverage,
}

impl Related<super::coverage_period::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Coverage.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
