//! `cargo xtask demo`: builds, then becomes the server, so that signals and the exit status are the server's own.

use std::{os::unix::process::CommandExt, process::Command};

use crate::{
    build::{self, Flavor},
    failure::{Failure, Outcome},
    phases::Phases,
    workspace::Workspace,
};

/// Builds and runs `portico demo` with the given arguments, in the folder the caller is in. Returns only on failure.
///
/// # Errors
/// Something does not build, or the program cannot be started.
pub fn run(workspace: &Workspace, arguments: &[String]) -> Outcome {
    let binary = build::all(workspace, &Flavor::demo(), &Phases::new())?;
    let error = Command::new(&binary).arg("demo").args(arguments).exec();
    Err(Failure::new(format!("cannot start {}: {error}", binary.display())))
}
