//! Clock rules: the format of the data that says how much time the plan has.

use crate::coverage::LineOfBusiness;
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use thiserror::Error;

coded! {
    /// How fast an answer is needed.
    pub enum Urgency {
        /// In the ordinary time.
        Standard = "standard",
        /// Waiting could harm the member.
        Expedited = "expedited",
    }
}

impl Urgency {
    /// The one that this one can be changed to.
    pub const fn other(self) -> Self {
        match self {
            Self::Standard => Self::Expedited,
            Self::Expedited => Self::Standard,
        }
    }

    /// So long before a decision is due, whoever sees to it is warned: a day, and half a day where there are 72 hours in all. The
    /// plan's own choice.
    pub const fn warned_before(self) -> TimeDelta {
        match self {
            Self::Standard => TimeDelta::hours(24),
            Self::Expedited => TimeDelta::hours(12),
        }
    }
}

coded! {
    /// The way on which something reached the plan.
    pub enum Channel {
        /// This portal.
        Portal = "portal",
        /// By phone.
        Phone = "phone",
        /// By fax.
        Fax = "fax",
        /// By mail.
        Mail = "mail",
        /// From another system.
        Api = "api",
    }
}

/// How long a rule gives: `{ elapsed_hours = 72 }`, `{ calendar_days = 7 }` or `{ business_days = 2 }` in a data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Allowance {
    /// Hours that pass, whatever the wall clock does.
    ElapsedHours(u32),
    /// Days, ending at the same time of day.
    CalendarDays(u32),
    /// Days without weekends and holidays, ending at the same time of day.
    BusinessDays(u32),
}

/// One rule about the plan's time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockRule {
    /// The rule's own name, unique in the set.
    pub id: String,
    /// What it is, for people: "Standard request, 7 calendar days".
    pub title: String,
    /// The lines of business in which it applies.
    pub lines_of_business: Vec<LineOfBusiness>,
    /// The urgency to which it applies.
    pub urgency: Urgency,
    /// The state in which it applies; everywhere if absent.
    #[serde(default)]
    pub state: Option<String>,
    /// The channel for which it applies; all if absent.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// The first day of receipt to which it applies.
    pub effective_from: NaiveDate,
    /// The last day of receipt to which it applies.
    #[serde(default)]
    pub effective_to: Option<NaiveDate>,
    /// The time it gives.
    pub allowance: Allowance,
    /// Whether it stands still while an answer of the practice is awaited.
    #[serde(default)]
    pub pauses_for_information: bool,
    /// By how many days, in all, it may be extended.
    #[serde(default)]
    pub extension_days: u32,
    /// The law or contract it comes from.
    pub source: String,
}

/// What is wrong with a set of clock rules; names the rule.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ClockRuleError {
    /// Two rules have the same id.
    #[error("clock rule {0}: the id is used twice")]
    DuplicateId(String),
    /// It applies in no line of business.
    #[error("clock rule {0}: lines_of_business is empty")]
    NoLineOfBusiness(String),
    /// It ends before it begins.
    #[error("clock rule {0}: effective_to comes before effective_from")]
    Inverted(String),
    /// It gives no time at all.
    #[error("clock rule {0}: allowance is zero")]
    NoTime(String),
}

/// Checks the data of clock rules. Several may apply to one request: that is no error, the earliest deadline counts.
pub fn check_rules(rules: &[ClockRule]) -> Result<(), ClockRuleError> {
    let mut ids = HashSet::new();
    for rule in rules {
        let (Allowance::ElapsedHours(time) | Allowance::CalendarDays(time) | Allowance::BusinessDays(time)) =
            rule.allowance;
        let problem: fn(String) -> ClockRuleError = if !ids.insert(rule.id.as_str()) {
            ClockRuleError::DuplicateId
        } else if rule.lines_of_business.is_empty() {
            ClockRuleError::NoLineOfBusiness
        } else if rule.effective_to.is_some_and(|to| to < rule.effective_from) {
            ClockRuleError::Inverted
        } else if time == 0 {
            ClockRuleError::NoTime
        } else {
            continue;
        };
        return Err(problem(rule.id.clone()));
    }
    Ok(())
}
