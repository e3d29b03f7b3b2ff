//! A proof that a service needed no authorization, as the rules stood when somebody asked. Never changed.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "prior_auth_proof")]
pub struct Model {
    /// Opaque, time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// What people call it.
    #[sea_orm(unique)]
    pub reference: String,
    /// Practice id.
    pub practice_id: String,
    /// Account id of who asked.
    pub asked_by: String,
    /// The name of the page on which it was asked: sent twice, it makes one proof.
    pub request_key: String,
    /// HCPCS or CPT.
    pub code: String,
    /// Our words for the code at that time.
    pub wording: String,
    /// The kind of insurance.
    pub line_of_business: String,
    /// Two digits.
    pub place_of_service: String,
    /// ISO date.
    pub service_date: String,
    /// Which state of the rules and code sets it rests on.
    pub rules_version: String,
    /// The rule that lists the code and does not apply; null where none lists it.
    pub rule_id: Option<String>,
    /// Unix milliseconds.
    pub asked_at: i64,
}

/// What a row points at.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Through `practice_id`.
    #[sea_orm(
        belongs_to = "super::practice::Entity",
        from = "Column::PracticeId",
        to = "super::practice::Column::Id"
    )]
    Practice,
    /// Through `asked_by`.
    #[sea_orm(
        belongs_to = "super::account::Entity",
        from = "Column::AskedBy",
        to = "super::account::Column::Id"
    )]
    Account,
}

impl Related<super::practice::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Practice.def()
    }
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
