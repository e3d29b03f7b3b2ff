//! The current state of a submitted request; how it came there is in `prior_auth_event`.

use sea_orm::entity::prelude::*;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "prior_auth")]
pub struct Model {
    /// Opaque, time-ordered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// What people say on the phone, like `PA-7K3Q-9XM2`.
    #[sea_orm(unique)]
    pub reference: String,
    /// The draft it came from; unique, so a draft becomes one case however often it is sent.
    #[sea_orm(unique)]
    pub draft_id: Option<String>,
    /// Practice id.
    pub practice_id: String,
    /// Member id.
    pub member_id: String,
    /// The member's coverage on the first service day.
    pub line_of_business: String,
    /// A code of `domain::prior_auth::Status`.
    pub status: String,
    /// `standard` or `expedited`.
    pub urgency: String,
    /// Urgency reason.
    pub urgency_reason: Option<String>,
    /// How it was received: `portal`, `phone`, `fax`, `api`.
    pub channel: String,
    /// Requesting npi.
    pub requesting_npi: String,
    /// Rendering npi.
    pub rendering_npi: String,
    /// Two digits of the CMS list.
    pub place_of_service: String,
    /// Clinical summary.
    pub clinical_summary: String,
    /// Unix milliseconds; the clock starts here.
    pub received_at: i64,
    /// Unix milliseconds; null once nothing is due.
    pub due_at: Option<i64>,
    /// Id of the clock rule that sets `due_at`.
    pub due_rule: Option<String>,
    /// Account id of the reviewer.
    pub assigned_to: Option<String>,
    /// Unix milliseconds; until then the practice can do what it is asked for or contest what was decided, null where it cannot.
    pub turn_ends_at: Option<i64>,
    /// Unix milliseconds; null while the request is open work of the plan.
    pub decided_at: Option<i64>,
    /// Unix milliseconds; the plan's latest determination, which stands while it is contested.
    pub determined_at: Option<i64>,
    /// A code of `domain::prior_auth::Determination`.
    pub determined_by: Option<String>,
    /// Authorization number.
    #[sea_orm(unique)]
    pub authorization_number: Option<String>,
    /// ISO date.
    pub valid_from: Option<String>,
    /// ISO date, last valid day.
    pub valid_to: Option<String>,
    /// Account id.
    pub submitted_by: String,
    /// Counts changes; every write names the one it saw.
    pub version: i64,
    /// Unix milliseconds.
    pub created_at: i64,
    /// Unix milliseconds.
    pub updated_at: i64,
}

/// What a row points at and what points at it.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Through `draft_id`.
    #[sea_orm(
        belongs_to = "super::prior_auth_draft::Entity",
        from = "Column::DraftId",
        to = "super::prior_auth_draft::Column::Id"
    )]
    Draft,
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
    /// Through `assigned_to`.
    #[sea_orm(
        belongs_to = "super::account::Entity",
        from = "Column::AssignedTo",
        to = "super::account::Column::Id"
    )]
    Assignee,
    /// Through `submitted_by`.
    #[sea_orm(
        belongs_to = "super::account::Entity",
        from = "Column::SubmittedBy",
        to = "super::account::Column::Id"
    )]
    Submitter,
    /// Its `prior_auth_line` rows.
    #[sea_orm(has_many = "super::prior_auth_line::Entity")]
    Lines,
    /// Its `prior_auth_diagnosis` rows.
    #[sea_orm(has_many = "super::prior_auth_diagnosis::Entity")]
    Diagnoses,
    /// Its `prior_auth_event` rows.
    #[sea_orm(has_many = "super::prior_auth_event::Entity")]
    Events,
}

impl Related<super::prior_auth_draft::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Draft.def()
    }
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

impl Related<super::prior_auth_line::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Lines.def()
    }
}

impl Related<super::prior_auth_diagnosis::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Diagnoses.def()
    }
}

impl Related<super::prior_auth_event::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Events.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
