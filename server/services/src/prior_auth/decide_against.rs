//! A physician decides against a request, wholly or in part.

use domain::prior_auth::ruling::{Against, Extent, LineRuling, Ruling, RulingInput};
use domain::reference::Reference;
use entity::{prior_auth, prior_auth_line};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::act::{Act, ActError, perform};
use super::case::may_know;
use super::credential::credential;
use super::event::EventDetail;
use super::summary::Summary;
use crate::db::{DbError, Write};
use crate::{Caller, Services};

/// Denies, approves in part or modifies a request: with the reason, what it rests on, what would change it, and a decision
/// about each line, all of which the practice reads.
///
/// # Errors
/// [`ActError`]; [`ActError::Form`] about what is missing or more than was requested, [`ActError::Refused`] by the guard
/// `Credentialed` where the caller has no credential on record.
pub async fn decide_against(
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    version: i64,
    (against, typed): (Against, &RulingInput),
) -> Result<Summary, ActError> {
    let requested = requested(services, caller, reference).await?;
    let ruling = typed.read(against, &requested).map_err(ActError::Form)?;
    let credential = credential(services.db.read(), caller).await?;
    let act = Act {
        detail: detail(ruling, credential),
        ..Act::plain(against.action(), audit(against))
    };
    perform(services, caller, reference, version, act).await
}

const fn audit(against: Against) -> &'static str {
    match against {
        Against::PartiallyApprove => "prior_auth.partially_approve",
        Against::Modify => "prior_auth.modify",
        Against::Deny => "prior_auth.deny",
    }
}

fn detail(ruling: Ruling, credential: Option<String>) -> EventDetail {
    EventDetail {
        reason: Some(ruling.reason),
        citation: Some(ruling.citation),
        would_change: Some(ruling.would_change),
        lines: ruling.lines,
        credential,
        ..EventDetail::default()
    }
}

/// What was asked for, line by line. It never changes once a request is sent, so it need not be read in the transaction.
async fn requested(services: &Services, caller: &Caller, reference: &Reference) -> Result<Vec<Extent>, ActError> {
    let conn = services.db.read();
    let found = prior_auth::Entity::find()
        .filter(prior_auth::Column::Reference.eq(reference.as_str()))
        .one(conn)
        .await?;
    let case = found
        .filter(|case| may_know(caller, &case.practice_id))
        .ok_or(ActError::NotFound)?;
    let lines = prior_auth_line::Entity::find()
        .filter(prior_auth_line::Column::PriorAuthId.eq(&case.id))
        .order_by_asc(prior_auth_line::Column::Position)
        .all(conn)
        .await?;
    Ok(lines.iter().map(extent).collect::<Result<_, _>>()?)
}

/// A line as it was requested.
pub(super) fn extent(line: &prior_auth_line::Model) -> Result<Extent, DbError> {
    let wrong = |column, problem| DbError::value("prior_auth_line", column, &line.id, problem);
    Ok(Extent {
        quantity: u32::try_from(line.quantity).map_err(|_| wrong("quantity", "a quantity"))?,
        from: line.from_date.parse().map_err(|_| wrong("from_date", "an ISO date"))?,
        to: line.to_date.parse().map_err(|_| wrong("to_date", "an ISO date"))?,
    })
}

/// Writes what was decided about each line, in order; an earlier decision is forgotten here, and stays in the events.
pub(super) async fn store_lines(w: &Write, case: &str, lines: &[LineRuling]) -> Result<(), DbError> {
    for (position, line) in (1_i32..).zip(lines) {
        prior_auth_line::Entity::update_many()
            .set(columns(*line))
            .filter(prior_auth_line::Column::PriorAuthId.eq(case))
            .filter(prior_auth_line::Column::Position.eq(position))
            .exec(w.conn())
            .await?;
    }
    Ok(())
}

/// The columns of a decision about a line.
pub(super) fn columns(line: LineRuling) -> prior_auth_line::ActiveModel {
    let extent = match line {
        LineRuling::Modified(extent) => Some(extent),
        LineRuling::Approved | LineRuling::Denied => None,
    };
    prior_auth_line::ActiveModel {
        decision: Set(Some(line.decision().code().to_owned())),
        // Never more than was requested, which fits.
        authorized_quantity: Set(extent.map(|extent| i32::try_from(extent.quantity).unwrap_or(i32::MAX))),
        authorized_from: Set(extent.map(|extent| extent.from.to_string())),
        authorized_to: Set(extent.map(|extent| extent.to.to_string())),
        ..Default::default()
    }
}
