//! From the embedded data files to a checked [`Catalog`].

use std::collections::BTreeMap;
use std::fmt::Display;

use chrono::NaiveDate;
use domain::codes::{DiagnosisCode, PlaceOfService, ProcedureCode};
use domain::prior_auth::clock_rule::check_rules;
use domain::prior_auth::{ClockRule, CoverageRule, RuleSet};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

use super::code_list::CodeList;
use super::imported::AT_ONCE;
use super::{Catalog, CatalogError};

const COVERAGE: &str = include_str!("../../rules/coverage.toml");
const CLOCKS: &str = include_str!("../../rules/clocks.toml");
const HOLIDAYS: &str = include_str!("../../rules/holidays.toml");
const HCPCS: &str = include_str!("../../codes/hcpcs.csv");
const ICD10CM: &str = include_str!("../../codes/icd10cm.csv");
const SYNONYMS: &str = include_str!("../../codes/synonyms.csv");

/// `[[rule]]` tables.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile<R> {
    rule: Vec<R>,
}

/// `[[holiday]]` tables.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayFile {
    holiday: Vec<Holiday>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holiday {
    date: NaiveDate,
    #[serde(rename = "name")]
    _name: String,
}

#[derive(Deserialize)]
struct Worded<Code> {
    code: Code,
    wording: String,
}

/// A word of our wordings, and what else people call it.
#[derive(Deserialize)]
struct Synonym {
    word: String,
    also: String,
}

pub(super) fn catalog() -> Result<Catalog, CatalogError> {
    let coverage: RuleFile<CoverageRule> = toml("coverage.toml", COVERAGE)?;
    let clocks: RuleFile<ClockRule> = toml("clocks.toml", CLOCKS)?;
    let holidays: HolidayFile = toml("holidays.toml", HOLIDAYS)?;
    check_rules(&clocks.rule)?;
    let wordings: BTreeMap<ProcedureCode, String> = worded("hcpcs.csv", HCPCS)?;
    let diagnoses: BTreeMap<DiagnosisCode, String> = worded("icd10cm.csv", ICD10CM)?;
    let synonyms = synonyms("synonyms.csv", SYNONYMS)?;
    let places = PlaceOfService::all().map(|place| (place.as_str(), place.name()));
    Ok(Catalog {
        rules: RuleSet::new(coverage.rule)?,
        clocks: clocks.rule,
        holidays: holidays.holiday.into_iter().map(|holiday| holiday.date).collect(),
        procedure_codes: CodeList::new(
            wordings.iter().map(|(code, words)| (code.as_str(), words.as_str())),
            &synonyms,
        ),
        diagnosis_codes: CodeList::new(
            diagnoses.iter().map(|(code, words)| (code.as_str(), words.as_str())),
            &synonyms,
        ),
        diagnoses,
        place_codes: CodeList::new(places, &synonyms),
        wordings,
        readings: Semaphore::new(AT_ONCE),
        version: version(&[COVERAGE, HCPCS]),
    })
}

/// The beginning of a hash over the files.
fn version(files: &[&str]) -> String {
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.as_bytes());
    }
    short_digest(hash)
}

/// Twelve hexadecimal digits.
pub(super) fn short_digest(hash: Sha256) -> String {
    let digest = hash.finalize();
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn toml<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, CatalogError> {
    toml::from_str(text).map_err(|error| CatalogError::Toml {
        file,
        problem: error.to_string(),
    })
}

fn worded<Code>(file: &'static str, text: &str) -> Result<BTreeMap<Code, String>, CatalogError>
where
    Code: DeserializeOwned + Ord + Clone + Display,
{
    let problem = |problem: String| CatalogError::Csv { file, problem };
    let mut wordings = BTreeMap::new();
    for row in csv::Reader::from_reader(text.as_bytes()).deserialize() {
        let row: Worded<Code> = row.map_err(|error| problem(error.to_string()))?;
        if let Some(_twice) = wordings.insert(row.code.clone(), row.wording) {
            return Err(problem(format!("{} is listed twice", row.code)));
        }
    }
    Ok(wordings)
}

fn synonyms(file: &'static str, text: &str) -> Result<BTreeMap<String, String>, CatalogError> {
    let problem = |error: csv::Error| CatalogError::Csv {
        file,
        problem: error.to_string(),
    };
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(|row| row.map(|Synonym { word, also }| (word, also)).map_err(problem))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_listed_twice_is_refused_by_name() {
        let text = "code,wording\nL1832,Knee brace\nl1832,Another\n";
        let error = worded::<ProcedureCode>("x.csv", text).map_err(|error| error.to_string());
        assert_eq!(error, Err("codes/x.csv: L1832 is listed twice".to_owned()));
    }

    #[test]
    fn a_rule_with_a_field_nobody_checks_is_refused() {
        let text = COVERAGE.replacen("validity", "colour = \"red\"\nvalidity", 1);
        let read: Result<RuleFile<CoverageRule>, _> = toml("coverage.toml", &text);
        assert!(matches!(
            read,
            Err(CatalogError::Toml {
                file: "coverage.toml",
                ..
            })
        ));
    }
}
