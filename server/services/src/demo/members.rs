//! The members of the demo, from `members.csv`. The first four are the ones everybody knows.

use domain::coverage::LineOfBusiness;
use serde::Deserialize;

const MEMBERS: &str = include_str!("members.csv");

/// One row of the file.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct DemoMember {
    pub(super) number: String,
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) birth_date: String,
    pub(super) line_of_business: LineOfBusiness,
    pub(super) from_date: String,
    /// Empty while covered.
    pub(super) to_date: Option<String>,
}

impl DemoMember {
    /// The product's name on the card.
    pub(super) fn plan_name(&self) -> &'static str {
        match self.line_of_business {
            LineOfBusiness::MedicareAdvantage => "Larkspur Medicare Advantage HMO",
            LineOfBusiness::MedicaidManagedCare => "Larkspur Community Care",
            LineOfBusiness::Commercial => "Larkspur Choice PPO",
        }
    }
}

/// All of them, in the order of their numbers.
pub(super) fn members() -> Result<Vec<DemoMember>, csv::Error> {
    csv::Reader::from_reader(MEMBERS.as_bytes()).deserialize().collect()
}
