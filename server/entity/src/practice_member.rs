//! A member for whom a practice has asked something: by what people type to find the requests again.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "practice_member")]
pub struct Model {
    /// Practice id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub practice_id: String,
    /// Member id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub member_id: String,
    /// The last name as `services::search` spells it: small letters, no accents, no spaces.
    pub name_key: String,
    /// The id on the member's card, spelled likewise: capitals and digits alone.
    pub number_key: String,
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
    /// Through `member_id`.
    #[sea_orm(
        belongs_to = "super::member::Entity",
        from = "Column::MemberId",
        to = "super::member::Column::Id"
    )]
    Member,
}

impl Related<super::practice::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Practice.def()
    }
}

impl Related<super::member::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Member.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
