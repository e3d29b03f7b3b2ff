//! The deadline of a request: one fold over what happened to its clock.
#![expect(clippy::unwrap_used, reason = "tests")]

mod calendar;
mod events;
mod properties;

use chrono::NaiveDate;
use chrono_tz::America::Chicago;
use domain::coverage::LineOfBusiness;
use domain::prior_auth::{Allowance, Channel, Clock, ClockError, ClockEvent, ClockFacts, ClockRule, Urgency, deadline};
use domain::time::Timestamp;

pub type History = Vec<(Timestamp, ClockEvent)>;

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn rule(id: &str, urgency: Urgency, allowance: Allowance) -> ClockRule {
    ClockRule {
        id: id.to_owned(),
        title: id.to_owned(),
        lines_of_business: LineOfBusiness::ALL.to_vec(),
        urgency,
        state: None,
        channel: None,
        effective_from: day("2000-01-01"),
        effective_to: None,
        allowance,
        pauses_for_information: false,
        extension_days: 14,
        source: "test".to_owned(),
    }
}

pub fn federal() -> Vec<ClockRule> {
    vec![
        rule("standard", Urgency::Standard, Allowance::CalendarDays(7)),
        rule("expedited", Urgency::Expedited, Allowance::ElapsedHours(72)),
    ]
}

/// ERISA's pre-service rule, which stands still while information is awaited.
pub fn erisa() -> ClockRule {
    ClockRule {
        pauses_for_information: true,
        extension_days: 15,
        ..rule("erisa", Urgency::Standard, Allowance::CalendarDays(15))
    }
}

pub fn case(urgency: Urgency) -> ClockFacts {
    ClockFacts {
        line_of_business: LineOfBusiness::MedicareAdvantage,
        urgency,
        state: None,
        channel: Channel::Portal,
    }
}

pub fn due(rules: &[ClockRule], urgency: Urgency, events: &[(Timestamp, ClockEvent)]) -> Result<Clock, ClockError> {
    deadline::due(rules, &case(urgency), events, &Chicago, &[])
}

/// The deadline of a request that was only received.
pub fn due_after_receipt(rules: &[ClockRule], urgency: Urgency, received: &str) -> Timestamp {
    due(rules, urgency, &[(at(received), ClockEvent::Started)])
        .unwrap()
        .due_at
}

pub fn started(text: &str) -> History {
    vec![(at(text), ClockEvent::Started)]
}
