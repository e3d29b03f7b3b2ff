//! A clinician attests a draft, or is asked to.

use domain::access::Permission;
use domain::form::{FieldCode, FormErrors};
use domain::id::{AccountId, DraftId};
use domain::prior_auth::{DraftInput, Statement};
use domain::time::to_millis;
use entity::prior_auth_attestation;
use entity::prior_auth_draft::{self, Column, Entity};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::attestation::{SeenDraft, clinicians, content_hash, documents_hash};
use super::{DraftError, check, own, reference_of, stored, unfinished};
use crate::audit::AuditEntry;
use crate::db::Write;
use crate::files;
use crate::prior_auth::submit::{SubmitError, Submitted, submit};
use crate::{Caller, Services};

/// The caller attests the draft as it was `seen`, with its documents: then it waits for nobody any more.
///
/// # Errors
/// [`DraftError::Form`] where something in it is missing, [`DraftError::Changed`] where somebody has saved it since, or where its
/// documents are others than those that were seen, [`DraftError::NotFound`] also for whoever may not attest.
pub async fn attest(services: &Services, caller: &Caller, id: &DraftId, seen: SeenDraft) -> Result<(), DraftError> {
    let row = open(services, caller, id, Permission::AttestPriorAuth).await?;
    if row.version != seen.version {
        return Err(DraftError::Changed);
    }
    let input = &complete(services, &row).await?;
    services
        .db
        .write(async |w| {
            if !waits_for(w, &row, None).await? {
                return Err(DraftError::Changed);
            }
            let hash = seen_hash(w, id, input, &seen).await?;
            let row = prior_auth_attestation::ActiveModel {
                id: Set(w.new_id()),
                draft_id: Set(id.as_str().to_owned()),
                account_id: Set(caller.actor.account.as_str().to_owned()),
                statement: Set(Statement::CURRENT.code().to_owned()),
                content_hash: Set(hash),
                at: Set(to_millis(w.now())),
            };
            prior_auth_attestation::Entity::insert(row)
                .exec_without_returning(w.conn())
                .await?;
            w.audit(AuditEntry::by(caller, "prior_auth.attest").on("prior_auth_draft", id))
                .await?;
            Ok(())
        })
        .await
}

/// What is attested, if the documents are those that were seen.
async fn seen_hash(w: &Write, id: &DraftId, input: &DraftInput, seen: &SeenDraft) -> Result<String, DraftError> {
    let documents = files::received_with(w.conn(), id).await?;
    if seen.documents != documents_hash(&documents)? {
        return Err(DraftError::Changed);
    }
    Ok(content_hash(input, &documents)?)
}

/// Attests the draft and submits it.
///
/// # Errors
/// Those of [`attest`] and of [`submit`].
pub async fn attest_and_submit(
    services: &Services,
    caller: &Caller,
    id: &DraftId,
    seen: SeenDraft,
) -> Result<Submitted, SubmitError> {
    let version = seen.version;
    match attest(services, caller, id, seen).await {
        // A draft that was submitted before answers with its case.
        Ok(()) | Err(DraftError::Submitted { .. }) => submit(services, caller, id, version).await,
        Err(DraftError::Form(errors)) => Err(SubmitError::Form(errors)),
        Err(DraftError::Changed) => Err(SubmitError::Changed),
        Err(DraftError::NotFound | DraftError::NotOwner) => Err(SubmitError::NotFound),
        Err(DraftError::Failed(error)) => Err(error.into()),
    }
}

/// Asks a clinician of the practice to attest the draft: it appears among what waits for the clinician.
///
/// # Errors
/// [`DraftError::Form`] where something is missing, or the person is no clinician of the practice.
pub async fn ask_attestation(
    services: &Services,
    caller: &Caller,
    id: &DraftId,
    clinician: &AccountId,
) -> Result<(), DraftError> {
    let row = open(services, caller, id, Permission::WritePriorAuth).await?;
    let Some(practice) = &caller.actor.practice else {
        return Err(DraftError::NotFound);
    };
    let known = clinicians(services.db.read(), practice).await?;
    if !known.iter().any(|person| person.id == *clinician) {
        return Err(DraftError::Form(FormErrors::one("clinician", FieldCode::Required)));
    }
    complete(services, &row).await?;
    services
        .db
        .write(async |w| {
            if !waits_for(w, &row, Some((clinician, &caller.actor.account))).await? {
                return Err(DraftError::Changed);
            }
            let entry = AuditEntry::by(caller, "prior_auth.ask_attestation").on("prior_auth_draft", id);
            w.audit(entry.detail(serde_json::json!({ "of": clinician }))).await?;
            Ok(())
        })
        .await
}

/// The row of an open draft, for somebody with the permission.
async fn open(
    services: &Services,
    caller: &Caller,
    id: &DraftId,
    permission: Permission,
) -> Result<prior_auth_draft::Model, DraftError> {
    let own = own(services.db.read(), caller, id).await?;
    let row = own
        .filter(|_| caller.actor.can(permission))
        .ok_or(DraftError::NotFound)?;
    if let Some(case) = &row.submitted_case_id {
        let reference = reference_of(services.db.read(), case).await?;
        return Err(DraftError::Submitted { reference });
    }
    Ok(row)
}

/// What was typed into a draft in which nothing is missing.
async fn complete(services: &Services, row: &prior_auth_draft::Model) -> Result<DraftInput, DraftError> {
    let (input, marks) = stored::read(row)?;
    let checked = check(services, (&input, &marks)).await?;
    if !checked.problems.is_empty() {
        return Err(DraftError::Form(unfinished(
            checked.problems.iter().map(|problem| problem.step),
        )));
    }
    Ok(input)
}

/// Sets whom an open draft waits for, and who asked; with nobody, whoever asked stays known. False when somebody was faster.
async fn waits_for(
    w: &Write,
    row: &prior_auth_draft::Model,
    asked: Option<(&AccountId, &AccountId)>,
) -> Result<bool, DraftError> {
    let of = asked.map(|(of, _)| of.as_str().to_owned());
    let by = asked.map_or_else(|| row.attestation_by.clone(), |(_, by)| Some(by.as_str().to_owned()));
    let done = Entity::update_many()
        .col_expr(Column::AttestationOf, Expr::val(of))
        .col_expr(Column::AttestationBy, Expr::val(by))
        .col_expr(Column::AttestationAskedAt, Expr::val(asked.map(|_| to_millis(w.now()))))
        .filter(Column::Id.eq(&row.id))
        .filter(Column::Version.eq(row.version))
        .filter(Column::SubmittedCaseId.is_null())
        .exec(w.conn())
        .await?;
    Ok(done.rows_affected == 1)
}
