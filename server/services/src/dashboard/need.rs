//! What needs the practice: requests with which it can do something, and drafts.

use std::fmt;

use domain::id::CaseId;
use domain::prior_auth::{Action, ClockState};
use domain::time::Timestamp;

use crate::Services;
use crate::db::DbError;
use crate::prior_auth::{DraftSummary, Event, History, Options, Summary, Timed, clock, events_of};

/// Something the practice can do.
#[derive(Clone)]
pub enum Need {
    /// About a request.
    Request {
        /// The request.
        summary: Box<Summary>,
        /// Why it came to this, in the words of whoever asked or decided.
        reason: Option<String>,
        /// What can be done, and until when.
        options: Options,
        /// By when the plan decides whatever the practice does; `None` where its clock stands still or it has decided.
        decision_due: Option<Timestamp>,
    },
    /// About a draft.
    Draft(DraftSummary),
}

impl fmt::Debug for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request { summary, .. } => write!(f, "Need({summary:?})"),
            Self::Draft(draft) => write!(f, "Need({draft:?})"),
        }
    }
}

/// Adds to the requests what their events say, read in one statement.
pub(super) async fn explained(services: &Services, requests: Vec<(CaseId, Summary)>) -> Result<Vec<Need>, DbError> {
    let cases: Vec<&CaseId> = requests.iter().map(|(case, _)| case).collect();
    let events = events_of(services.db.read(), &cases).await?;
    let need = |(case, summary): (CaseId, Summary)| {
        let events = events.get(&case).map(Vec::as_slice).unwrap_or_default();
        let history = History::of(events);
        Need::Request {
            reason: reason(events),
            options: history.options(summary.line_of_business),
            decision_due: decision_due(services, &history, &summary),
            summary: Box::new(summary),
        }
    };
    Ok(requests.into_iter().map(need).collect())
}

/// What was said last when the request was put into the practice's hands.
fn reason(events: &[Event]) -> Option<String> {
    let puts = |event: &&Event| {
        matches!(
            event.action,
            Action::AskForInformation | Action::Deny | Action::PartiallyApprove | Action::Modify | Action::Reject
        )
    };
    events.iter().rev().find(puts)?.detail.reason.clone()
}

fn decision_due(services: &Services, history: &History, summary: &Summary) -> Option<Timestamp> {
    let timed = Timed {
        line_of_business: summary.line_of_business,
        urgency: history.submitted_as(summary.urgency),
        channel: summary.channel,
    };
    let clock = clock(&services.catalog, services.plan.zone, timed, &history.clock).ok()?;
    (clock.state == ClockState::Running).then_some(clock.due_at)
}
