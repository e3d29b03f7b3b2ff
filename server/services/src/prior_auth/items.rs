//! What the plan has asked of a practice, item by item, as far as the reader may see it.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::Permission;
use domain::file::FileState;
use domain::id::CaseId;
use domain::prior_auth::ItemKind;
use domain::time::{self, Timestamp};
use entity::{account, information_item};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use crate::Caller;
use crate::db::DbError;
use crate::files::{self, Document};

/// One thing that was asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// The number of the event in which it was asked.
    pub asked_in: i32,
    /// From 1 within that event.
    pub place: usize,
    /// How it is to be answered.
    pub kind: ItemKind,
    /// What is needed.
    pub need: String,
    /// The answer in words: once it is sent, or for those who write it.
    pub answer: Option<String>,
    /// When it was sent.
    pub answered_at: Option<Timestamp>,
    /// Who sent it, by name.
    pub answered_by: Option<String>,
    /// Counts what is saved.
    pub version: i64,
    /// Who saved it last, by name, and when: while it is not sent, for those who write it.
    pub saved: Option<(String, Timestamp)>,
    /// The documents of the answer, under the same condition.
    pub documents: Vec<Document>,
}

impl std::fmt::Debug for Item {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Item({}, {}.{}, {:?})",
            self.id, self.asked_in, self.place, self.answered_at
        )
    }
}

/// The items of a case, the latest question first; those of one question in their order.
pub(super) async fn of_case(conn: &impl ConnectionTrait, caller: &Caller, case: &CaseId) -> Result<Vec<Item>, DbError> {
    let rows = information_item::Entity::find()
        .find_also_related(account::Entity)
        .filter(information_item::Column::PriorAuthId.eq(case.as_str()))
        .order_by_desc(information_item::Column::AskedIn)
        .order_by_asc(information_item::Column::Place)
        .all(conn)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut documents = files::of_items(conn, case).await?;
    let savers = savers(conn, rows.iter().map(|(row, _)| row)).await?;
    let read = |(row, account): (information_item::Model, _)| {
        let saved = saved(&row, &savers, caller)?;
        let item = item(row, account, caller, &mut documents)?;
        Ok(Item { saved, ..item })
    };
    rows.into_iter().map(read).collect()
}

/// The names of those who saved what is not sent, by account.
async fn savers(
    conn: &impl ConnectionTrait,
    rows: impl Iterator<Item = &information_item::Model>,
) -> Result<BTreeMap<String, String>, DbError> {
    let open = rows.filter(|row| row.answered_at.is_none());
    let ids: BTreeSet<_> = open.filter_map(|row| row.saved_by.clone()).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let found = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::DisplayName])
        .filter(account::Column::Id.is_in(ids))
        .into_tuple::<(String, String)>()
        .all(conn)
        .await?;
    Ok(found.into_iter().collect())
}

fn saved(
    row: &information_item::Model,
    savers: &BTreeMap<String, String>,
    caller: &Caller,
) -> Result<Option<(String, Timestamp)>, DbError> {
    let is_shown = row.answered_at.is_none() && caller.actor.can(Permission::WritePriorAuth);
    let by = row.saved_by.as_ref().filter(|_| is_shown).and_then(|by| savers.get(by));
    let Some((by, at)) = by.zip(row.saved_at) else {
        return Ok(None);
    };
    let at = time::from_millis(at);
    let at = at.ok_or_else(|| DbError::value("information_item", "saved_at", &row.id, "an instant"))?;
    Ok(Some((by.clone(), at)))
}

fn item(
    row: information_item::Model,
    account: Option<account::Model>,
    caller: &Caller,
    documents: &mut BTreeMap<String, Vec<Document>>,
) -> Result<Item, DbError> {
    let wrong = |column, problem| DbError::value("information_item", column, &row.id, problem);
    let answered_at = row
        .answered_at
        .map(|at| time::from_millis(at).ok_or_else(|| wrong("answered_at", "an instant")));
    let is_shown = row.answered_at.is_some() || caller.actor.can(Permission::WritePriorAuth);
    let mut documents = documents.remove(&row.id).filter(|_| is_shown).unwrap_or_default();
    if row.answered_at.is_some() {
        // What was refused did not go with the answer.
        documents.retain(|document| document.state == FileState::Received);
    }
    Ok(Item {
        answered_at: answered_at.transpose()?,
        kind: ItemKind::parse(&row.kind).ok_or_else(|| wrong("kind", "a kind of item"))?,
        place: usize::try_from(row.place).map_err(|_| wrong("place", "a place"))?,
        asked_in: row.asked_in,
        need: row.need,
        answer: row.answer.filter(|_| is_shown),
        answered_by: account.map(|account| account.display_name),
        version: row.version,
        saved: None,
        documents,
        id: row.id,
    })
}
