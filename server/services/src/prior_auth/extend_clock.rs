//! The lead gives the plan more time, with a reason that the practice reads.

use domain::form::{FieldCode, FormErrors};
use domain::prior_auth::{Action, ClockError, said};
use domain::reference::Reference;

use super::act::{Act, ActError, perform};
use super::event::EventDetail;
use super::summary::Summary;
use crate::{Caller, Services};

/// Extends the time to decide by so many `days`, and tells the practice why in the words of `reason`. How many there are in
/// all, the rule of its clock says: 14 in Medicare Advantage and Medicaid managed care (42 CFR 422.568(b)(1)(i), 438.210(d)(1)(ii)).
///
/// # Errors
/// [`ActError`]; [`ActError::Form`] about the fields `days` and `reason`.
pub async fn extend_clock(
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    version: i64,
    (days, reason): (&str, &str),
) -> Result<Summary, ActError> {
    let mut errors = FormErrors::default();
    let days = read_days(days).map_err(|code| errors.push("days", code)).ok();
    let reason = said::in_words(&mut errors, "reason", reason, said::REASON);
    if !errors.is_empty() {
        return Err(ActError::Form(errors));
    }
    let detail = EventDetail {
        days,
        reason,
        ..EventDetail::default()
    };
    let act = Act {
        detail,
        ..Act::plain(Action::ExtendClock, "prior_auth.extend_clock")
    };
    let done = perform(services, caller, reference, version, act).await;
    done.map_err(|error| match error {
        ActError::Clock(ClockError::ExtensionOutOfRange { max }) => {
            ActError::Form(FormErrors::one("days", out_of_range(max)))
        }
        other => other,
    })
}

/// A number of days. Whether there are so many, the clock says.
fn read_days(text: &str) -> Result<u32, FieldCode> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldCode::Required);
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(FieldCode::NotANumber);
    }
    Ok(text.parse().unwrap_or(u32::MAX))
}

fn out_of_range(max: u32) -> FieldCode {
    match max {
        0 => FieldCode::NoTimeLeft,
        max => FieldCode::OutOfRange {
            min: 1,
            max: i64::from(max),
        },
    }
}
