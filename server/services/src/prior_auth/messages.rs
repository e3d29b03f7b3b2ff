//! What was written about a case, as far as the reader's side reads it.

use domain::access::{Role, Side};
use domain::id::CaseId;
use domain::prior_auth::MessageKind;
use domain::time::{self, Timestamp};
use entity::account;
use entity::case_message::{Column, Entity, Model, Relation};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, RelationTrait as _,
};

use crate::Caller;
use crate::db::DbError;

/// A message or a note.
#[derive(Clone, PartialEq, Eq)]
pub struct CaseMessage {
    /// Its id.
    pub id: String,
    /// For whom it was written.
    pub kind: MessageKind,
    /// Whose people wrote it.
    pub side: Side,
    /// As what they wrote it.
    pub role: Role,
    /// Who wrote it, by name.
    pub who: String,
    /// When.
    pub at: Timestamp,
    /// The words.
    pub text: String,
    /// Whether the reader's own side wrote it.
    pub is_own: bool,
}

impl std::fmt::Debug for CaseMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CaseMessage({}, {}, {}, {})", self.id, self.kind, self.role, self.at)
    }
}

/// A row with the name that belongs to it.
#[derive(FromQueryResult)]
struct Named {
    #[sea_orm(nested)]
    row: Model,
    who: String,
}

/// The messages of a case, and for the plan's people its notes, the oldest first.
pub(super) async fn of_case(
    conn: &impl ConnectionTrait,
    caller: &Caller,
    case: &CaseId,
) -> Result<Vec<CaseMessage>, DbError> {
    let side = caller.actor.side();
    let kinds = MessageKind::ALL.iter().filter(|kind| kind.is_read_on(side));
    let rows = Entity::find()
        .join(JoinType::InnerJoin, Relation::Account.def())
        .column_as(account::Column::DisplayName, "who")
        .filter(Column::PriorAuthId.eq(case.as_str()))
        .filter(Column::Kind.is_in(kinds.map(|kind| kind.code())))
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
        .into_model::<Named>()
        .all(conn)
        .await?;
    rows.into_iter().map(|row| message(row, side)).collect()
}

fn message(Named { row, who }: Named, reader: Side) -> Result<CaseMessage, DbError> {
    let wrong = |column, problem| DbError::value("case_message", column, &row.id, problem);
    let side = Side::parse(&row.side).ok_or_else(|| wrong("side", "a side"))?;
    Ok(CaseMessage {
        kind: MessageKind::parse(&row.kind).ok_or_else(|| wrong("kind", "a message or a note"))?,
        role: Role::parse(&row.role).ok_or_else(|| wrong("role", "a role"))?,
        at: time::from_millis(row.at).ok_or_else(|| wrong("at", "an instant"))?,
        text: row.text,
        id: row.id,
        is_own: side == reader,
        side,
        who,
    })
}
