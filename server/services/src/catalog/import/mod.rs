//! Codes from the files that their publishers give out, for the codes that do not ship with the program.
//!
//! What a file is, its content says, never its name. All files of one import are read and checked before anything is stored,
//! and are stored in one transaction: a single wrong line, and nothing changes. A file replaces what an earlier one of the
//! same system left; the same file once more changes nothing. Only the differences are written, so that servers that run
//! on the database wait for their own writing about as long as the differences are many: a second or two for the first file
//! of ICD-10-CM, not noticeably for next year's.

mod cpt;
mod edition;
mod hcpcs;
mod icd10cm;
mod store;
mod text;

use domain::codes::CodeSystem;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::audit::AuditEntry;
use crate::db::{DbError, Write};
use crate::{RequestInfo, Services};

pub use edition::LeftOut;
use edition::{Edition, LineError};
use text::Line;

/// The most bytes that a file may have. The largest that is published, ICD-10-CM with its headings, has about a seventh of it.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// A file to import.
#[derive(Clone, Debug)]
pub struct CodeFile {
    /// What the operator calls it; it appears in errors and nowhere else.
    pub name: String,
    /// Everything that is in it.
    pub bytes: Vec<u8>,
}

/// What became of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The system of its codes.
    pub system: CodeSystem,
    /// How many codes of the system are there now.
    pub codes: u64,
    /// Of them, those that were not there before.
    pub added: u64,
    /// Of them, those that had another description or last day before.
    pub changed: u64,
    /// Codes of an earlier file that are there no more.
    pub removed: u64,
    /// What was read and not kept.
    pub left_out: LeftOut,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The content is of no kind that can be read.
    #[error("{file} is no file of codes that is known here: it holds {found}")]
    Unrecognised {
        /// Its name.
        file: String,
        /// What it seems to be.
        found: String,
    },
    /// A line is not as the format wants it.
    #[error("{file}, line {line}: {problem}")]
    Line {
        /// The name of the file.
        file: String,
        /// From 1.
        line: u64,
        /// What is wrong with it.
        problem: String,
    },
    /// It has no code that is kept, and would take all of an earlier file away.
    #[error("{file} holds no codes to import")]
    NoCodes {
        /// Its name.
        file: String,
    },
    /// Two files hold codes of one system; one would replace the other.
    #[error("both {first} and {second} hold codes of {}", .system.name())]
    Twice {
        /// The one that was named first.
        first: String,
        /// The other.
        second: String,
        /// The system of both.
        system: CodeSystem,
    },
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for ImportError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// A file that was read without an error.
struct Read<'a> {
    file: &'a CodeFile,
    edition: Edition,
    /// SHA-256 of the file, in hexadecimal digits.
    digest: String,
}

/// Imports all of the files, in their order, or none; and puts it on record. Running servers know the codes from the moment at
/// which it is stored: they ask the database.
///
/// # Errors
/// [`ImportError`], about the first file with which something is wrong.
pub async fn import(
    services: &Services,
    request: &RequestInfo,
    files: &[CodeFile],
) -> Result<Vec<Imported>, ImportError> {
    let mut all: Vec<Read<'_>> = Vec::with_capacity(files.len());
    for file in files {
        let read = read(file)?;
        if let Some(other) = all.iter().find(|other| other.edition.system == read.edition.system) {
            return Err(ImportError::Twice {
                first: other.file.name.clone(),
                second: file.name.clone(),
                system: read.edition.system,
            });
        }
        all.push(read);
    }
    let all = &all;
    services
        .db
        .write(async |w| {
            let mut done = Vec::with_capacity(all.len());
            for read in all {
                done.push(store(w, request, read).await?);
            }
            Ok(done)
        })
        .await
}

async fn store(w: &Write, request: &RequestInfo, read: &Read<'_>) -> Result<Imported, ImportError> {
    let Edition { system, left_out, .. } = read.edition;
    let changes = store::replace(w, &read.edition, &read.digest).await?;
    let imported = Imported {
        system,
        codes: read.edition.codes.len() as u64,
        added: changes.added,
        changed: changes.changed,
        removed: changes.removed,
        left_out,
    };
    let entry = AuditEntry::anonymous(request, "codes.import").on("code_system", system);
    w.audit(entry.detail(json!({
        "digest": read.digest,
        "codes": imported.codes,
        "added": imported.added,
        "changed": imported.changed,
        "removed": imported.removed,
    })))
    .await?;
    Ok(imported)
}

fn read(file: &CodeFile) -> Result<Read<'_>, ImportError> {
    let unrecognised = |found: String| ImportError::Unrecognised {
        file: file.name.clone(),
        found,
    };
    let text = text::read(&file.bytes).map_err(|found| unrecognised(found.to_owned()))?;
    let first = text::lines(&text).next().map(|(_, line)| line);
    let format = first.and_then(Format::of);
    let format = format.ok_or_else(|| unrecognised(beginning(first)))?;
    let edition = format.parse(&text).map_err(|error| ImportError::Line {
        file: file.name.clone(),
        line: error.number,
        problem: error.problem,
    })?;
    if edition.codes.is_empty() {
        return Err(ImportError::NoCodes {
            file: file.name.clone(),
        });
    }
    let digest = Sha256::digest(&file.bytes);
    Ok(Read {
        file,
        edition,
        digest: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
    })
}

/// A text of another kind, by how it begins.
fn beginning(first: Option<Line<'_>>) -> String {
    /// Enough for somebody to know the file by.
    const SHOWN: usize = 40;
    let line = text::in_one_line(first.map(Line::whole).unwrap_or_default());
    format!(
        "text that begins with {:?}",
        line.chars().take(SHOWN).collect::<String>()
    )
}

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Hcpcs,
    Icd10CmOrder,
    Icd10CmCodes,
    /// With what parts its columns.
    Cpt(u8),
}

impl Format {
    /// The one that the first line is of.
    fn of(first: Line<'_>) -> Option<Self> {
        if hcpcs::is_record(first) {
            Some(Self::Hcpcs)
        } else if icd10cm::is_order(first) {
            Some(Self::Icd10CmOrder)
        } else if icd10cm::is_code(first) {
            Some(Self::Icd10CmCodes)
        } else {
            cpt::delimiter(first).map(Self::Cpt)
        }
    }

    fn parse(self, text: &str) -> Result<Edition, LineError> {
        match self {
            Self::Hcpcs => hcpcs::parse(text),
            Self::Icd10CmOrder => icd10cm::parse_order(text),
            Self::Icd10CmCodes => icd10cm::parse_codes(text),
            Self::Cpt(delimiter) => cpt::parse(text, delimiter),
        }
    }
}

#[cfg(test)]
mod tests;
