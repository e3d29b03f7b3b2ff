//! Where a file belongs: to a draft; to a request that was sent; or to the answer to one of the plan's questions.
//! What the plan joins to a request belongs to the request's practice, like all of it.

use domain::access::Permission;
use domain::id::{CaseId, DraftId, PracticeId};
use domain::prior_auth::{Arrival, Status};
use domain::reference::Reference;
use entity::{information_item, prior_auth, prior_auth_draft};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::row::FileRow;
use super::upload::UploadError;
use crate::Caller;
use crate::db::DbError;
use crate::prior_auth::joins;

/// Where somebody wants to add a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// To a draft.
    Draft(DraftId),
    /// To a request that is not decided.
    Case(Reference),
    /// To the answer to an item of a request for information, by the item's id.
    Answer(Reference, String),
    /// To a request that is not decided: the plan joins what came to it in some way.
    Joined(Reference, Arrival),
}

impl Place {
    /// How and when a document came that is joined.
    pub(super) fn arrival(&self) -> Option<Arrival> {
        match self {
            Self::Joined(_, arrival) => Some(*arrival),
            Self::Draft(_) | Self::Case(_) | Self::Answer(..) => None,
        }
    }
}

impl From<&DraftId> for Place {
    fn from(draft: &DraftId) -> Self {
        Self::Draft(draft.clone())
    }
}

/// The same, found and open.
#[derive(Clone, Debug)]
pub(super) enum Home {
    Draft(DraftId),
    /// A request, and the item that is answered. Documents of an answer become the request's when it is sent.
    Case {
        id: CaseId,
        reference: Reference,
        item: Option<String>,
    },
}

impl Home {
    /// The draft of the row.
    pub(super) fn draft(&self) -> Option<&DraftId> {
        match self {
            Self::Draft(draft) => Some(draft),
            Self::Case { .. } => None,
        }
    }

    /// The request of the row.
    pub(super) fn case(&self) -> Option<&CaseId> {
        match self {
            Self::Case { id, item: None, .. } => Some(id),
            Self::Draft(_) | Self::Case { .. } => None,
        }
    }

    /// The item of the row.
    pub(super) fn item(&self) -> Option<&str> {
        match self {
            Self::Case { item, .. } => item.as_deref(),
            Self::Draft(_) => None,
        }
    }
}

/// The practice for which somebody may send files.
pub(super) fn writer(caller: &Caller) -> Result<&PracticeId, UploadError> {
    let practice = caller.actor.practice.as_ref();
    let practice = practice.filter(|_| caller.actor.can(Permission::WritePriorAuth));
    practice.ok_or(UploadError::NotFound)
}

/// The practice whose file it will be, if the caller may send files there.
pub(super) async fn owner(
    conn: &impl ConnectionTrait,
    caller: &Caller,
    place: &Place,
) -> Result<PracticeId, UploadError> {
    let Place::Joined(reference, _) = place else {
        return writer(caller).cloned();
    };
    let found = prior_auth::Entity::find()
        .filter(prior_auth::Column::Reference.eq(reference.as_str()))
        .one(conn)
        .await?;
    let found = found.filter(|_| joins(caller));
    Ok(PracticeId::new(found.ok_or(UploadError::NotFound)?.practice_id))
}

/// Whether the caller may go on with a file, or take it back: whoever may send one there may, for their practice or for the plan.
pub(super) fn may_send(caller: &Caller, row: &FileRow) -> bool {
    if row.arrival.is_some() {
        return joins(caller);
    }
    writer(caller).is_ok_and(|practice| row.practice == practice.as_str())
}

