//! A decision against a request, as its pages show it.

use domain::access::Role;
use domain::prior_auth::Performer;
use domain::prior_auth::ruling::Extent;
use domain::time::Timestamp;
use services::prior_auth::{Adverse, Detail, Line, days_to_appeal};

use super::scope;
use super::wording::{Wording, plan_words};
use crate::copy;
use crate::ui::RulingView;

/// The decision that stands, if one was made against the request.
pub fn ruling_view(detail: &Detail, wording: &Wording) -> Option<RulingView> {
    let adverse = detail.adverse.clone()?;
    let line = detail.summary.line_of_business;
    let ahead = |until: Option<Timestamp>| until.filter(|until| wording.is_ahead(*until));
    let until = |until: Option<Timestamp>| ahead(until).map(|until| wording.moment(until));
    Some(RulingView {
        title: copy::happened(adverse.action).to_owned(),
        by: by(&adverse),
        when: wording.moment(adverse.at),
        reason: adverse.reason.unwrap_or_default(),
        citation: adverse.citation.unwrap_or_default(),
        would_change: adverse.would_change.unwrap_or_default(),
        talk_until: until(detail.options.talk_until),
        appeal_until: until(detail.options.appeal_until),
        levels: copy::appeal_levels(line, days_to_appeal(line)),
        call: call(),
    })
}

/// `Dr. Chidi Okafor, MD, orthopedic surgery, Physician reviewer`
fn by(adverse: &Adverse) -> String {
    let role = copy::done_by(None, Performer::Person(Role::Physician));
    let parts = [adverse.reviewer.clone(), adverse.credential.clone(), Some(role)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The provider line, with its hours.
fn call() -> String {
    let plan = scope()
        .map(|scope| plan_words(&scope.services.plan))
        .unwrap_or_default();
    format!("{}, {}", plan.support_phone, plan.support_hours)
}

/// What is authorized of a line about which was decided.
pub fn authorized(line: &Line, wording: &Wording) -> Option<String> {
    let Some(Extent { quantity, from, to }) = line.authorized else {
        return line.decision.and_then(copy::authorized).map(str::to_owned);
    };
    let unit = copy::unit(line.unit);
    Some(format!(
        "{quantity} {unit}, {} to {}",
        wording.day(from),
        wording.day(to)
    ))
}
