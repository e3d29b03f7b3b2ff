//! Requests that ask for the same: whoever sends one twice waits twice, and the plan reads it twice.

use chrono::NaiveDate;
use domain::id::PracticeId;
use domain::prior_auth::{ServiceLine, Status};
use domain::reference::Reference;
use domain::time::periods_overlap;
use entity::{prior_auth, prior_auth_line};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    RelationTrait as _,
};

use super::Checked;
use super::check::Ready;
use crate::db::DbError;
use crate::{Caller, Services};

/// So many requests for the same member and services are looked at, the latest first.
const LIMIT: u64 = 50;

/// A request of the same practice for the same member, with a service of the same code and provider on some of the same days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// What people call it.
    pub reference: Reference,
    /// Open, or approved.
    pub status: Status,
    /// The code that both ask for.
    pub code: String,
    /// First day of that service there.
    pub from: NaiveDate,
    /// Last day of that service there.
    pub to: NaiveDate,
}

/// The codes of open and of authorized requests: a second one of these is one too many.
fn standing() -> impl Iterator<Item = &'static str> {
    let statuses = Status::ALL
        .iter()
        .filter(|status| status.is_open() || status.is_authorized());
    statuses.map(|status| status.code())
}

/// Reference, status, code, first and last day.
type Row = (String, String, String, String, String);

/// What the practice has asked for already of what this draft asks for; each request once, the latest first. Another practice's requests are
/// nobody's business here.
///
/// # Errors
/// The database could not be read, or holds a value that is none.
pub async fn duplicates(services: &Services, caller: &Caller, checked: &Checked) -> Result<Vec<Duplicate>, DbError> {
    match (&caller.actor.practice, &checked.ready) {
        (Some(practice), Some(ready)) => asked_already(services, practice, ready).await,
        _ => Ok(Vec::new()),
    }
}

/// The same of what a practice asks for on another way.
pub(in super::super) async fn asked_already(
    services: &Services,
    practice: &PracticeId,
    ready: &Ready,
) -> Result<Vec<Duplicate>, DbError> {
    let asked: Vec<&ServiceLine> = ready.submission.service.lines().collect();
    let rows: Vec<Row> = prior_auth_line::Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, prior_auth_line::Relation::PriorAuth.def())
        .column(prior_auth::Column::Reference)
        .column(prior_auth::Column::Status)
        .column(prior_auth_line::Column::Code)
        .column(prior_auth_line::Column::FromDate)
        .column(prior_auth_line::Column::ToDate)
        .filter(prior_auth::Column::MemberId.eq(ready.member.id.as_str()))
        .filter(prior_auth::Column::PracticeId.eq(practice.as_str()))
        .filter(prior_auth::Column::RenderingNpi.eq(ready.submission.providers.rendering.as_str()))
        .filter(prior_auth::Column::Status.is_in(standing()))
        .filter(prior_auth_line::Column::Code.is_in(asked.iter().map(|line| line.procedure.as_str())))
        .order_by_desc(prior_auth::Column::CreatedAt)
        .order_by_asc(prior_auth_line::Column::Position)
        .limit(LIMIT)
        .into_tuple()
        .all(services.db.read())
        .await?;
    let mut found: Vec<Duplicate> = Vec::new();
    for row in rows {
        let duplicate = value(row)?;
        let is_new = found.iter().all(|other| other.reference != duplicate.reference);
        if is_new && asked.iter().any(|line| is_same(line, &duplicate)) {
            found.push(duplicate);
        }
    }
    Ok(found)
}

fn is_same(line: &ServiceLine, other: &Duplicate) -> bool {
    let days = (line.from, Some(line.to));
    line.procedure.as_str() == other.code && periods_overlap(days, (other.from, Some(other.to)))
}

fn value((reference, status, code, from, to): Row) -> Result<Duplicate, DbError> {
    let wrong = |table, column, problem| DbError::value(table, column, &reference, problem);
    let day = |column, text: &str| {
        text.parse()
            .map_err(|_| wrong("prior_auth_line", column, "an ISO date"))
    };
    Ok(Duplicate {
        status: Status::parse(&status).ok_or_else(|| wrong("prior_auth", "status", "a known status"))?,
        from: day("from_date", &from)?,
        to: day("to_date", &to)?,
        code,
        reference: Reference::parse(&reference).map_err(|_| wrong("prior_auth", "reference", "a reference"))?,
    })
}
