//! The files of ICD-10-CM that CMS and the CDC publish each year.
//!
//! `icd10cm_order_YYYY.txt`: columns 1–5 a running number, 7–13 the code without its dot, 15 whether it may be used (1) or is a
//! heading (0), 17–76 a short description, from 78 on the long one. `icd10cm_codes_YYYY.txt` has only what may be used: the
//! code without its dot, spaces, the long description.

use domain::codes::{CodeSystem, DiagnosisCode};

use super::edition::{Edition, LineError, Meaning};
use super::text::{Line, each_line, in_one_line};

/// Where the long description of the file with all headings begins.
const LONG: usize = 78;

/// Whether a line is one of the file with all headings.
pub(super) fn is_order(line: Line<'_>) -> bool {
    let number = line.columns(1, 5);
    number.len() == 5
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && diagnosis(line.columns(6, 14)).is_ok()
        && ["0", "1"].contains(&line.columns(14, 16))
}

/// Whether a line is one of the file with codes only.
pub(super) fn is_code(line: Line<'_>) -> bool {
    split(line).is_some_and(|(code, _)| diagnosis(code).is_ok())
}

/// Reads the whole file with all headings; headings are left out.
///
/// # Errors
/// The first line that is none of it.
pub(super) fn parse_order(text: &str) -> Result<Edition, LineError> {
    let mut edition = Edition::of(CodeSystem::Icd10Cm);
    each_line(text, |line| {
        let code = diagnosis(line.columns(7, 13))?;
        match line.columns(15, 15) {
            "0" => {
                edition.left_out.headings += 1;
                Ok(())
            }
            "1" if line.width() < LONG => Err(format!(
                "the line ends at column {} and lacks its description from column {LONG} on: the file was cut off",
                line.width()
            )),
            "1" => edition.add(code.as_str(), meaning(line.columns(LONG, usize::MAX))),
            other => Err(format!(
                "column 15 holds {other:?}, and is 1 for a code or 0 for a heading"
            )),
        }
    })?;
    Ok(edition)
}

/// Reads the whole file with codes only.
///
/// # Errors
/// The first line that is none of it.
pub(super) fn parse_codes(text: &str) -> Result<Edition, LineError> {
    let mut edition = Edition::of(CodeSystem::Icd10Cm);
    each_line(text, |line| {
        let (code, words) = split(line).ok_or("the line has no description behind its code: the file was cut off")?;
        edition.add(diagnosis(code)?.as_str(), meaning(words))
    })?;
    Ok(edition)
}

fn split(line: Line<'_>) -> Option<(&str, &str)> {
    let (code, words) = line.whole().split_once([' ', '\t'])?;
    Some((code, words)).filter(|(_, words)| !words.trim().is_empty())
}

fn meaning(words: &str) -> Meaning {
    Meaning {
        words: in_one_line(words),
        ends_on: None,
    }
}

/// These files write codes in upper case and without the dot.
fn diagnosis(written: &str) -> Result<DiagnosisCode, String> {
    let is_plain = written
        .bytes()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let code = DiagnosisCode::parse(written).ok().filter(|_| is_plain);
    code.ok_or_else(|| format!("{written:?} stands in the place of the code, and is none of ICD-10-CM"))
}
