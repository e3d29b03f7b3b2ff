//! A code of a published file that the operator has imported.
//!
//! What ships with the program is no row here: its words are built in, and go before these.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "imported_code")]
pub struct Model {
    /// A code of `domain::codes::CodeSystem`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code_system: String,
    /// In its written form: upper case, ICD-10-CM with its dot.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// The publisher's description in full.
    pub words: String,
    /// What it is found by: code and words in lower case, without marks, each behind a space.
    pub keys: String,
    /// ISO date: the last day on which the code may be used; none for most.
    pub ends_on: Option<String>,
}

/// What a row points at.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
