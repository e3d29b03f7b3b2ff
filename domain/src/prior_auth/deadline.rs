//! By when the plan must answer: clock rules are data, the deadline is a fold over what happened to the clock.
//!
//! Several rules may apply to a request (federal, state, the plan's own). Each yields a deadline of its own; the
//! earliest counts. What lengthens one (a pause while an answer is awaited, an extension) touches only the rules that
//! permit it. Where a request is made expedited, the expedited rules count from then on and the standard ones run beside them:
//! it is never due later than before. Where it is made standard again, the standard rules alone apply, from the receipt on: that
//! lengthens, and is never silent, because it comes with reason and notice like an extension. A deadline that was missed stays
//! missed, whatever happens to the clock afterwards.
//!
//! Sources: 42 CFR 422.568, 422.570, 422.572, 438.210 as amended by CMS-0057-F; 29 CFR 2560.503-1 (ERISA).

use super::clock_rule::{Channel, ClockRule, Urgency};
use super::deadline_fold::Fold;
use crate::coverage::LineOfBusiness;
use crate::time::Timestamp;
use chrono::{NaiveDate, TimeDelta, TimeZone};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What decides which rules apply to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockFacts {
    /// The member's line of business.
    pub line_of_business: LineOfBusiness,
    /// The urgency with which it was submitted; later changes are events.
    pub urgency: Urgency,
    /// The state whose law applies, as two letters.
    pub state: Option<String>,
    /// The channel on which it was received.
    pub channel: Channel,
}

/// Something that happened to the clock of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockEvent {
    /// First receipt of a processable request, on any channel. Always the first event.
    Started,
    /// The plan asked the practice for something.
    InformationRequested,
    /// Everything asked for is there.
    InformationAnswered,
    /// The plan took more time, with reason and notice.
    Extended {
        /// So many more days.
        days: u32,
    },
    /// The urgency was changed; whoever lengthens the time by it gives reason and notice.
    UrgencyChanged(Urgency),
    /// The notice of the decision was sent. Always the last event.
    Decided,
}

/// Why a history of events yields no deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ClockError {
    /// The first event is not the receipt.
    #[error("the clock was never started")]
    NotStarted,
    /// A second receipt.
    #[error("the clock was started twice")]
    StartedTwice,
    /// Decided before it was received.
    #[error("decided before it was received")]
    DecidedBeforeReceived,
    /// An event lies before the one it follows.
    #[error("an event lies before the one it follows")]
    OutOfOrder,
    /// Something happened after the decision.
    #[error("the clock had already stopped")]
    Stopped,
    /// Asked again before the first question was answered, or answered without a question.
    #[error("a question and an answer do not fit together")]
    Unpaired,
    /// No rule gives a deadline for such a request.
    #[error("no clock rule applies")]
    NoRule,
    /// An extension after the deadline.
    #[error("the deadline had already passed")]
    ExtensionAfterBreach,
    /// More, in all, than the rule permits; or nothing.
    #[error("an extension of 1 to {max} days is possible")]
    ExtensionOutOfRange {
        /// The days still possible.
        max: u32,
    },
    /// Beyond the calendar.
    #[error("the deadline lies beyond the calendar")]
    BeyondCalendar,
}

/// What the clock is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockState {
    /// Time passes.
    Running,
    /// Every rule that applies waits for the practice; `due_at` is where the deadline stood then.
    Paused {
        /// When the plan asked.
        since: Timestamp,
    },
    /// Decided.
    Stopped {
        /// When the notice was sent.
        at: Timestamp,
    },
}

/// The deadline of a request and how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The last instant at which an answer is in time.
    pub due_at: Timestamp,
    /// The rule that sets it.
    pub rule_id: String,
    /// What the clock is doing.
    pub state: ClockState,
    /// Whether the events alone show that the deadline was missed. [`Clock::is_breached`] also looks at the time now.
    pub breached: bool,
}

impl Clock {
    /// Whether the deadline has been missed by `now`.
    pub fn is_breached(&self, now: Timestamp) -> bool {
        self.breached || (self.state == ClockState::Running && now > self.due_at)
    }

    /// The time left, negative when it is over; for a clock that stands still, what was left then.
    pub fn time_left(&self, now: Timestamp) -> TimeDelta {
        let at = match self.state {
            ClockState::Running => now,
            ClockState::Paused { since } => since,
            ClockState::Stopped { at } => at,
        };
        self.due_at.signed_duration_since(at)
    }
}

/// The deadline of a request after a history of events, in the plan's time zone. The same history always gives the same
/// deadline: nothing here looks at the time now.
pub fn due<Tz: TimeZone>(
    rules: &[ClockRule],
    case: &ClockFacts,
    events: &[(Timestamp, ClockEvent)],
    zone: &Tz,
    holidays: &[NaiveDate],
) -> Result<Clock, ClockError> {
    let Some(((started, ClockEvent::Started), later)) = events.split_first() else {
        return Err(ClockError::NotStarted);
    };
    let mut fold = Fold::start(rules, case, *started, zone, holidays)?;
    for (at, event) in later {
        fold.take(*at, *event)?;
    }
    fold.finish()
}
