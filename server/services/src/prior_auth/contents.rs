//! What a case consists of beside its row: service lines, diagnoses, events.

use chrono::NaiveDate;
use domain::id::CaseId;
use domain::prior_auth::ruling::Extent;
use domain::prior_auth::{LineDecision, Unit};
use entity::{account, prior_auth_diagnosis, prior_auth_event, prior_auth_line};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    RelationTrait as _,
};

use super::event::Event;
use crate::Services;
use crate::catalog::KnownCodes;
use crate::db::DbError;

/// One service asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From 1.
    pub position: i32,
    /// HCPCS or CPT.
    pub code: String,
    /// Words for it; `None` for a code that is not known.
    pub service: Option<String>,
    /// Two letters or digits each.
    pub modifiers: Vec<String>,
    /// How many.
    pub quantity: u32,
    /// Of what.
    pub unit: Unit,
    /// First day of service.
    pub from: NaiveDate,
    /// Last day of service.
    pub to: NaiveDate,
    /// The id of the coverage rule that asks for authorization.
    pub rule_id: Option<String>,
    /// Its title.
    pub rule: Option<String>,
    /// What was decided about it.
    pub decision: Option<LineDecision>,
    /// What is authorized of it, where that is something else than was requested.
    pub authorized: Option<Extent>,
    /// Where that rule comes from.
    pub source: Option<String>,
}

/// The service lines, in order.
pub(super) async fn lines(services: &Services, case: &CaseId) -> Result<Vec<Line>, DbError> {
    let rows = prior_auth_line::Entity::find()
        .filter(prior_auth_line::Column::PriorAuthId.eq(case.as_str()))
        .order_by_asc(prior_auth_line::Column::Position)
        .all(services.db.read())
        .await?;
    let codes = rows.iter().map(|row| row.code.as_str());
    let known = KnownCodes::among(services, services.db.read(), codes).await?;
    rows.into_iter().map(|row| line(services, &known, row)).collect()
}

fn line(services: &Services, known: &KnownCodes, row: prior_auth_line::Model) -> Result<Line, DbError> {
    let wrong = |column, problem| DbError::value("prior_auth_line", column, &row.id, problem);
    let day = |column, text: &str| text.parse().map_err(|_| wrong(column, "an ISO date"));
    let rule = row.rule_id.as_deref().and_then(|id| services.catalog.rules.rule(id));
    let decision = |code: &String| LineDecision::parse(code).ok_or_else(|| wrong("decision", "a decision"));
    Ok(Line {
        position: row.position,
        service: known.words(&row.code).map(str::to_owned),
        modifiers: row.modifiers.split_whitespace().map(str::to_owned).collect(),
        quantity: u32::try_from(row.quantity).map_err(|_| wrong("quantity", "a quantity"))?,
        unit: Unit::parse(&row.unit).ok_or_else(|| wrong("unit", "a unit"))?,
        from: day("from_date", &row.from_date)?,
        to: day("to_date", &row.to_date)?,
        rule: rule.map(|rule| rule.title.clone()),
        decision: row.decision.as_ref().map(decision).transpose()?,
        authorized: authorized(&row)?,
        source: rule.map(|rule| rule.source.clone()),
        rule_id: row.rule_id,
        code: row.code,
    })
}

/// All three columns are filled, or none.
fn authorized(row: &prior_auth_line::Model) -> Result<Option<Extent>, DbError> {
    let wrong = |column, problem| DbError::value("prior_auth_line", column, &row.id, problem);
    let day = |column, text: &str| text.parse().map_err(|_| wrong(column, "an ISO date"));
    let (Some(quantity), Some(from), Some(to)) = (
        row.authorized_quantity,
        row.authorized_from.as_deref(),
        row.authorized_to.as_deref(),
    ) else {
        return Ok(None);
    };
    Ok(Some(Extent {
        quantity: u32::try_from(quantity).map_err(|_| wrong("authorized_quantity", "a quantity"))?,
        from: day("authorized_from", from)?,
        to: day("authorized_to", to)?,
    }))
}

/// The diagnoses, the principal one first.
pub(super) async fn diagnoses(services: &Services, case: &CaseId) -> Result<Vec<String>, DbError> {
    let codes = prior_auth_diagnosis::Entity::find()
        .select_only()
        .column(prior_auth_diagnosis::Column::Code)
        .filter(prior_auth_diagnosis::Column::PriorAuthId.eq(case.as_str()))
        .order_by_asc(prior_auth_diagnosis::Column::Position)
        .into_tuple()
        .all(services.db.read())
        .await?;
    Ok(codes)
}

/// An event and who caused it.
#[derive(FromQueryResult)]
struct EventRow {
    #[sea_orm(nested)]
    event: prior_auth_event::Model,
    who: Option<String>,
}

/// The events with the display names of those who acted, the oldest first.
pub(super) async fn events(services: &Services, case: &CaseId) -> Result<Vec<(Event, Option<String>)>, DbError> {
    let rows = prior_auth_event::Entity::find()
        .join(JoinType::LeftJoin, prior_auth_event::Relation::Account.def())
        .column_as(account::Column::DisplayName, "who")
        .filter(prior_auth_event::Column::PriorAuthId.eq(case.as_str()))
        .order_by_asc(prior_auth_event::Column::Sequence)
        .into_model::<EventRow>()
        .all(services.db.read())
        .await?;
    rows.into_iter()
        .map(|row| Ok((Event::from_row(row.event)?, row.who)))
        .collect()
}
