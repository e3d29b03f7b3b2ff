//! A request to which somebody at the plan joins a document that came by phone, fax or mail.

use domain::access::{Permission, Side};
use domain::form::{FieldCode, FormErrors};
use domain::id::CaseId;
use domain::prior_auth::{Arrival, ArrivalInput};
use domain::reference::{Reference, ReferenceError};
use entity::prior_auth;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::summary::{self, Summary};
use crate::audit::AuditEntry;
use crate::db::DbError;
use crate::files::{self, Document};
use crate::{Caller, Services};

/// The name of the HTML input with the reference.
const REFERENCE: &str = "reference";

/// The request, and what of it was joined.
#[derive(Clone, Debug)]
pub struct Joining {
    /// What lists show of the request.
    pub summary: Summary,
    /// The documents that the plan has joined to it, with what is on its way and what was refused; the first that was added first.
    pub documents: Vec<Document>,
}

/// Why nothing can be joined.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// The person joins no documents, or there is no such request.
    #[error("no such request")]
    NotFound,
    /// Something is missing or wrong.
    #[error("{} fields are missing or wrong", .0.0.len())]
    Form(FormErrors),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for JoinError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Whether the person joins documents to requests.
pub(crate) fn joins(caller: &Caller) -> bool {
    caller.actor.side() == Side::Plan && caller.actor.can(Permission::JoinDocuments)
}

/// Reads to which request a document belongs, and how and when it came.
///
/// # Errors
/// [`JoinError::Form`] with everything that is missing or wrong: also where no request has this reference, or where it takes
/// nothing more.
pub async fn find_to_join(
    services: &Services,
    caller: &Caller,
    reference: &str,
    arrival: &ArrivalInput,
) -> Result<(Reference, Arrival), JoinError> {
    if !joins(caller) {
        return Err(JoinError::NotFound);
    }
    let mut errors = FormErrors::default();
    let found = match read(reference) {
        Ok(reference) => open(services, reference).await?,
        Err(code) => Err(code),
    };
    let found = found.map_err(|code| errors.push(REFERENCE, code));
    let arrival = arrival.parse(services.env.now(), &services.plan.zone);
    let arrival = arrival.map_err(|wrong| errors.0.extend(wrong.0));
    match (found, arrival) {
        (Ok(reference), Ok(arrival)) => Ok((reference, arrival)),
        _ => Err(JoinError::Form(errors)),
    }
}

/// The request, for somebody who joins documents to it.
///
/// # Errors
/// [`JoinError::NotFound`], or the database's refusal.
pub async fn joining(services: &Services, caller: &Caller, reference: &Reference) -> Result<Joining, JoinError> {
    let conn = services.db.read();
    let found = row(services, reference).await?.filter(|_| joins(caller));
    let id = CaseId::new(found.ok_or(JoinError::NotFound)?.id);
    let summary = summary::one(conn, services, caller, &id).await?;
    let documents = files::joined(conn, &id).await?;
    let entry = AuditEntry::by(caller, "prior_auth.read").on("prior_auth", reference);
    services.db.record(entry).await?;
    Ok(Joining {
        summary: summary.ok_or(JoinError::NotFound)?,
        documents,
    })
}

fn read(reference: &str) -> Result<Reference, FieldCode> {
    if reference.trim().is_empty() {
        return Err(FieldCode::Required);
    }
    Reference::parse(reference).map_err(|error| match error {
        ReferenceError::Format => FieldCode::ReferenceFormat,
        ReferenceError::Check => FieldCode::ReferenceCheck,
    })
}

/// The reference, if a request has it that still takes documents.
async fn open(services: &Services, reference: Reference) -> Result<Result<Reference, FieldCode>, DbError> {
    Ok(match row(services, &reference).await? {
        None => Err(FieldCode::ReferenceUnknown),
        Some(row) if !files::is_undecided(&row) => Err(FieldCode::RequestClosed),
        Some(_) => Ok(reference),
    })
}

async fn row(services: &Services, reference: &Reference) -> Result<Option<prior_auth::Model>, DbError> {
    let found = prior_auth::Entity::find()
        .filter(prior_auth::Column::Reference.eq(reference.as_str()))
        .one(services.db.read())
        .await?;
    Ok(found)
}
