//! CMS's file of HCPCS level II, as published each quarter (`HCPCyyyy_MMM_ANWEB.txt`).
//!
//! Records of 320 columns, of which these are read (CMS, HCPCS record layout): 1–5 the code, or a modifier in 4–5; 6–10 the
//! number of the record within the code; 11 the kind of record: 3 begins a code, 4 goes on with its description, 7 and 8
//! likewise for a modifier; 12–91 a piece of the long description; and in a record that begins something 92–119 the short
//! description, 269–276 the day it was added, 285–292 the last day on which it may be used. A record that goes on may end with
//! its description. The file has no line for its edition.

use domain::codes::{CodeSystem, ProcedureCode, ProcedureCodeSystem};

use super::edition::{Edition, LineError, Meaning};
use super::text::{Line, each_line, in_one_line};

/// The columns of the day on which a code was added. Every beginning has it, so one without was cut off.
const ADDED: (usize, usize) = (269, 276);
/// The columns of the last day on which a code may be used.
const ENDS: (usize, usize) = (285, 292);

/// Whether a line is a record of this file.
pub(super) fn is_record(line: Line<'_>) -> bool {
    let (code, number) = (line.columns(1, 5), line.columns(6, 10));
    let is_code = is_hcpcs(code) || (code.len() == 2 && line.whole().starts_with("   "));
    let is_number = number.len() == 5 && number.bytes().all(|byte| byte.is_ascii_digit());
    is_code && is_number && matches!(line.columns(11, 11), "3" | "4" | "7" | "8")
}

/// Reads the whole file.
///
/// # Errors
/// The first line that is no record, or does not follow the one before.
pub(super) fn parse(text: &str) -> Result<Edition, LineError> {
    let mut edition = Edition::of(CodeSystem::Hcpcs);
    let mut last = "";
    each_line(text, |line| {
        let code = line.columns(1, 5);
        match line.columns(11, 11) {
            "3" => begin(&mut edition, code, meaning(line)?)?,
            "7" => {
                meaning(line)?;
                edition.left_out.modifiers += 1;
            }
            "4" | "8" if code == last => go_on(&mut edition, code, line),
            "4" | "8" => {
                return Err(format!(
                    "the description of {code:?} goes on, and does not begin before it"
                ));
            }
            other => {
                return Err(format!(
                    "column 11 holds {other:?}, and the kind of a record is 3, 4, 7 or 8"
                ));
            }
        }
        last = code;
        Ok(())
    })?;
    Ok(edition)
}

fn begin(edition: &mut Edition, code: &str, meaning: Meaning) -> Result<(), String> {
    if !is_hcpcs(code) {
        return Err(format!(
            "columns 1 to 5 hold {code:?}, which is no code of HCPCS level II"
        ));
    }
    if code.starts_with('D') {
        edition.left_out.dental += 1;
        return Ok(());
    }
    edition.add(code, meaning)
}

/// Adds a further piece to the description of a code, if the code is kept.
fn go_on(edition: &mut Edition, code: &str, line: Line<'_>) {
    if let Some(meaning) = edition.codes.get_mut(code) {
        meaning.words.push(' ');
        meaning.words.push_str(&in_one_line(line.columns(12, 91)));
    }
}

/// What the first record of a code says.
fn meaning(line: Line<'_>) -> Result<Meaning, String> {
    if line.day(ADDED.0, ADDED.1)?.is_none() {
        return Err(format!(
            "the record ends at column {} and lacks its days in columns {} to {}: the file was cut off",
            line.width(),
            ADDED.0,
            ENDS.1
        ));
    }
    let long = in_one_line(line.columns(12, 91));
    Ok(Meaning {
        words: if long.is_empty() {
            in_one_line(line.columns(92, 119))
        } else {
            long
        },
        ends_on: line.day(ENDS.0, ENDS.1)?,
    })
}

/// The file writes codes in upper case.
fn is_hcpcs(code: &str) -> bool {
    let parsed = ProcedureCode::parse(code).ok().filter(|parsed| parsed.as_str() == code);
    parsed.is_some_and(|parsed| parsed.system() == ProcedureCodeSystem::Hcpcs)
}
