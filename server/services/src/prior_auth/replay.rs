//! Proves a case: its events, walked through the transition table again, must lead to the status in its row.
//!
//! Tests and the verifier after faults use it; nothing a person does depends on it.

use domain::prior_auth::{Refusal, Status, apply};
use domain::reference::Reference;
use entity::prior_auth;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::case::{self, Case};
use super::history::History;
use crate::Services;
use crate::db::DbError;

/// Why a history does not prove the row.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// There is no such case.
    #[error("no such request")]
    NotFound,
    /// The table forbids what is said to have happened.
    #[error("event {sequence} cannot have happened: {refusal}")]
    Forbidden {
        /// Number of the event.
        sequence: i32,
        /// Why.
        refusal: Refusal,
    },
    /// An event leaves or reaches another status than it says, or the numbers have a gap.
    #[error("event {sequence} does not follow from the one before")]
    Broken {
        /// Number of the event.
        sequence: i32,
    },
    /// The row says something else than its events.
    #[error("the events lead to {replayed}, the row says {stored}")]
    Differs {
        /// By the events.
        replayed: Status,
        /// In the row.
        stored: Status,
    },
    /// The row has another urgency than its events say.
    #[error("the events lead to another urgency than the row has")]
    UrgencyDiffers,
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for ReplayError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Walks the case's events again.
///
/// # Errors
/// [`ReplayError`].
pub async fn replay(services: &Services, reference: &Reference) -> Result<Status, ReplayError> {
    let conn = services.db.read();
    let found = prior_auth::Entity::find()
        .filter(prior_auth::Column::Reference.eq(reference.as_str()))
        .one(conn)
        .await?;
    let row = found.ok_or(ReplayError::NotFound)?;
    let events = case::events(conn, &row.id).await?;
    let mut case = Case::new(row, &events)?;
    case.history = History::default();
    let mut status = Status::Draft;
    for (number, event) in (1..).zip(&events) {
        let sequence = event.sequence;
        let known = case.known(services, event.at);
        let facts = case
            .history
            .facts_for(event.action, &event.detail, known, event.account.as_ref());
        let next = apply(status, event.action, event.performer, &facts);
        let next = next.map_err(|refusal| ReplayError::Forbidden { sequence, refusal })?;
        if sequence != number || event.from != status || event.to != next {
            return Err(ReplayError::Broken { sequence });
        }
        status = next;
        case.history.add(event);
    }
    if case.row.urgency != case.history.urgency(case.timed.urgency).code() {
        return Err(ReplayError::UrgencyDiffers);
    }
    if status == case.status {
        Ok(status)
    } else {
        Err(ReplayError::Differs {
            replayed: status,
            stored: case.status,
        })
    }
}
