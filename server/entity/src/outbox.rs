//! Announcements for live pages, written in the transaction of the change they announce.
//!
//! Ids and status only, never personal data. On SQLite `id` is the order of commits; on PostgreSQL ids commit out of
//! order, so a sequencer fills `seq` after the commit.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    /// Given by the database.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// PostgreSQL: the order in which listeners hear it. Unused on SQLite.
    #[sea_orm(unique)]
    pub seq: Option<i64>,
    /// The practice that hears it.
    pub topic_practice: Option<String>,
    /// Whether the plan's reviewers hear it.
    pub topic_queue: bool,
    /// `case` or `notice`.
    pub kind: String,
    /// Reference.
    pub reference: Option<String>,
    /// Status.
    pub status: Option<String>,
    /// Version.
    pub version: Option<i64>,
    /// Unix milliseconds.
    pub at: i64,
}

/// What a row points at.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
