//! The deadline of a case, from its history and the plan's rules.

use chrono_tz::Tz;
use domain::coverage::LineOfBusiness;
use domain::prior_auth::deadline::due;
use domain::prior_auth::{Channel, Clock, ClockError, ClockEvent, ClockFacts, Urgency};
use domain::time::Timestamp;

use crate::catalog::Catalog;

/// What decides which clock rules apply.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timed {
    pub(crate) line_of_business: LineOfBusiness,
    /// The urgency with which it was submitted; later changes are events.
    pub(crate) urgency: Urgency,
    pub(crate) channel: Channel,
}

/// The clock after these events.
///
/// # Errors
/// No rule applies, or the events contradict themselves.
pub(crate) fn clock(
    catalog: &Catalog,
    zone: Tz,
    timed: Timed,
    events: &[(Timestamp, ClockEvent)],
) -> Result<Clock, ClockError> {
    let Timed {
        line_of_business,
        urgency,
        channel,
    } = timed;
    // States tighten the federal clocks; their rules, and the state of a request, come with the plan's own data.
    let facts = ClockFacts {
        line_of_business,
        urgency,
        state: None,
        channel,
    };
    due(&catalog.clocks, &facts, events, &zone, &catalog.holidays)
}
