//! `cargo xtask test`: checks, unit, service, HTTP and browser tests, and the count of all of them as the last line.
//!
//! A failed test does not stop the run, so that one run tells all; a failed build does.

mod end_to_end;
mod rust;

use crate::{
    build::{self, Flavor},
    check,
    failure::Outcome,
    phases::{Phases, say},
    tally::Tally,
    workspace::Workspace,
};

/// Runs everything; true when all of it passed.
pub fn run(workspace: &Workspace) -> bool {
    let phases = Phases::new();
    let mut tally = check::all(workspace, &phases);
    if let Err(failure) = tests(workspace, &phases, &mut tally) {
        say(&format!("{failure}"));
        tally.count(false);
    }
    phases.total();
    println!("{tally}");
    tally.failed == 0
}

/// The tests in their order. An error means that something could not be built or started, and ends the run.
fn tests(workspace: &Workspace, phases: &Phases, tally: &mut Tally) -> Outcome {
    let site = build::site(workspace, phases)?;
    tally.add(rust::run(workspace, phases)?);
    let binary = build::server(workspace, &Flavor::end_to_end(), &site, phases)?;
    tally.add(end_to_end::budget(&binary, &site, phases));
    tally.add(end_to_end::run(workspace, &binary, phases)?);
    Ok(())
}
