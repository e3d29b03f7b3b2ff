//! `cargo xtask bench`: how fast the shipped program is on this machine, against a real server on loopback.
//!
//! Each result is one JSON line on standard output with its ratio to the machine's own limits, so that machines and
//! months can be compared. Benchmarks are never timed tests: nothing here fails for being slow.

mod calibrate;
mod case;
mod listeners;
mod lists;
mod live;
mod load;
mod login;
mod machine;
mod pages;
mod record;
mod refused;
mod resources;
mod storm;
mod submit;
mod visitor;

use std::path::{Path, PathBuf};

use clap::Args;

use crate::{
    build::{self, Flavor},
    failure::{Context, Failure, Outcome},
    phases::{Phases, say},
    workspace::Workspace,
};

use self::{calibrate::Calibration, record::Record};

/// What every benchmark gets.
pub struct Bench<'a> {
    /// The server's program, as it is shipped.
    pub binary: &'a Path,
    pub machine: &'a Calibration,
    /// How many requests a large database holds.
    pub requests: u64,
    /// How many pages are open at once where there are many.
    pub listeners: usize,
}

type Measure = fn(&Bench<'_>) -> Outcome<Vec<Record>>;

const SUITE: [(&str, Measure); 11] = [
    ("login", login::measure),
    ("refused", refused::measure),
    ("storm", storm::measure),
    ("submit", submit::measure),
    ("pages", pages::measure),
    ("live", live::measure),
    ("first-load", resources::first_load),
    ("start", resources::start),
    ("memory", resources::memory),
    ("listeners", listeners::measure),
    ("lists", lists::measure),
];

/// What the person asked for.
#[derive(Args)]
pub struct Arguments {
    /// Only these: login refused storm submit pages live first-load start memory listeners lists
    names: Vec<String>,
    /// How many requests the database of `lists` holds; a million take some minutes to make
    #[arg(long, value_name = "NUMBER", default_value_t = 1_000_000)]
    requests: u64,
    /// How many pages `listeners` opens
    #[arg(long, value_name = "NUMBER", default_value_t = 10_000)]
    listeners: usize,
    /// Measure although the machine is busy
    #[arg(long)]
    force: bool,
    /// Measure this program and build nothing, to compare two
    #[arg(long, value_name = "PATH")]
    binary: Option<PathBuf>,
}

/// Builds the release and runs the named benchmarks, or all.
///
/// # Errors
/// A name is unknown, something does not build, the machine is busy, or a benchmark breaks.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Outcome {
    let chosen = choose(&arguments.names)?;
    let phases = Phases::new();
    let binary = match &arguments.binary {
        Some(path) => path
            .canonicalize()
            .context(|| format!("no program {}", path.display()))?,
        None => build::all(workspace, &Flavor::release(), &phases)?,
    };
    let busy = machine::busy()?;
    if busy > machine::QUIET && !arguments.force {
        return Err(Failure::new(format!(
            "this machine is busy ({:.0} % of its processors): nothing is recorded. Stop what runs, or say --force.",
            busy * 100.0
        )));
    }
    let machine = phases.run("calibrate", |_| calibrate::measure(&binary))?;
    record::print(&machine.records(busy));
    let bench = Bench {
        binary: &binary,
        machine: &machine,
        requests: arguments.requests,
        listeners: arguments.listeners,
    };
    for (name, measure) in chosen {
        let records = phases.run(name, |_| measure(&bench))?;
        record::print(&records);
    }
    phases.total();
    if busy > machine::QUIET {
        say("The machine was busy: these numbers are for looking, not for keeping.");
    }
    Ok(())
}

fn choose(names: &[String]) -> Outcome<Vec<(&'static str, Measure)>> {
    let known = || SUITE.map(|(name, _)| name).join(", ");
    let find = |name: &String| {
        let found = SUITE.iter().find(|(known, _)| known == name).copied();
        found.ok_or_else(|| Failure::new(format!("there is no benchmark {name}; there are: {}", known())))
    };
    if names.is_empty() {
        Ok(SUITE.to_vec())
    } else {
        names.iter().map(find).collect()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn no_name_means_all_and_an_unknown_one_is_answered_with_the_known() {
        assert_eq!(choose(&[]).unwrap().len(), SUITE.len());
        assert_eq!(choose(&["pages".into()]).unwrap()[0].0, "pages");
        let error = choose(&["speed".into()]).unwrap_err().to_string();
        assert!(error.contains("login, refused, storm, submit"), "{error}");
    }
}
