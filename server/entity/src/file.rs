//! A document that goes with a request: what is known of it. Its bytes are in the file store, under its id.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file")]
pub struct Model {
    /// Opaque; the name of the bytes in the file store, too.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Practice id.
    pub practice_id: String,
    /// The draft it was added to.
    pub draft_id: Option<String>,
    /// The request that draft became, or to which it was added later; of an answer, once that is sent.
    pub case_id: Option<String>,
    /// The question it answers: an information item.
    pub item_id: Option<String>,
    /// As it is shown.
    pub name: String,
    /// `domain::file::FileKind`; null where the name has none that is taken.
    pub kind: Option<String>,
    /// `domain::file::FileState`
    pub state: String,
    /// `domain::file::FileProblem` of a refused one.
    pub problem: Option<String>,
    /// Bytes: announced while it is on its way, counted once it is received.
    pub size: Option<i64>,
    /// In hexadecimal.
    pub sha256: Option<String>,
    /// How many it has.
    pub pages: Option<i32>,
    /// Of how many pages, from the first, there are images.
    pub previews: Option<i32>,
    /// Whether there is text of these pages.
    pub has_text: bool,
    /// How its bytes are encrypted; null where none are kept.
    pub scheme: Option<i32>,
    /// The key outside the database under which its own is wrapped.
    pub key_version: Option<i32>,
    /// Its own key, wrapped, in base64.
    pub wrapped_key: Option<String>,
    /// Account id.
    pub uploaded_by: String,
    /// Unix milliseconds.
    pub created_at: i64,
    /// Unix milliseconds; set once all of its bytes are stored.
    pub received_at: Option<i64>,
    /// Unix milliseconds; from then on nobody sees it.
    pub deleted_at: Option<i64>,
    /// `domain::prior_auth::Channel`: how it came to the plan, which joined it to its request; null for what the practice sent here.
    pub channel: Option<String>,
    /// Unix milliseconds: when it came so.
    pub arrived_at: Option<i64>,
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
    /// Through `uploaded_by`.
    #[sea_orm(
        belongs_to = "super::account::Entity",
        from = "Column::UploadedBy",
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
