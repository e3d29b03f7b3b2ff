//! A request that is still being written: any of its steps may be typed, right or wrong, by anybody of the practice who
//! may write requests, on several devices at once. What was saved last of a step counts, whole; other steps stay.

mod attempt;
mod attest;
mod attestation;
mod check;
mod copy_case;
mod create_draft;
mod delete_draft;
mod drafts;
mod due_if_sent;
mod duplicates;
mod find_member;
mod known_members;
mod known_providers;
mod marks;
mod save_step;
mod stored;

use domain::form::FormErrors;
use domain::id::{AccountId, DraftId};
use domain::prior_auth::{DraftInput, Step};
use domain::reference::Reference;
use domain::time::{self, Timestamp};
use entity::{account, prior_auth, prior_auth_draft};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use crate::audit::AuditEntry;
use crate::catalog::KnownCodes;
use crate::db::DbError;
use crate::files;
use crate::{Caller, Services};

pub use attest::{ask_attestation, attest, attest_and_submit};
pub use attestation::{Attestation, Person, SeenDraft};
pub(super) use attestation::{given, is_needed};
pub use check::{Checked, FoundMember, Gap};
pub(super) use check::{Ready, check};
pub use copy_case::copy_case;
pub use create_draft::create_draft;
pub use delete_draft::delete_draft;
pub(super) use drafts::for_me;
pub(crate) use drafts::read_drafts;
pub use drafts::{DraftSummary, Waiting, drafts, drafts_for_me};
pub use due_if_sent::due_if_sent_now;
pub(super) use duplicates::asked_already;
pub use duplicates::{Duplicate, duplicates};
pub(super) use find_member::ask_for_intake;
pub use find_member::{FindMemberError, find_member, use_member};
pub use known_members::{KnownMember, known_members};
pub use known_providers::{KnownProvider, known_providers, names};
pub(super) use marks::Marks;
pub use save_step::{SavedStep, StepSave, Then, save_step};
pub(super) use stored::{close, read as stored, refusal};

/// A draft as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The draft.
    pub id: DraftId,
    /// Exactly what was typed.
    pub input: DraftInput,
    /// Counts saves.
    pub version: i64,
    /// When it was last saved.
    pub updated_at: Timestamp,
    /// Who saved it last; `None` for the caller, and for nobody yet.
    pub saved_by: Option<String>,
    /// Whether the caller began it: then the caller may delete it.
    pub is_own: bool,
    /// The case it became.
    pub submitted_as: Option<Reference>,
    /// The case it was copied from.
    pub copied_from: Option<Reference>,
    /// What stands for its documents: names and contents. Whoever attests the draft names it.
    pub documents: String,
    /// Whether a clinician's word is needed, asked for, given.
    pub attestation: Attestation,
    /// The clinicians of the practice: whom one may ask.
    pub clinicians: Vec<Person>,
    /// Those of its procedure codes that are known.
    pub known: KnownCodes,
}

/// Why a draft cannot be read, saved or deleted.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// There is no such draft, or it is another practice's.
    #[error("no such draft")]
    NotFound,
    /// It was submitted: what is typed now would change nothing.
    #[error("the draft was submitted as {reference}")]
    Submitted {
        /// The case it became.
        reference: Reference,
    },
    /// Only who began it may do that.
    #[error("the draft is a colleague's")]
    NotOwner,
    /// Somebody has saved a step since the person saw the draft.
    #[error("the draft has changed meanwhile")]
    Changed,
    /// Something is missing or wrong.
    #[error("{} fields are missing or wrong", .0.0.len())]
    Form(FormErrors),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for DraftError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// The draft with what was typed, and what the plan knows about it; the reading is put on record.
///
/// # Errors
/// [`DraftError::NotFound`], or the database's refusal.
pub async fn draft(services: &Services, caller: &Caller, id: &DraftId) -> Result<(Draft, Checked), DraftError> {
    let conn = services.db.read();
    let row = own(conn, caller, id).await?.ok_or(DraftError::NotFound)?;
    let wrong = |column, problem| DbError::value("prior_auth_draft", column, &row.id, problem);
    let submitted_as = match &row.submitted_case_id {
        Some(case) => Some(reference_of(conn, case).await?),
        None => None,
    };
    let copied_from = match &row.copied_from {
        Some(case) => Some(reference_of(conn, case).await?),
        None => None,
    };
    let (input, marks) = stored::read(&row)?;
    let saved_by = match marks.latest().map(|mark| mark.who_and_when().0) {
        Some(who) if who != caller.actor.account => name_of(conn, &who).await?,
        _ => None,
    };
    let mut checked = check(services, (&input, &marks)).await?;
    let documents = files::received_with(conn, id).await?;
    checked.around.documents = documents.len();
    let attestation = attestation::state(services, &row, &input, checked.ready.as_ref()).await?;
    let clinicians = match (&caller.actor.practice, &attestation) {
        (None, _) | (_, Attestation::NotNeeded) => Vec::new(),
        (Some(practice), _) => attestation::clinicians(conn, practice).await?,
    };
    let codes = input.service.lines.iter().map(|line| line.procedure_code.as_str());
    let draft = Draft {
        known: KnownCodes::among(services, conn, codes).await?,
        id: id.clone(),
        input,
        version: row.version,
        updated_at: time::from_millis(row.updated_at).ok_or_else(|| wrong("updated_at", "an instant"))?,
        saved_by,
        is_own: row.created_by == caller.actor.account.as_str(),
        submitted_as,
        copied_from,
        documents: attestation::documents_hash(&documents)?,
        attestation,
        clinicians,
    };
    services
        .db
        .record(AuditEntry::by(caller, "prior_auth.read_draft").on("prior_auth_draft", id))
        .await?;
    Ok((draft, checked))
}

/// The row of a draft of the caller's practice.
pub(super) async fn own(
    conn: &impl ConnectionTrait,
    caller: &Caller,
    id: &DraftId,
) -> Result<Option<prior_auth_draft::Model>, DbError> {
    let Some(practice) = &caller.actor.practice else {
        return Ok(None);
    };
    let found = prior_auth_draft::Entity::find_by_id(id.as_str())
        .filter(prior_auth_draft::Column::PracticeId.eq(practice.as_str()))
        .one(conn)
        .await?;
    Ok(found)
}

/// The reference of a case.
pub(super) async fn reference_of(conn: &impl ConnectionTrait, case: &str) -> Result<Reference, DbError> {
    let wrong = || DbError::value("prior_auth_draft", "submitted_case_id", case, "a case with a reference");
    let found: Option<String> = prior_auth::Entity::find_by_id(case)
        .select_only()
        .column(prior_auth::Column::Reference)
        .into_tuple()
        .one(conn)
        .await?;
    found.and_then(|text| Reference::parse(&text).ok()).ok_or_else(wrong)
}

/// The name of a person.
async fn name_of(conn: &impl ConnectionTrait, id: &AccountId) -> Result<Option<String>, DbError> {
    let name = account::Entity::find_by_id(id.as_str())
        .select_only()
        .column(account::Column::DisplayName)
        .into_tuple()
        .one(conn)
        .await?;
    Ok(name)
}

/// The field names of steps in errors about whole steps.
pub(super) fn unfinished(steps: impl Iterator<Item = Step>) -> FormErrors {
    let mut errors = FormErrors::default();
    for step in steps {
        if errors.for_field(step.code()).is_none() {
            errors.push(step.code(), domain::form::FieldCode::Unfinished);
        }
    }
    errors
}
