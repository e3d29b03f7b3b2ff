//! Keeps the answer that nothing is required, for good.

use domain::access::Permission;
use domain::id::PracticeId;
use domain::prior_auth::{InquiryInput, ProofReference, Requirement};
use domain::time::to_millis;
use entity::prior_auth_proof::{ActiveModel, Column, Entity};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::super::act::DRAWS;
use super::super::request_key::is_request_key;
use super::{Answer, ProofError, inquire};
use crate::audit::AuditEntry;
use crate::db::{DbError, Write};
use crate::{Caller, Services, catalog};

/// Asks again, and keeps a proof that the service needs no authorization. `key` is the name of the page that asks: sent
/// again, it gets the proof that is there.
///
/// # Errors
/// [`ProofError::NotSo`] where the rules say something else, or nothing.
pub async fn keep_proof(
    services: &Services,
    caller: &Caller,
    input: &InquiryInput,
    key: &str,
) -> Result<ProofReference, ProofError> {
    let actor = &caller.actor;
    let practice = actor
        .practice
        .as_ref()
        .filter(|_| actor.can(Permission::WritePriorAuth));
    let practice = practice.ok_or(ProofError::NotFound)?;
    if !is_request_key(key) {
        return Err(ProofError::Key);
    }
    let answer = inquire(services, input).await?;
    if answer.requirement != Requirement::NotRequired {
        return Err(ProofError::NotSo);
    }
    let rules_version = catalog::version(services).await?;
    let mut draws = 1;
    loop {
        let new = New {
            caller,
            practice,
            key,
            answer: &answer,
            rules_version: &rules_version,
            reference: ProofReference::from_entropy(services.env.random_u64()),
        };
        match services.db.write(async |w| new.store(w).await).await {
            // The key is looked at by the database, so only the reference can exist already: draw another.
            Err(ProofError::Failed(error)) if error.is_unique_violation() && draws < DRAWS => draws += 1,
            settled => return settled,
        }
    }
}

/// A proof that is about to be kept.
struct New<'a> {
    caller: &'a Caller,
    practice: &'a PracticeId,
    key: &'a str,
    answer: &'a Answer<'a>,
    rules_version: &'a str,
    reference: ProofReference,
}

impl New<'_> {
    async fn store(&self, w: &Write) -> Result<ProofReference, ProofError> {
        let same = OnConflict::columns([Column::PracticeId, Column::AskedBy, Column::RequestKey])
            .do_nothing()
            .to_owned();
        let made = Entity::insert(self.row(w))
            .on_conflict(same)
            .exec_without_returning(w.conn())
            .await?;
        if made == 0 {
            return self.existing(w).await;
        }
        let entry = AuditEntry::by(self.caller, "prior_auth.keep_proof").on("prior_auth_proof", &self.reference);
        w.audit(entry).await?;
        Ok(self.reference.clone())
    }

    /// The proof that the same page has made before.
    async fn existing(&self, w: &Write) -> Result<ProofReference, ProofError> {
        let found: Option<String> = Entity::find()
            .select_only()
            .column(Column::Reference)
            .filter(Column::PracticeId.eq(self.practice.as_str()))
            .filter(Column::AskedBy.eq(self.caller.actor.account.as_str()))
            .filter(Column::RequestKey.eq(self.key))
            .into_tuple()
            .one(w.conn())
            .await?;
        let reference = found.and_then(|text| ProofReference::parse(&text).ok());
        let wrong = || DbError::value("prior_auth_proof", "reference", self.key, "the reference of a proof");
        Ok(reference.ok_or_else(wrong)?)
    }

    fn row(&self, w: &Write) -> ActiveModel {
        let Answer {
            inquiry,
            wording,
            listed,
            ..
        } = self.answer;
        ActiveModel {
            id: Set(w.new_id()),
            reference: Set(self.reference.as_str().to_owned()),
            practice_id: Set(self.practice.as_str().to_owned()),
            asked_by: Set(self.caller.actor.account.as_str().to_owned()),
            request_key: Set(self.key.to_owned()),
            code: Set(inquiry.procedure.as_str().to_owned()),
            wording: Set(wording.clone().unwrap_or_default()),
            line_of_business: Set(inquiry.line_of_business.code().to_owned()),
            place_of_service: Set(inquiry.place_of_service.as_str().to_owned()),
            service_date: Set(inquiry.service_date.to_string()),
            rules_version: Set(self.rules_version.to_owned()),
            rule_id: Set(listed.map(|rule| rule.id.clone())),
            asked_at: Set(to_millis(w.now())),
        }
    }
}
