//! The tests that Rust runs: by cargo-nextest where it is installed, else by cargo test, on SQLite and, where it is
//! installed, on PostgreSQL.

use std::process::Command;

use crate::{
    failure::{Failure, Outcome},
    phases::{Phases, say},
    postgres::Postgres,
    process,
    tally::Tally,
    workspace::Workspace,
};

/// The variable by which tests learn of a PostgreSQL server; without it they skip that half of themselves.
const VARIABLE: &str = "PORTICO_TEST_POSTGRES_URL";

/// Builds and runs all Rust tests and the examples in the documentation.
///
/// # Errors
/// They do not compile, or PostgreSQL is installed but does not start.
pub fn run(workspace: &Workspace, phases: &Phases) -> Outcome<Tally> {
    let nextest = process::on_path("cargo-nextest").is_some();
    phases.run("Tests: compile", |phase| {
        process::quietly(&mut tests(workspace, nextest, true), phase)
    })?;
    let postgres = phases.run("PostgreSQL for the tests", |phase| {
        let server = Postgres::start()?;
        phase.note(server.as_ref().map_or_else(
            || "not installed: its half of the tests is skipped (Debian: apt-get install postgresql)".to_owned(),
            |server| server.url(),
        ));
        Ok(server)
    })?;
    let mut command = tests(workspace, nextest, false);
    if let Some(server) = &postgres {
        command.env(VARIABLE, server.url());
    }
    let mut tally = phases.show("Tests: unit, service, HTTP", |_| {
        let heard = process::aloud(&mut command)?;
        let counted = if nextest {
            Tally::of_nextest(&heard.text)
        } else {
            Tally::of_cargo_test(&heard.text)
        };
        Ok(Tally::of_run(counted, heard.status.success()))
    })?;
    drop(postgres);
    if nextest {
        tally.add(examples(workspace, phases)?);
    }
    if tally.passed == 0 && tally.failed == 0 {
        return Err(Failure::new("no Rust test was run"));
    }
    Ok(tally)
}

/// A cargo call on everything but the browser's crate. The server has the hooks of the browser tests, which have tests of
/// their own; the feature adds no library, so only the server's own crate is compiled for it, and only this once.
fn tested(workspace: &Workspace, words: &[&str]) -> Command {
    let (server, browser) = (&workspace.leptos.bin_package, &workspace.leptos.lib_package);
    let mut cargo = workspace.cargo(words);
    cargo.args(["--workspace", "--exclude", browser, "--features"]);
    cargo.arg(format!("{server}/test-hooks"));
    cargo
}

/// The call that runs the tests, or only compiles them.
fn tests(workspace: &Workspace, nextest: bool, compile_only: bool) -> Command {
    let mut cargo = tested(workspace, if nextest { &["nextest", "run"] } else { &["test"] });
    if compile_only {
        cargo.arg("--no-run");
    } else if nextest {
        cargo.args([
            "--no-fail-fast",
            "--status-level=fail",
            "--final-status-level=fail",
            "--hide-progress-bar",
        ]);
    } else {
        cargo.arg("--no-fail-fast");
    }
    cargo
}

/// The examples in the documentation, which nextest does not run.
fn examples(workspace: &Workspace, phases: &Phases) -> Outcome<Tally> {
    phases.run("Tests: examples in the docs", |phase| {
        let mut cargo = tested(workspace, &["test", "--doc", "--no-fail-fast"]);
        let heard = process::heard(&mut cargo, phase)?;
        let tally = Tally::of_cargo_test(&heard.text)
            .unwrap_or_default()
            .with_end(heard.status.success());
        if tally.failed > 0 {
            say(&format!("\n{}", heard.text));
        }
        phase.note(tally.to_string());
        Ok(tally)
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_tests_of_the_hooks_are_among_the_tests() {
        let workspace = Workspace::find().unwrap();
        for nextest in [true, false] {
            let command = tests(&workspace, nextest, false);
            assert!(command.get_args().any(|word| word == "server/test-hooks"));
        }
    }

    #[test]
    fn the_browsers_crate_is_never_tested_together_with_the_servers() {
        let workspace = Workspace::find().unwrap();
        for nextest in [true, false] {
            let command = tests(&workspace, nextest, false);
            let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
            let at = words.iter().position(|word| word == "--exclude").unwrap();
            assert_eq!(words[at + 1], "frontend");
            assert!(words.iter().any(|word| word == "--no-fail-fast"));
        }
    }
}
