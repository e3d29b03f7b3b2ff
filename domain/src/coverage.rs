//! Lines of business and the periods in which a member is covered.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

coded! {
    /// A kind of insurance; each has its own clocks, rules and rights of appeal.
    pub enum LineOfBusiness {
        /// Medicare Advantage (42 CFR 422).
        MedicareAdvantage = "medicare_advantage",
        /// Medicaid managed care (42 CFR 438).
        MedicaidManagedCare = "medicaid_managed_care",
        /// Employer and individual plans (ERISA and state law).
        Commercial = "commercial",
    }
}

/// A stretch of time in which a member is covered. Both ends count; without an end it lasts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoveragePeriod {
    /// The kind of insurance.
    pub line_of_business: LineOfBusiness,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: Option<NaiveDate>,
}

/// The period that covers a day. Where two do (bad data), the one that began later.
pub fn active_on(periods: &[CoveragePeriod], day: NaiveDate) -> Option<&CoveragePeriod> {
    periods
        .iter()
        .filter(|period| crate::time::is_within(day, period.from, period.to))
        .max_by_key(|period| period.from)
}
