//! One signed-in browser.
//!
//! Only the hash of the token is here: a stolen copy of the table signs nobody in.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// Opaque, time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// SHA-256 of the cookie's token, in base64.
    #[sea_orm(unique)]
    pub token_hash: String,
    /// Account id.
    pub account_id: String,
    /// The practice the person acts for; null on the plan's side.
    pub practice_id: Option<String>,
    /// Unix milliseconds; the absolute limit counts from here.
    pub created_at: i64,
    /// Unix milliseconds; the idle limit counts from here.
    pub last_seen_at: i64,
    /// Unix milliseconds; null while the session lives.
    pub ended_at: Option<i64>,
    /// `signed_out`, `revoked`, `expired`, `practice_changed`.
    pub end_reason: Option<String>,
    /// Which browser it is, as a code of `domain::auth::Browser`; null where it did not say.
    pub browser: Option<String>,
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
    /// Through `practice_id`.
    #[sea_orm(
        belongs_to = "super::practice::Entity",
        from = "Column::PracticeId",
        to = "super::practice::Column::Id"
    )]
    Practice,
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl Related<super::practice::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Practice.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
