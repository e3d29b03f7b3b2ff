//! What was written about a case, as far as the reader's side reads it: the latest part of a thread, or one before it.

use domain::access::{Role, Side};
use domain::id::CaseId;
use domain::prior_auth::MessageKind;
use domain::time::{self, Timestamp};
use entity::account;
use entity::case_message::{Column, Entity, Model, Relation};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, FromQueryResult, JoinType, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationTrait as _,
};

use super::page::Cursor;
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

/// No more messages than this are read at once: a page shows the latest, and leads to those before them.
pub const PART: usize = 50;

/// Which part of the messages and of the notes is read: what was written before a place; the latest, where none is named.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// Of the messages.
    pub messages: Option<Cursor>,
    /// Of the notes.
    pub notes: Option<Cursor>,
}

/// A part of what was written.
#[derive(Clone, Debug, Default)]
pub struct Thread {
    /// At most [`PART`], the oldest first.
    pub messages: Vec<CaseMessage>,
    /// Before which place earlier ones are found; `None` where there are none.
    pub earlier: Option<Cursor>,
    /// How many were written in all.
    pub total: u64,
}

/// Messages or notes of a case, before a place or the latest; nothing where the reader's side does not read them.
pub(super) async fn thread(
    conn: &impl ConnectionTrait,
    caller: &Caller,
    (case, kind): (&CaseId, MessageKind),
    before: Option<&Cursor>,
) -> Result<Thread, DbError> {
    let side = caller.actor.side();
    if !kind.is_read_on(side) {
        return Ok(Thread::default());
    }
    let own = Condition::all()
        .add(Column::PriorAuthId.eq(case.as_str()))
        .add(Column::Kind.eq(kind.code()));
    let mut rows = Entity::find()
        .join(JoinType::InnerJoin, Relation::Account.def())
        .column_as(account::Column::DisplayName, "who")
        .filter(own.clone())
        .filter(Condition::all().add_option(before.map(is_before)))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(PART as u64 + 1)
        .into_model::<Named>()
        .all(conn)
        .await?;
    let is_more = rows.len() > PART;
    rows.truncate(PART);
    let total = if is_more || before.is_some() {
        Entity::find().filter(own).count(conn).await?
    } else {
        rows.len() as u64
    };
    let earlier = rows.last().filter(|_| is_more).map(|oldest| Cursor {
        at: oldest.row.at,
        id: oldest.row.id.clone(),
    });
    let messages = rows.into_iter().rev().map(|row| message(row, side));
    Ok(Thread {
        messages: messages.collect::<Result<_, _>>()?,
        earlier,
        total,
    })
}

/// What was written before that; of one instant, what has a smaller id.
fn is_before(cursor: &Cursor) -> Condition {
    let same = Condition::all()
        .add(Column::At.eq(cursor.at))
        .add(Column::Id.lt(cursor.id.as_str()));
    Condition::any().add(Column::At.lt(cursor.at)).add(same)
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
