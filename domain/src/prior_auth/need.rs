//! Whether a service needs an authorization, as far as that can be said before anybody knows for whom and where.

use chrono::NaiveDate;

use super::rules::{CoverageRule, RuleSet};
use crate::codes::ProcedureCode;
use crate::coverage::LineOfBusiness;
use crate::time::is_within;

coded! {
    /// What is true of a service for every member and at every place.
    pub enum Need {
        /// It needs an authorization.
        Needed = "needed",
        /// It needs none.
        NotNeeded = "not_needed",
    }
}

impl RuleSet {
    /// Whether a known code needs an authorization on a day, whoever the member is and wherever the service is rendered;
    /// nothing where it depends on that.
    pub fn need(&self, code: &ProcedureCode, on: NaiveDate) -> Option<Need> {
        let in_force =
            |rule: &&CoverageRule| rule.codes.contains(code) && is_within(on, rule.effective_from, rule.effective_to);
        let rules: Vec<&CoverageRule> = self.rules().iter().filter(in_force).collect();
        if rules.is_empty() {
            return Some(Need::NotNeeded);
        }
        let everywhere = |line: &LineOfBusiness| {
            let mut own = rules.iter().filter(|rule| rule.lines_of_business.contains(line));
            own.any(|rule| rule.places_of_service.is_none())
        };
        LineOfBusiness::ALL.iter().all(everywhere).then_some(Need::Needed)
    }
}
