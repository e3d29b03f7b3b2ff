//! Coverage rules: which services need an authorization, and how long one is valid.
//!
//! The structs are the format of the data files. A field that this version does not know is refused, so that no file
//! can name a condition that nobody would check.

use crate::codes::{PlaceOfService, ProcedureCode};
use crate::coverage::LineOfBusiness;
use crate::time::{is_within, periods_overlap};
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use thiserror::Error;

/// One rule of the plan: these services need an authorization in this time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverageRule {
    /// The rule's own name, unique in the set.
    pub id: String,
    /// What it is about, for people.
    pub title: String,
    /// The procedure codes it lists.
    pub codes: Vec<ProcedureCode>,
    /// The lines of business in which it applies.
    pub lines_of_business: Vec<LineOfBusiness>,
    /// The places of service at which it applies; everywhere if absent.
    #[serde(default)]
    pub places_of_service: Option<Vec<PlaceOfService>>,
    /// The first day of service to which it applies.
    pub effective_from: NaiveDate,
    /// The last day of service to which it applies.
    #[serde(default)]
    pub effective_to: Option<NaiveDate>,
    /// How long an approval is valid.
    pub validity: Validity,
    /// Whether a clinician of the practice must attest.
    #[serde(default)]
    pub attestation: bool,
    /// The publication it comes from.
    pub source: String,
}

/// How long an approval is valid: `{ days = 60 }` or `{ months = 6 }` in a data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Validity {
    /// So many days, the first included.
    Days(u32),
    /// So many calendar months.
    Months(u32),
}

impl Validity {
    /// The last valid day of an approval valid from `first` on; `None` beyond the calendar. Months that begin on a day
    /// which their last month lacks end with that month.
    pub fn last_day(self, first: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => first.checked_add_days(Days::new(u64::from(days.checked_sub(1)?))),
            Self::Months(0) => None,
            Self::Months(months) => {
                let end = first.checked_add_months(Months::new(months))?;
                // From 31 January, one month ends on 28 February: the calendar has cut it to a last day already.
                if end.day() < first.day() {
                    Some(end)
                } else {
                    end.pred_opt()
                }
            }
        }
    }
}

/// Whether a service needs an authorization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requirement<'a> {
    /// Yes, by this rule.
    Required(&'a CoverageRule),
    /// No: the code is known and no rule lists it.
    NotRequired,
    /// Nobody can say: the code is in no loaded set. A person looks at it.
    Unknown,
}

/// What is wrong with the data of a rule set; always names the rule.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RuleSetError {
    /// Two rules have the same id.
    #[error("rule {0}: the id is used twice")]
    DuplicateId(String),
    /// A list that must name something is empty.
    #[error("rule {id}: {field} is empty")]
    Empty {
        /// The rule.
        id: String,
        /// The field of the data file.
        field: &'static str,
    },
    /// A code stands twice in one rule.
    #[error("rule {id}: code {code} is listed twice")]
    DuplicateCode {
        /// The rule.
        id: String,
        /// The code.
        code: ProcedureCode,
    },
    /// It ends before it begins.
    #[error("rule {0}: effective_to comes before effective_from")]
    Inverted(String),
    /// An approval would never be valid.
    #[error("rule {0}: validity is zero")]
    NoValidity(String),
    /// Two rules would apply to the same service on the same day.
    #[error("rules {first} and {second} both apply to code {code} at the same time")]
    Overlap {
        /// The rule that comes first in the data.
        first: String,
        /// The other.
        second: String,
        /// A code that both list.
        code: ProcedureCode,
    },
}

/// Rules that have been checked: at most one applies to a service on a day.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    rules: Vec<CoverageRule>,
    by_code: BTreeMap<ProcedureCode, Vec<usize>>,
}

