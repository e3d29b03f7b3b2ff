//! `cargo xtask`: builds, runs, checks, tests and measures Portico with nothing but Rust and what it fetches itself.
//!
//! One module per concern; `build` and `test` put them together. The contract with its users (commands, output paths,
//! the closing line of `test`) is in README.md and CONTRIBUTING.md.

mod bench;
mod browser;
mod build;
mod check;
mod compress;
mod css;
mod demo;
mod dev;
mod failure;
mod folder;
mod form;
mod glue;
mod http;
mod interrupt;
mod leb128;
mod phases;
mod portico;
mod postgres;
mod process;
mod prune;
mod site;
mod sizes;
mod stamp;
mod tally;
mod test;
mod toolchain;
mod wasm;
mod workspace;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::{build::Flavor, failure::Outcome, phases::Phases, workspace::Workspace};

/// Builds, runs, checks, tests and measures Portico.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Xtask {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the program with all assets inside (target/PROFILE/portico)
    Build(BuildArguments),
    /// Build, then serve demo data on http://localhost:3000; arguments go to `portico demo`
    Demo(Passed),
    /// Serve demo data and build again after each change; arguments go to `portico demo`
    Dev(Passed),
    /// Formatting, lints, unit, service, HTTP and browser tests
    Test,
    /// Formatting, lints and the rules of ARCHITECTURE.md
    Check,
    /// Measure the release; one JSON line a result
    Bench(bench::Arguments),
}

#[derive(Args)]
struct BuildArguments {
    /// What is shipped: target/release/portico
    #[arg(long, conflicts_with_all = ["test_hooks", "profile"])]
    release: bool,
    /// What the browser tests run: target/e2e/portico
    #[arg(long, conflicts_with = "profile")]
    test_hooks: bool,
    /// Another profile of Cargo.toml
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Only what browsers load: target/site
    #[arg(long)]
    site: bool,
}

#[derive(Args)]
struct Passed {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENTS")]
    arguments: Vec<String>,
}

impl BuildArguments {
    fn flavor(self) -> Flavor {
        match self {
            Self { release: true, .. } => Flavor::release(),
            Self { test_hooks: true, .. } => Flavor::end_to_end(),
            Self {
                profile: Some(profile), ..
            } => Flavor {
                profile,
                test_hooks: false,
            },
            Self { .. } => Flavor::demo(),
        }
    }
}

fn main() -> ExitCode {
    match run(Xtask::parse().task) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Carries out a task; false when it ran to its end and found something wrong.
fn run(task: Task) -> Outcome<bool> {
    let workspace = Workspace::find()?;
    match task {
        Task::Build(arguments) => {
            let phases = Phases::new();
            if arguments.site {
                build::site(&workspace, &phases)?;
            } else {
                build::all(&workspace, &arguments.flavor(), &phases)?;
            }
            phases.total();
            Ok(true)
        }
        Task::Demo(passed) => demo::run(&workspace, &passed.arguments).map(|()| true),
        Task::Dev(passed) => dev::run(&workspace, &passed.arguments).map(|()| true),
        Task::Test => Ok(test::run(&workspace)),
        Task::Check => Ok(check::run(&workspace)),
        Task::Bench(arguments) => bench::run(&workspace, &arguments).map(|()| true),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use clap::CommandFactory;

    use super::*;

    fn flavor(words: &[&str]) -> Flavor {
        let Task::Build(arguments) = Xtask::parse_from(["xtask", "build"].iter().chain(words)).task else {
            unreachable!("build was asked for")
        };
        arguments.flavor()
    }

    #[test]
    fn the_command_line_is_well_formed() {
        Xtask::command().debug_assert();
    }

    #[test]
    fn each_way_of_building_has_its_profile() {
        assert_eq!(flavor(&[]), Flavor::demo());
        assert_eq!(flavor(&["--release"]), Flavor::release());
        assert_eq!(flavor(&["--test-hooks"]), Flavor::end_to_end());
        assert_eq!(
            flavor(&["--profile", "dev"]),
            Flavor {
                profile: "dev".into(),
                test_hooks: false
            }
        );
        assert!(Xtask::try_parse_from(["xtask", "build", "--release", "--test-hooks"]).is_err());
    }

    #[test]
    fn options_of_the_demo_are_passed_on_untouched() {
        let task = Xtask::try_parse_from(["xtask", "demo", "--port", "0", "--json"])
            .unwrap()
            .task;
        let Task::Demo(passed) = task else {
            unreachable!("demo was asked for")
        };
        assert_eq!(passed.arguments, ["--port", "0", "--json"]);
    }
}
