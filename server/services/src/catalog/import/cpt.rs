//! A licensee's own list of CPT: a table with the columns `code` and `description`, parted by commas or tabs.
//!
//! CPT belongs to the American Medical Association. Nothing of it is in this program, so there is no published layout to follow:
//! whoever has a licence exports the two columns from what they have licensed.

use domain::codes::{CodeSystem, ProcedureCode, ProcedureCodeSystem};

use super::edition::{Edition, LineError, Meaning};
use super::text::{Line, in_one_line};

/// The names of the columns, in their order.
const HEADER: [&str; 2] = ["code", "description"];

/// What parts the columns, if the first line of a file names them.
pub(super) fn delimiter(header: Line<'_>) -> Option<u8> {
    let names = |delimiter: u8| {
        let parts = header.whole().split(char::from(delimiter));
        parts
            .map(|name| name.trim().trim_matches('"').to_ascii_lowercase())
            .eq(HEADER)
    };
    [b',', b'\t'].into_iter().find(|delimiter| names(*delimiter))
}

/// Reads the whole table.
///
/// # Errors
/// The first row that has not two fields, or no code of CPT.
pub(super) fn parse(text: &str, delimiter: u8) -> Result<Edition, LineError> {
    let mut edition = Edition::of(CodeSystem::Cpt);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.trim_end_matches('\x1a').as_bytes());
    for row in reader.records() {
        let row = row.map_err(|error| LineError {
            number: error.position().map_or(0, csv::Position::line),
            problem: match error.kind() {
                csv::ErrorKind::UnequalLengths { len, .. } => format!("the row has {len} fields, and not two"),
                _ => "the row cannot be read as a table".to_owned(),
            },
        })?;
        let number = row.position().map_or(0, csv::Position::line);
        take(&mut edition, &row).map_err(|problem| LineError { number, problem })?;
    }
    Ok(edition)
}

fn take(edition: &mut Edition, row: &csv::StringRecord) -> Result<(), String> {
    let field = |place| row.get(place).unwrap_or_default();
    let code = ProcedureCode::parse(field(0)).ok();
    let code = code.filter(|code| code.system() == ProcedureCodeSystem::Cpt);
    let code = code.ok_or_else(|| {
        format!(
            "{:?} stands in the place of the code, and is not in the form of CPT",
            field(0)
        )
    })?;
    edition.add(
        code.as_str(),
        Meaning {
            words: in_one_line(field(1)),
            ends_on: None,
        },
    )
}
