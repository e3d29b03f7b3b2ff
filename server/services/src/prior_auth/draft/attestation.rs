//! Whether a draft needs a clinician's word, and whether it has it.
//!
//! What was attested is kept as a hash of everything that was typed and of the documents beside it: when something is changed,
//! added or removed afterwards, the hash no longer fits and the attestation no longer counts. The rows themselves are never
//! changed.

use domain::access::Role;
use domain::id::{AccountId, DraftId, PracticeId};
use domain::prior_auth::{DraftInput, Requirement};
use domain::time::{self, Timestamp};
use entity::{account, prior_auth_attestation, prior_auth_draft, role_grant};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    RelationTrait as _,
};
use sha2::{Digest as _, Sha256};

use super::check::Ready;
use super::name_of;
use crate::Services;
use crate::db::DbError;
use crate::files;

/// Where the attestation of a draft stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Attestation {
    /// No rule asks for one, as far as is known.
    #[default]
    NotNeeded,
    /// A rule asks for one, and nobody was asked.
    Needed,
    /// A clinician was asked and has not answered yet.
    Asked {
        /// Whom.
        of: Person,
        /// Who asked.
        by: Person,
        /// When.
        at: Timestamp,
    },
    /// A clinician has attested the draft as it is now.
    Given {
        /// Who.
        by: Person,
        /// When.
        at: Timestamp,
    },
}

/// Somebody, with the name that others see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The account.
    pub id: AccountId,
    /// The display name.
    pub name: String,
}

/// Whether the rule of any service asks for a clinician's attestation. Whether other codes are known does not matter for that.
pub(in super::super) fn is_needed(services: &Services, ready: &Ready) -> bool {
    let place = &ready.submission.providers.place_of_service;
    let catalog = &services.catalog;
    ready.submission.service.lines().any(|line| {
        let requirement = catalog.requirement(&line.procedure, ready.line_of_business, place, line.from);
        matches!(requirement, Requirement::Required(rule) if rule.attestation)
    })
}

/// What a clinician has in front of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenDraft {
    /// The version of what was typed.
    pub version: i64,
    /// [`Draft::documents`](super::Draft::documents) as it was shown. Nothing stands for no documents: even those that a draft lacks
    /// have to be named.
    pub documents: String,
}

/// What stands for everything that was typed, and for the documents. Going on from the documents without any is no answer.
pub(super) fn content_hash(input: &DraftInput, documents: &Documents) -> Result<String, DbError> {
    let typed = DraftInput {
        documents_seen: false,
        ..input.clone()
    };
    hash_of(&(typed, documents))
}

/// Name and SHA-256 of each document.
pub(super) type Documents = Vec<(String, Option<String>)>;

/// What stands for the documents alone.
pub(super) fn documents_hash(documents: &Documents) -> Result<String, DbError> {
    hash_of(documents)
}

fn hash_of(value: &impl serde::Serialize) -> Result<String, DbError> {
    let text = serde_json::to_vec(value)
        .map_err(|_| DbError::value("prior_auth_attestation", "content_hash", "new", "values of the form"))?;
    Ok(Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Who attested the draft as it is now, and when; the last one, where several did.
pub(in super::super) async fn given(
    conn: &impl ConnectionTrait,
    id: &DraftId,
    input: &DraftInput,
) -> Result<Option<(Person, Timestamp)>, DbError> {
    use prior_auth_attestation::Column;
    let documents = files::received_with(conn, id).await?;
    let found = prior_auth_attestation::Entity::find()
        .filter(Column::DraftId.eq(id.as_str()))
        .filter(Column::ContentHash.eq(content_hash(input, &documents)?))
        .order_by_desc(Column::At)
        .one(conn)
        .await?;
    let Some(row) = found else { return Ok(None) };
    let wrong = || DbError::value("prior_auth_attestation", "at", &row.id, "an instant");
    let at = time::from_millis(row.at).ok_or_else(wrong)?;
    Ok(Some((person(conn, &row.account_id).await?, at)))
}

/// Where the attestation stands.
pub(super) async fn state(
    services: &Services,
    row: &prior_auth_draft::Model,
    input: &DraftInput,
    ready: Option<&Ready>,
) -> Result<Attestation, DbError> {
    let conn = services.db.read();
    if !ready.is_some_and(|ready| is_needed(services, ready)) {
        return Ok(Attestation::NotNeeded);
    }
    if let Some((by, at)) = given(conn, &DraftId::new(&row.id), input).await? {
        return Ok(Attestation::Given { by, at });
    }
    let (Some(of), Some(by), Some(at)) = (&row.attestation_of, &row.attestation_by, row.attestation_asked_at) else {
        return Ok(Attestation::Needed);
    };
    let wrong = || DbError::value("prior_auth_draft", "attestation_asked_at", &row.id, "an instant");
    Ok(Attestation::Asked {
        of: person(conn, of).await?,
        by: person(conn, by).await?,
        at: time::from_millis(at).ok_or_else(wrong)?,
    })
}

async fn person(conn: &impl ConnectionTrait, id: &str) -> Result<Person, DbError> {
    let id = AccountId::new(id);
    let name = name_of(conn, &id).await?.unwrap_or_default();
    Ok(Person { id, name })
}

/// The clinicians of a practice who may sign in, by name.
///
/// # Errors
/// The database could not be read.
pub(super) async fn clinicians(conn: &impl ConnectionTrait, practice: &PracticeId) -> Result<Vec<Person>, DbError> {
    let rows: Vec<(String, String)> = role_grant::Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, role_grant::Relation::Account.def())
        .column(account::Column::Id)
        .column(account::Column::DisplayName)
        .filter(role_grant::Column::PracticeId.eq(practice.as_str()))
        .filter(role_grant::Column::Role.eq(Role::Clinician.code()))
        .filter(account::Column::DisabledAt.is_null())
        .order_by_asc(account::Column::DisplayName)
        .order_by_asc(account::Column::Id)
        .into_tuple()
        .all(conn)
        .await?;
    let person = |(id, name): (String, String)| Person {
        id: AccountId::new(id),
        name,
    };
    Ok(rows.into_iter().map(person).collect())
}