/// The place, if it is the practice's and takes files.
pub(super) async fn open(
    conn: &impl ConnectionTrait,
    practice: &PracticeId,
    place: &Place,
) -> Result<Home, UploadError> {
    match place {
        Place::Draft(draft) => {
            let found = prior_auth_draft::Entity::find_by_id(draft.as_str())
                .filter(prior_auth_draft::Column::PracticeId.eq(practice.as_str()))
                .one(conn)
                .await?;
            if found.ok_or(UploadError::NotFound)?.submitted_case_id.is_some() {
                return Err(UploadError::RequestSent);
            }
            Ok(Home::Draft(draft.clone()))
        }
        Place::Case(reference) | Place::Joined(reference, _) => open_case(conn, practice, reference, None).await,
        Place::Answer(reference, item) => open_case(conn, practice, reference, Some(item)).await,
    }
}

async fn open_case(
    conn: &impl ConnectionTrait,
    practice: &PracticeId,
    reference: &Reference,
    item: Option<&String>,
) -> Result<Home, UploadError> {
    let found = prior_auth::Entity::find()
        .filter(prior_auth::Column::Reference.eq(reference.as_str()))
        .filter(prior_auth::Column::PracticeId.eq(practice.as_str()))
        .one(conn)
        .await?;
    let case = found.ok_or(UploadError::NotFound)?;
    if !is_undecided(&case) {
        return Err(UploadError::RequestClosed);
    }
    if let Some(item) = item {
        let found = information_item::Entity::find_by_id(item)
            .filter(information_item::Column::PriorAuthId.eq(&case.id))
            .one(conn)
            .await?;
        if !is_awaited(conn, &case, &found.ok_or(UploadError::NotFound)?).await? {
            return Err(UploadError::RequestClosed);
        }
    }
    Ok(Home::Case {
        id: CaseId::new(case.id),
        reference: reference.clone(),
        item: item.cloned(),
    })
}

/// The request of a file that belongs to none of the drafts, its row locked; and the item, as long as an answer is awaited.
pub(super) async fn locked(conn: &impl ConnectionTrait, row: &FileRow) -> Result<Option<Home>, DbError> {
    let item = match &row.item {
        Some(item) => information_item::Entity::find_by_id(item).one(conn).await?,
        None => None,
    };
    let case = item.as_ref().map(|item| item.prior_auth_id.as_str());
    let Some(case) = case.or(row.case.as_ref().map(CaseId::as_str)) else {
        return Ok(None);
    };
    let found = prior_auth::Entity::find_by_id(case).lock_exclusive().one(conn).await?;
    // Written, too: an answer that is sent at the same moment began with another version of the row, and starts again.
    let same = Expr::col(prior_auth::Column::UpdatedAt);
    prior_auth::Entity::update_many()
        .col_expr(prior_auth::Column::UpdatedAt, same)
        .filter(prior_auth::Column::Id.eq(case))
        .exec(conn)
        .await?;
    // The item is read again behind the lock.
    let item = match item {
        Some(item) => information_item::Entity::find_by_id(item.id).one(conn).await?,
        None => None,
    };
    let Some(case) = found.filter(is_undecided) else {
        return Ok(None);
    };
    if let Some(item) = &item
        && !is_awaited(conn, &case, item).await?
    {
        return Ok(None);
    }
    let wrong = || DbError::value("prior_auth", "reference", &case.id, "a reference");
    Ok(Some(Home::Case {
        reference: Reference::parse(&case.reference).map_err(|_| wrong())?,
        id: CaseId::new(&case.id),
        item: item.map(|item| item.id),
    }))
}

/// Whether a request takes documents.
pub(crate) fn is_undecided(case: &prior_auth::Model) -> bool {
    Status::parse(&case.status).is_some_and(Status::is_undecided)
}

/// Whether the item is of the last question, and its answer is awaited.
async fn is_awaited(
    conn: &impl ConnectionTrait,
    case: &prior_auth::Model,
    item: &information_item::Model,
) -> Result<bool, DbError> {
    use information_item::Column;
    if case.status != Status::InformationRequested.code() || item.answered_at.is_some() {
        return Ok(false);
    }
    let later = information_item::Entity::find()
        .filter(Column::PriorAuthId.eq(&case.id))
        .filter(Column::AskedIn.gt(item.asked_in))
        .one(conn)
        .await?;
    Ok(later.is_none())
}
