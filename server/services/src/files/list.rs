//! The files of a draft or of a request.

use std::collections::BTreeMap;

use domain::file::FileState;
use domain::id::{CaseId, DraftId};
use entity::{account, file, information_item, prior_auth_draft};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _,
};

use super::place::writer;
use super::row::{Document, FileRow};
use super::upload::UploadError;
use crate::audit::{AuditEntry, listed};
use crate::db::DbError;
use crate::{Caller, Services};

/// More than this are not shown: of files that were refused there is no end.
const LIMIT: u64 = 60;

/// The files of a draft of the caller's practice, with those that are on their way and those that were refused, the first that
/// was added first. The looking is put on record.
///
/// # Errors
/// [`UploadError::NotFound`] for a missing draft and for another practice's alike.
pub async fn of_draft(services: &Services, caller: &Caller, draft: &DraftId) -> Result<Vec<Document>, UploadError> {
    let practice = writer(caller)?;
    let known = prior_auth_draft::Entity::find_by_id(draft.as_str())
        .filter(prior_auth_draft::Column::PracticeId.eq(practice.as_str()))
        .one(services.db.read())
        .await?;
    known.ok_or(UploadError::NotFound)?;
    let documents = read(services.db.read(), file::Column::DraftId.eq(draft.as_str()).into()).await?;
    let entry = AuditEntry::by(caller, "file.list").on("prior_auth_draft", draft);
    listed(services, entry, documents.iter().map(|document| &document.id)).await?;
    Ok(documents)
}

/// The files that were received with a request, for whoever may see the request: that is asked, and put on record, elsewhere.
pub(crate) async fn of_case(conn: &impl ConnectionTrait, case: &CaseId) -> Result<Vec<Document>, DbError> {
    let received = file::Column::State.eq(FileState::Received.code());
    let which = Condition::all()
        .add(file::Column::CaseId.eq(case.as_str()))
        .add(received);
    read(conn, which).await
}

/// The files of answers to what was asked about a request, by item, with those that are on their way and those that were refused,
/// for whoever may see the request.
pub(crate) async fn of_items(
    conn: &impl ConnectionTrait,
    case: &CaseId,
) -> Result<BTreeMap<String, Vec<Document>>, DbError> {
    let items = information_item::Entity::find()
        .select_only()
        .column(information_item::Column::Id)
        .filter(information_item::Column::PriorAuthId.eq(case.as_str()));
    let which = file::Column::ItemId.in_subquery(items.into_query());
    let mut files: BTreeMap<String, Vec<Document>> = BTreeMap::new();
    for (item, document) in read_with(conn, which.into(), |row| row.item.clone()).await? {
        files.entry(item.unwrap_or_default()).or_default().push(document);
    }
    Ok(files)
}

/// The files that were added to a request after it was sent, in the same way.
pub(crate) async fn added_later(conn: &impl ConnectionTrait, case: &CaseId) -> Result<Vec<Document>, DbError> {
    let which = Condition::all()
        .add(file::Column::CaseId.eq(case.as_str()))
        .add(file::Column::DraftId.is_null())
        .add(file::Column::Channel.is_null())
        .add(file::Column::ItemId.is_null());
    read(conn, which).await
}

/// The files that the plan joined to a request, in the same way.
pub(crate) async fn joined(conn: &impl ConnectionTrait, case: &CaseId) -> Result<Vec<Document>, DbError> {
    let which = Condition::all()
        .add(file::Column::CaseId.eq(case.as_str()))
        .add(file::Column::Channel.is_not_null());
    read(conn, which).await
}

/// Name and SHA-256 of each file that was received with a draft, in an order of their own: the same files give the same list.
pub(crate) async fn received_with(
    conn: &impl ConnectionTrait,
    draft: &DraftId,
) -> Result<Vec<(String, Option<String>)>, DbError> {
    let mut files: Vec<(String, Option<String>)> = file::Entity::find()
        .select_only()
        .columns([file::Column::Name, file::Column::Sha256])
        .filter(file::Column::DraftId.eq(draft.as_str()))
        .filter(file::Column::State.eq(FileState::Received.code()))
        .filter(file::Column::DeletedAt.is_null())
        .into_tuple()
        .all(conn)
        .await?;
    // Two databases may sort text differently.
    files.sort_unstable();
    Ok(files)
}

async fn read(conn: &impl ConnectionTrait, which: Condition) -> Result<Vec<Document>, DbError> {
    let found = read_with(conn, which, |_| ()).await?;
    Ok(found.into_iter().map(|((), document)| document).collect())
}

/// The documents, each with something else its row says.
async fn read_with<T>(
    conn: &impl ConnectionTrait,
    which: Condition,
    more: impl Fn(&FileRow) -> T,
) -> Result<Vec<(T, Document)>, DbError> {
    let rows = file::Entity::find()
        .find_also_related(account::Entity)
        .filter(which)
        .filter(file::Column::DeletedAt.is_null())
        .order_by_asc(file::Column::CreatedAt)
        .order_by_asc(file::Column::Id)
        .limit(LIMIT)
        .all(conn)
        .await?;
    rows.into_iter()
        .map(|(row, account)| {
            let sent_by = account.map(|account| account.display_name).unwrap_or_default();
            let row = FileRow::read(row)?;
            Ok((more(&row), row.document(sent_by)))
        })
        .collect()
}
