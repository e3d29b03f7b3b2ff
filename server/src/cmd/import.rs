//! `portico import`: codes from files that their publishers give out.

use std::{fs::File, io::Read as _, path::Path, path::PathBuf};

use services::{
    RequestInfo,
    catalog::{self, CodeFile, ImportError, Imported, LeftOut, MOST_BYTES},
    env::Env,
};

use super::{block_on, database, say};
use crate::{config::Loaded, failure::Failure};

/// Reads all of the files, stores their codes, and says in one line what came of it.
pub(super) fn run(loaded: &Loaded, files: &[PathBuf]) -> Result<(), Failure> {
    let files: Vec<CodeFile> = files.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
    let imported = block_on(1, async {
        let env = Env::system();
        let request = RequestInfo::new(env.new_id(), "cli");
        let services = database::open_as_found(&loaded.config, env).await?;
        let imported = catalog::import(&services, &request, &files).await;
        services.close().await;
        imported.map_err(refused)
    })?;
    let lines: Vec<String> = imported.iter().map(line).collect();
    say(&lines.join("; "));
    Ok(())
}

/// Reads a file, but never more of it than one may hold: what calls itself a file may have no end.
fn read(path: &Path) -> Result<CodeFile, Failure> {
    let name = path.display().to_string();
    let unreadable = |error| {
        Failure::new(
            format!("cannot read {name}: {error}"),
            "name a file that this user may read",
        )
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Failure::new(
            format!("{name} is larger than {} MiB", MOST_BYTES / (1024 * 1024)),
            "no published list of codes is: name the file that holds the codes",
        ));
    }
    Ok(CodeFile { name, bytes })
}

fn refused(error: ImportError) -> Failure {
    let mend = match error {
        ImportError::Unrecognised { .. } => {
            "known are CMS's HCPCS text file (HCPC…_ANWEB.txt), icd10cm_order_YYYY.txt, icd10cm_codes_YYYY.txt, \
             and a CSV or TSV of CPT codes with the header code,description"
        }
        ImportError::Line { .. } => "nothing was changed; get the file anew from its publisher, or mend that line",
        ImportError::NoCodes { .. } => "nothing was changed; name the file that holds the codes",
        ImportError::Twice { .. } => "nothing was changed; name one of them",
        ImportError::Failed(_) => "nothing was changed; try again when the database answers",
    };
    Failure::new(error.to_string(), mend)
}

/// `HCPCS: 7,812 codes (12 added, 3 changed, 0 removed), 215 dental codes left out`
fn line(imported: &Imported) -> String {
    let Imported {
        system,
        codes,
        added,
        changed,
        removed,
        left_out: LeftOut {
            dental,
            modifiers,
            headings,
        },
    } = *imported;
    let mut line = format!(
        "{}: {} ({} added, {} changed, {} removed)",
        system.name(),
        count(codes, "code"),
        grouped(added),
        grouped(changed),
        grouped(removed)
    );
    let left_out = [(dental, "dental code"), (modifiers, "modifier"), (headings, "heading")];
    for (number, what) in left_out.into_iter().filter(|(number, _)| *number > 0) {
        line.push_str(&format!(", {} left out", count(number, what)));
    }
    line
}

/// `1 code`, `7,812 codes`
fn count(number: u64, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {what}{plural}", grouped(number))
}

/// With a comma before each three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use domain::codes::CodeSystem;

    use super::*;

    #[test]
    fn the_line_says_what_was_read_and_what_was_left_out() {
        let imported = Imported {
            system: CodeSystem::Hcpcs,
            codes: 7_812,
            added: 1,
            changed: 0,
            removed: 1_234_567,
            left_out: LeftOut {
                dental: 215,
                modifiers: 1,
                headings: 0,
            },
        };
        assert_eq!(
            line(&imported),
            "HCPCS: 7,812 codes (1 added, 0 changed, 1,234,567 removed), 215 dental codes left out, 1 modifier left out"
        );
    }

    #[test]
    fn a_file_without_an_end_is_refused_by_its_size() {
        let refused = read(Path::new("/dev/zero")).err().map(|failure| failure.to_string());
        assert!(refused.is_some_and(|line| line.contains("larger than 64 MiB")));
    }
}
