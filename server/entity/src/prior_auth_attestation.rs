//! A clinician's word for a draft, as it was then. Rows are never changed.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "prior_auth_attestation")]
pub struct Model {
    /// Opaque, time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Draft id. No foreign key: a draft may be deleted, what was attested stays said.
    pub draft_id: String,
    /// Account id of the clinician.
    pub account_id: String,
    /// A code of `domain::prior_auth::Statement`: which words.
    pub statement: String,
    /// SHA-256 of everything that was typed, in hexadecimal.
    pub content_hash: String,
    /// Unix milliseconds.
    pub at: i64,
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
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
