//! What the plan knows by heart: coverage rules, clock rules, holidays, and our own words for procedure and diagnosis codes.
//!
//! All of it is data beside the code (`rules/*.toml`, `codes/*.csv`), checked and read once at the start. The operator may add codes from
//! published files ([`import`]); they are in the database, and our own words go before theirs. A code that is in neither is unknown, not
//! wrong: a person looks at it.

mod code_list;
mod import;
mod imported;
mod known;
mod load;
mod search;

pub use import::{CodeFile, ImportError, Imported, LeftOut, MOST_BYTES, import};
use imported::in_short;
pub(crate) use imported::{imported_words, version};
pub use known::KnownCodes;
pub use search::{Found, search};

use std::collections::BTreeMap;

use chrono::NaiveDate;
use code_list::CodeList;
use domain::codes::{DiagnosisCode, PlaceOfService, ProcedureCode};
use domain::coverage::LineOfBusiness;
use domain::prior_auth::{ClockRule, ClockRuleError, Requirement, RuleSet, RuleSetError};
use tokio::sync::Semaphore;

/// The loaded data.
#[derive(Debug)]
pub struct Catalog {
    /// Which services need authorization.
    pub rules: RuleSet,
    /// By when a request must be decided.
    pub clocks: Vec<ClockRule>,
    /// Days that clocks of business days skip.
    pub holidays: Vec<NaiveDate>,
    wordings: BTreeMap<ProcedureCode, String>,
    diagnoses: BTreeMap<DiagnosisCode, String>,
    procedure_codes: CodeList,
    diagnosis_codes: CodeList,
    place_codes: CodeList,
    /// Turns of those who read through a whole imported set.
    readings: Semaphore,
    version: String,
}

/// A data file is wrong; the text names file and place.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// Not TOML, or a field that nobody knows.
    #[error("rules/{file}: {problem}")]
    Toml {
        /// The file.
        file: &'static str,
        /// What the parser says, with line and column.
        problem: String,
    },
    /// Not a row of code and wording.
    #[error("codes/{file}: {problem}")]
    Csv {
        /// The file.
        file: &'static str,
        /// What is wrong, with the line.
        problem: String,
    },
    /// The coverage rules contradict themselves.
    #[error("rules/coverage.toml: {0}")]
    Coverage(#[from] RuleSetError),
    /// The clock rules contradict themselves.
    #[error("rules/clocks.toml: {0}")]
    Clocks(#[from] ClockRuleError),
}

impl Catalog {
    /// Reads the data that is built into the program.
    ///
    /// # Errors
    /// A file that does not fit; a test loads them all, so a program that was released has none.
    pub fn load() -> Result<Self, CatalogError> {
        load::catalog()
    }

    /// Whether a service on a day needs authorization, as far as the built-in data tells: an imported code is [`Requirement::Unknown`] to
    /// it, or required.
    #[must_use]
    pub fn requirement(
        &self,
        code: &ProcedureCode,
        line_of_business: LineOfBusiness,
        place: &PlaceOfService,
        on: NaiveDate,
    ) -> Requirement<'_> {
        self.rules
            .requirement(code, line_of_business, place, on, self.wordings.contains_key(code))
    }

    /// Which state of the coverage rules and of the built-in code set this is: twelve hexadecimal digits that change with either.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Our own words for a code, if it is known.
    #[must_use]
    pub fn wording(&self, code: &str) -> Option<&str> {
        let code = ProcedureCode::parse(code).ok()?;
        self.wordings.get(&code).map(String::as_str)
    }

    /// Words for a code: ours where we have some, else those that were `imported`, as far as there is room for them.
    pub(crate) fn in_words(&self, code: &str, imported: Option<&str>) -> Option<String> {
        let own = self.wording(code).map(str::to_owned);
        own.or_else(|| imported.map(in_short))
    }

    /// Our own words for a diagnosis code, if it is known.
    #[must_use]
    pub fn diagnosis(&self, code: &str) -> Option<&str> {
        let code = DiagnosisCode::parse(code).ok()?;
        self.diagnoses.get(&code).map(String::as_str)
    }

    /// All known diagnosis codes with our words, by code.
    pub fn diagnoses(&self) -> impl Iterator<Item = (&DiagnosisCode, &str)> {
        self.diagnoses.iter().map(|(code, wording)| (code, wording.as_str()))
    }

    /// The clock rule with this id.
    #[must_use]
    pub fn clock_rule(&self, id: &str) -> Option<&ClockRule> {
        self.clocks.iter().find(|rule| rule.id == id)
    }

    /// All known codes with our words, by code.
    pub fn procedures(&self) -> impl Iterator<Item = (&ProcedureCode, &str)> {
        self.wordings.iter().map(|(code, wording)| (code, wording.as_str()))
    }
}
