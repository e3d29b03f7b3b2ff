//! A request that a practice is still writing.
//!
//! The values are kept exactly as typed, valid or not, so nothing a person typed is ever lost.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "prior_auth_draft")]
pub struct Model {
    /// Opaque, time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Practice id.
    pub practice_id: String,
    /// Account id.
    pub created_by: String,
    /// `domain::prior_auth::draft::DraftInput` as JSON.
    pub values_json: String,
    /// Who saved which step last, as JSON.
    pub marks_json: String,
    /// Account id of the clinician whose attestation it waits for.
    pub attestation_of: Option<String>,
    /// Account id of whoever asked for the attestation; stays when it is given.
    pub attestation_by: Option<String>,
    /// Unix milliseconds; set while it waits.
    pub attestation_asked_at: Option<i64>,
    /// Case id of the request it was copied from.
    pub copied_from: Option<String>,
    /// Counts saves.
    pub version: i64,
    /// Unix milliseconds.
    pub created_at: i64,
    /// Unix milliseconds.
    pub updated_at: i64,
    /// Set once, by the submit that made the case.
    pub submitted_case_id: Option<String>,
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
    /// Through `created_by`.
    #[sea_orm(
        belongs_to = "super::account::Entity",
        from = "Column::CreatedBy",
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
