//! What a file holds: the codes of one system, each once.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::codes::CodeSystem;

/// What a code means, and how long it may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The publisher's description, in one line.
    pub(super) words: String,
    /// The last day on which it may be used.
    pub(super) ends_on: Option<NaiveDate>,
}

/// What was read of a file and is not kept, by the reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Dental codes among HCPCS: they are CDT, and belong to the American Dental Association.
    pub dental: u64,
    /// Modifiers of HCPCS: no form offers them.
    pub modifiers: u64,
    /// Headings of ICD-10-CM, under which the codes stand that may be used.
    pub headings: u64,
}

/// The codes of a file, and where there is an error in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Edition {
    pub(super) system: CodeSystem,
    /// By code, in its written form.
    pub(super) codes: BTreeMap<String, Meaning>,
    pub(super) left_out: LeftOut,
}

/// What is wrong with a line of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LineError {
    /// From 1.
    pub(super) number: u64,
    pub(super) problem: String,
}

impl Edition {
    /// One without codes.
    pub(super) fn of(system: CodeSystem) -> Self {
        Self {
            system,
            codes: BTreeMap::new(),
            left_out: LeftOut::default(),
        }
    }

    /// Adds a code.
    ///
    /// # Errors
    /// It is there already, or says nothing.
    pub(super) fn add(&mut self, code: &str, meaning: Meaning) -> Result<(), String> {
        if meaning.words.is_empty() {
            return Err(format!("the code {code} has no description"));
        }
        match self.codes.insert(code.to_owned(), meaning) {
            None => Ok(()),
            Some(_) => Err(format!("the code {code} is listed a second time")),
        }
    }
}
