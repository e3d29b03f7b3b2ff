//! What an action changes in the row of a case, once `domain::apply` has allowed it.

use chrono::{Days, NaiveDate, TimeDelta};
use domain::id::AccountId;
use domain::prior_auth::{Action, Clock, ClockError, ClockState, Determination, Performer, Status};
use domain::time::{Timestamp, to_millis};
use entity::prior_auth;

use super::clock::{Timed, clock};
use super::event::Event;
use super::history::History;
use super::take_back::NOBODY;
use crate::Services;

/// An appeal is answered within 30 days: 42 CFR 422.590(a), 438.408(b)(2), 29 CFR 2560.503-1(i)(2)(ii).
const APPEAL_ANSWERED_WITHIN: TimeDelta = TimeDelta::days(30);
/// A talk between physicians takes place within this time. The plan's own choice.
const TALK_WITHIN: TimeDelta = TimeDelta::days(14);

/// What an approval carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    /// Unique, drawn at random.
    pub(crate) number: String,
    /// First and last valid day.
    pub(crate) valid: (NaiveDate, NaiveDate),
}

/// Whose time runs after an event, and until when.
#[derive(Clone, Debug)]
pub(crate) struct Times {
    /// By when the plan must answer.
    due_at: Timestamp,
    /// The clock rule that says so.
    rule_id: String,
    turn_ends_at: Option<Timestamp>,
}

impl Times {
    /// By a history that holds the event already.
    ///
    /// # Errors
    /// No clock rule applies, or the events contradict themselves.
    pub(crate) fn after(
        services: &Services,
        timed: Timed,
        history: &History,
        event: &Event,
    ) -> Result<Self, ClockError> {
        let zone = services.plan.zone;
        let clock = clock(&services.catalog, zone, timed, &history.clock)?;
        let turn_ends_at = history.turn_ends_at(event.to, timed.line_of_business, clock.due_at, zone);
        Ok(Self {
            due_at: due_at_latest(&clock, turn_ends_at),
            rule_id: clock.rule_id,
            turn_ends_at,
        })
    }
}

/// By when the decision is due; while the clock stands still (29 CFR 2560.503-1(f)(4)), if the practice answers on its last day. An
/// earlier answer makes it earlier.
fn due_at_latest(clock: &Clock, turn_ends_at: Option<Timestamp>) -> Timestamp {
    let still = match (clock.state, turn_ends_at) {
        (ClockState::Paused { since }, Some(end)) => end.signed_duration_since(since),
        _ => TimeDelta::zero(),
    };
    let latest = clock.due_at.checked_add_signed(still);
    latest.unwrap_or(clock.due_at).max(clock.due_at)
}

/// Brings the row to where the event leads. `decision` is needed when the event authorizes.
pub(crate) fn change(row: &mut prior_auth::Model, event: &Event, times: &Times, decision: Option<Decision>) {
    row.status = event.to.code().to_owned();
    row.version += 1;
    row.updated_at = to_millis(event.at);
    assign(row, event);
    if event.action == Action::TakeBack {
        NOBODY.clone_into(&mut row.practice_id);
    }
    if let Some(urgency) = event.action.changes_urgency_to() {
        row.urgency = urgency.code().to_owned();
    }
    due(row, event, times);
    row.turn_ends_at = times.turn_ends_at.map(to_millis);
    determine(row, event);
    if event.to.is_authorized()
        && row.authorization_number.is_none()
        && let Some(Decision {
            number,
            valid: (from, to),
        }) = decision
    {
        row.authorization_number = Some(number);
        row.valid_from = Some(from.to_string());
        row.valid_to = Some(to.to_string());
    }
    if event.action == Action::ExtendApproval {
        let longer = Days::new(u64::from(event.detail.days.unwrap_or(0)));
        let last: Option<NaiveDate> = row.valid_to.as_deref().and_then(|day| day.parse().ok());
        row.valid_to = last
            .and_then(|day| day.checked_add_days(longer))
            .map(|day| day.to_string());
    }
}

fn assign(row: &mut prior_auth::Model, event: &Event) {
    match event.action {
        Action::Assign => row.assigned_to = event.assignee().map(AccountId::as_str).map(str::to_owned),
        Action::Release | Action::SendToPhysician | Action::BookPeerToPeer | Action::OpenAppeal | Action::Void => {
            row.assigned_to = None;
        }
        _ => {}
    }
}

/// Open work always has a due time, and only open work: the queue is sorted by it.
fn due(row: &mut prior_auth::Model, event: &Event, times: &Times) {
    let at = event.at;
    let (due_at, due_rule) = match event.to {
        open if open.is_undecided() => (Some(times.due_at), Some(times.rule_id.clone())),
        Status::AppealOpen => (later(event, row, at, APPEAL_ANSWERED_WITHIN), None),
        Status::PeerToPeerBooked => (later(event, row, at, TALK_WITHIN), None),
        _ => (None, None),
    };
    row.due_at = due_at.map(to_millis);
    row.due_rule = due_rule;
    row.decided_at = match (event.from.is_open(), event.to.is_open()) {
        (_, true) => None,
        (true, false) => Some(to_millis(at)),
        (false, false) => row.decided_at,
    };
}

/// A determination stands until there is another one, or until it is voided. What the practice takes back, and what
/// could not be processed, is none; of what the plan takes back none is left.
fn determine(row: &mut prior_auth::Model, event: &Event) {
    let by = match event.performer {
        Performer::Rules => Determination::Rules,
        Performer::Person(_) | Performer::Clockwork => Determination::Review,
    };
    let determined = match event.action {
        Action::Void | Action::TakeBack => None,
        Action::Withdraw | Action::Reject => return,
        _ if event.from.is_open() && !event.to.is_open() => Some((to_millis(event.at), by.code().to_owned())),
        _ => return,
    };
    (row.determined_at, row.determined_by) = determined.unzip();
}

/// Taking a contested case or putting it back leaves its due time alone.
fn later(event: &Event, row: &prior_auth::Model, at: Timestamp, span: TimeDelta) -> Option<Timestamp> {
    if event.from == event.to {
        return row.due_at.and_then(domain::time::from_millis);
    }
    at.checked_add_signed(span)
}
