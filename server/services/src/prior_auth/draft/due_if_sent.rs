//! By when the plan would have to answer.

use domain::prior_auth::{Channel, ClockEvent};
use domain::time::Timestamp;

use super::Checked;
use crate::Services;
use crate::prior_auth::{Timed, clock};

/// When the answer would be due if the draft were sent now, and the title of the rule that says so; nothing while something is missing,
/// or where no rule fits.
#[must_use]
pub fn due_if_sent_now(services: &Services, checked: &Checked) -> Option<(Timestamp, String)> {
    let ready = checked.ready.as_ref()?;
    let timed = Timed {
        line_of_business: ready.line_of_business,
        urgency: ready.submission.service.urgency,
        channel: Channel::Portal,
    };
    let events = [(services.env.now(), ClockEvent::Started)];
    let clock = clock(&services.catalog, services.plan.zone, timed, &events).ok()?;
    let title = &services.catalog.clock_rule(&clock.rule_id)?.title;
    Some((clock.due_at, title.to_owned()))
}
