//! What the plan's staff see: their own work, what nobody has taken, how pressing all of it is, and who has how much.

use domain::access::{Permission, Side};

use crate::audit::{AuditEntry, listed_parts};
use crate::db::DbError;
use crate::prior_auth::{Assigned, Load, QueueQuery, Reviewer, Summary, load, reviewers, select};
use crate::{Caller, Services};

/// How many rows each part has; a page shows fewer at first.
const ROWS: u64 = 10;

/// The dashboard of somebody at the plan.
#[derive(Clone, Debug)]
pub struct PlanBoard {
    /// The open work in numbers.
    pub load: Load,
    /// Who reviews, by name.
    pub reviewers: Vec<Reviewer>,
    /// The first cases of each part, the earliest due first, with the question that the whole part answers.
    pub queues: Vec<(QueueQuery, Vec<Summary>)>,
}

/// The dashboard of the plan's staff; `None` for somebody who acts for a practice. The looking is put on record.
///
/// # Errors
/// The database could not be read, or holds a value that is none, or does not take the record.
pub async fn plan(services: &Services, caller: &Caller) -> Result<Option<PlanBoard>, DbError> {
    if caller.actor.side() == Side::Provider {
        return Ok(None);
    }
    let now = services.env.now();
    let queries = queries(caller);
    let selections: Vec<_> = queries.iter().map(|query| query.selection(caller, now)).collect();
    let (load, reviewers, pages) = futures::try_join!(
        load(services, caller),
        reviewers(services, caller),
        select(services, caller, selections),
    )?;
    let shown = |page: Vec<(_, Summary)>| page.into_iter().map(|(_, summary)| summary).collect();
    let board = PlanBoard {
        load,
        reviewers,
        queues: queries.into_iter().zip(pages.into_iter().map(shown)).collect(),
    };
    record(services, caller, &board).await?;
    Ok(Some(board))
}

/// Whoever decides sees what is theirs and what they could take; everybody else sees all.
fn queries(caller: &Caller) -> Vec<QueueQuery> {
    let parts = if caller.actor.can(Permission::DecideReview) {
        vec![Assigned::Me, Assigned::Nobody]
    } else {
        vec![Assigned::Anybody]
    };
    let query = |assigned| QueueQuery {
        assigned,
        limit: ROWS,
        ..QueueQuery::default()
    };
    parts.into_iter().map(query).collect()
}

async fn record(services: &Services, caller: &Caller, board: &PlanBoard) -> Result<(), DbError> {
    let part = |(query, shown): &(QueueQuery, Vec<Summary>)| {
        let name = match query.assigned {
            Assigned::Me => "mine",
            Assigned::Nobody => "nobody",
            Assigned::Anybody | Assigned::To(_) => "all",
        };
        (name, shown.iter().map(|one| one.reference.to_string()).collect())
    };
    let entry = AuditEntry::by(caller, "dashboard.read").on("dashboard", "plan");
    listed_parts(services, entry, board.queues.iter().map(part)).await
}
