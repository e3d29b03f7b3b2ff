//! Proofs that were kept: one by its reference, and the latest of a practice.

use chrono::NaiveDate;
use domain::codes::{PlaceOfService, ProcedureCode};
use domain::coverage::LineOfBusiness;
use domain::id::PracticeId;
use domain::prior_auth::{CoverageRule, Inquiry, ProofReference};
use domain::time::{self, Timestamp};
use entity::prior_auth_proof::{Column, Entity, Model, Relation};
use entity::{account, practice};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    RelationTrait as _, Select,
};

use super::ProofError;
use crate::db::DbError;
use crate::{Caller, Services};

/// So many of the latest proofs are shown.
const LATEST: u64 = 10;

/// A proof that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What people call it.
    pub reference: ProofReference,
    /// What was asked.
    pub inquiry: Inquiry,
    /// The words for the code at that time.
    pub wording: String,
    /// Which state of the rules and code sets it rests on.
    pub rules_version: String,
    /// The rule that lists the code all the same, but not there or not on that day.
    pub listed: Option<CoverageRule>,
    /// Who asked.
    pub asked_by: String,
    /// For which practice.
    pub practice: String,
    /// When.
    pub at: Timestamp,
}

/// A row with the names that belong to it.
#[derive(FromQueryResult)]
struct Named {
    #[sea_orm(nested)]
    row: Model,
    asked_by_name: String,
    practice_name: String,
}

/// The proof with this reference.
///
/// # Errors
/// [`ProofError::NotFound`] for a missing one and for another practice's alike.
pub async fn proof(services: &Services, caller: &Caller, reference: &ProofReference) -> Result<Proof, ProofError> {
    let practice = caller.actor.practice.as_ref().ok_or(ProofError::NotFound)?;
    let found = of(practice)
        .filter(Column::Reference.eq(reference.as_str()))
        .into_model::<Named>()
        .one(services.db.read())
        .await?;
    Ok(read(services, found.ok_or(ProofError::NotFound)?)?)
}

/// The latest proofs of the caller's practice, the latest first.
///
/// # Errors
/// The database could not be read, or holds a value that is none.
pub async fn proofs(services: &Services, caller: &Caller) -> Result<Vec<Proof>, DbError> {
    let Some(practice) = &caller.actor.practice else {
        return Ok(Vec::new());
    };
    let rows = of(practice)
        .order_by_desc(Column::AskedAt)
        .order_by_desc(Column::Id)
        .limit(LATEST)
        .into_model::<Named>()
        .all(services.db.read())
        .await?;
    rows.into_iter().map(|row| read(services, row)).collect()
}

fn of(practice: &PracticeId) -> Select<Entity> {
    Entity::find()
        .join(JoinType::InnerJoin, Relation::Account.def())
        .join(JoinType::InnerJoin, Relation::Practice.def())
        .column_as(account::Column::DisplayName, "asked_by_name")
        .column_as(practice::Column::Name, "practice_name")
        .filter(Column::PracticeId.eq(practice.as_str()))
}

fn read(services: &Services, named: Named) -> Result<Proof, DbError> {
    let row = named.row;
    let wrong = |column, problem| DbError::value("prior_auth_proof", column, &row.id, problem);
    let rule = row.rule_id.as_deref().and_then(|id| services.catalog.rules.rule(id));
    let service_date: Result<NaiveDate, _> = row.service_date.parse();
    Ok(Proof {
        reference: ProofReference::parse(&row.reference).map_err(|_| wrong("reference", "the reference of a proof"))?,
        inquiry: Inquiry {
            procedure: ProcedureCode::parse(&row.code).map_err(|_| wrong("code", "a procedure code"))?,
            line_of_business: LineOfBusiness::parse(&row.line_of_business)
                .ok_or_else(|| wrong("line_of_business", "a line of business"))?,
            place_of_service: PlaceOfService::parse(&row.place_of_service)
                .map_err(|_| wrong("place_of_service", "a place of service"))?,
            service_date: service_date.map_err(|_| wrong("service_date", "an ISO date"))?,
        },
        listed: rule.cloned(),
        asked_by: named.asked_by_name,
        practice: named.practice_name,
        at: time::from_millis(row.asked_at).ok_or_else(|| wrong("asked_at", "an instant"))?,
        wording: row.wording.clone(),
        rules_version: row.rules_version.clone(),
    })
}
