//! `cargo xtask check`: what must hold before any test runs. Each check stands alone, so one run names all that is
//! wrong.

pub mod crates;
pub mod lexer;
pub mod lints;
pub mod metadata;
pub mod modules;
pub mod purity;
pub mod tree;

use crate::{
    failure::{Failure, Outcome},
    folder,
    phases::{Phase, Phases, say},
    tally::Tally,
    workspace::Workspace,
};

type Check = fn(&Workspace, &Phase) -> Outcome;

/// All checks, the quick ones first.
const CHECKS: [(&str, Check); 9] = [
    ("Formatting", lints::formatting),
    ("Rules: crates", crates::check),
    ("Rules: modules of app", modules::check),
    ("Rules: pure domain", purity::check),
    ("Rules: leptos metadata", metadata::check),
    ("Rules: browser's dependencies", tree::check),
    ("Domain alone for the browser", lints::domain_alone),
    ("Lints: server side", lints::server_side),
    ("Lints: browser side", lints::browser_side),
];

/// `cargo xtask check`; true when nothing was found.
pub fn run(workspace: &Workspace) -> bool {
    let phases = Phases::new();
    let tally = all(workspace, &phases);
    phases.total();
    tally.failed == 0
}

/// Runs all checks and counts them.
pub fn all(workspace: &Workspace, phases: &Phases) -> Tally {
    let mut tally = Tally::default();
    for (name, check) in CHECKS {
        let result = phases.run(name, |phase| check(workspace, phase));
        if let Err(failure) = &result {
            say(&format!("{failure}\n"));
        }
        tally.count(result.is_ok());
    }
    tally
}

/// Looks at each Rust file below a folder; `findings` gets its path in there and its text.
///
/// # Errors
/// A file cannot be read, or there are findings.
fn rust_files(workspace: &Workspace, below: &str, findings: fn(&str, &str) -> Vec<String>) -> Outcome {
    let files = folder::read(&workspace.path(below))?;
    let rust = files.iter().filter(|file| file.path.ends_with(".rs"));
    let found: Vec<_> = rust
        .flat_map(|file| findings(&file.path, &String::from_utf8_lossy(&file.bytes)))
        .collect();
    none(&found)
}

/// No findings, or all of them as one failure.
///
/// # Errors
/// There are findings.
pub fn none(findings: &[String]) -> Outcome {
    if findings.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("  {}", findings.join("\n  "))))
    }
}
