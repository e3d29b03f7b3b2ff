//! From which file the imported codes of a system are: one row for each system.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "imported_edition")]
pub struct Model {
    /// A code of `domain::codes::CodeSystem`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code_system: String,
    /// SHA-256 of the file, in hexadecimal digits.
    pub digest: String,
    /// Unix milliseconds: when that file was last imported.
    pub imported_at: i64,
}

/// What a row points at.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