impl RuleSet {
    /// Checks the rules one by one and against each other.
    pub fn new(rules: Vec<CoverageRule>) -> Result<Self, RuleSetError> {
        let mut ids = HashSet::new();
        let mut by_code: BTreeMap<ProcedureCode, Vec<usize>> = BTreeMap::new();
        for (index, rule) in rules.iter().enumerate() {
            if !ids.insert(rule.id.as_str()) {
                return Err(RuleSetError::DuplicateId(rule.id.clone()));
            }
            check(rule)?;
            for code in &rule.codes {
                let others = by_code.entry(code.clone()).or_default();
                if let Some(other) = others
                    .iter()
                    .filter_map(|other| rules.get(*other))
                    .find(|o| overlap(o, rule))
                {
                    return Err(RuleSetError::Overlap {
                        first: other.id.clone(),
                        second: rule.id.clone(),
                        code: code.clone(),
                    });
                }
                others.push(index);
            }
        }
        Ok(Self { rules, by_code })
    }

    /// All rules, in the order of the data.
    pub fn rules(&self) -> &[CoverageRule] {
        &self.rules
    }

    /// The rule with an id.
    pub fn rule(&self, id: &str) -> Option<&CoverageRule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The rules that list a code, whether they apply or not: the one that began last comes first.
    pub fn listing(&self, code: &ProcedureCode) -> Vec<&CoverageRule> {
        let listed = self.by_code.get(code).into_iter().flatten();
        let mut rules: Vec<_> = listed.filter_map(|index| self.rules.get(*index)).collect();
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.effective_from));
        rules
    }

    /// Whether a service on a day needs an authorization. `is_known_code` says that the loaded code sets contain it;
    /// a code that a rule lists is known by that.
    pub fn requirement(
        &self,
        code: &ProcedureCode,
        line_of_business: LineOfBusiness,
        place: &PlaceOfService,
        on: NaiveDate,
        is_known_code: bool,
    ) -> Requirement<'_> {
        let listed = self.by_code.get(code);
        let applies = |rule: &&CoverageRule| {
            rule.lines_of_business.contains(&line_of_business)
                && rule
                    .places_of_service
                    .as_ref()
                    .is_none_or(|places| places.contains(place))
                && is_within(on, rule.effective_from, rule.effective_to)
        };
        match listed
            .into_iter()
            .flatten()
            .filter_map(|index| self.rules.get(*index))
            .find(applies)
        {
            Some(rule) => Requirement::Required(rule),
            None if is_known_code || listed.is_some() => Requirement::NotRequired,
            None => Requirement::Unknown,
        }
    }
}

fn check(rule: &CoverageRule) -> Result<(), RuleSetError> {
    let empty = |field| {
        Err(RuleSetError::Empty {
            id: rule.id.clone(),
            field,
        })
    };
    if rule.id.trim().is_empty() {
        return empty("id");
    }
    if rule.codes.is_empty() {
        return empty("codes");
    }
    if rule.lines_of_business.is_empty() {
        return empty("lines_of_business");
    }
    if rule.places_of_service.as_ref().is_some_and(Vec::is_empty) {
        return empty("places_of_service");
    }
    if rule.effective_to.is_some_and(|to| to < rule.effective_from) {
        return Err(RuleSetError::Inverted(rule.id.clone()));
    }
    if matches!(rule.validity, Validity::Days(0) | Validity::Months(0)) {
        return Err(RuleSetError::NoValidity(rule.id.clone()));
    }
    let mut codes = HashSet::new();
    match rule.codes.iter().find(|code| !codes.insert(*code)) {
        Some(code) => Err(RuleSetError::DuplicateCode {
            id: rule.id.clone(),
            code: code.clone(),
        }),
        None => Ok(()),
    }
}

/// Whether two rules that list the same code can both apply to one service on one day.
fn overlap(a: &CoverageRule, b: &CoverageRule) -> bool {
    let lines = a
        .lines_of_business
        .iter()
        .any(|line| b.lines_of_business.contains(line));
    let places = match (&a.places_of_service, &b.places_of_service) {
        (Some(a), Some(b)) => a.iter().any(|place| b.contains(place)),
        _ => true,
    };
    lines && places && periods_overlap((a.effective_from, a.effective_to), (b.effective_from, b.effective_to))
}
