//! What a build needs beyond cargo: the wasm target, which is installed here, and what can only be named.

use std::path::Path;

use crate::{
    failure::{Failure, Outcome},
    phases::say,
    process,
    workspace::{WASM_TARGET, Workspace},
};

/// Adds the browser's target to the toolchain when it is not there, and says so.
///
/// # Errors
/// It is missing and rustup is not there to add it.
pub fn ensure_wasm_target(workspace: &Workspace) -> Outcome {
    let sysroot = process::answer(process::program("rustc", &workspace.root).args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM_TARGET)
        .join("lib")
        .is_dir()
    {
        return Ok(());
    }
    if process::on_path("rustup").is_none() {
        return Err(Failure::new(format!(
            "Rust's target {WASM_TARGET} is missing, and rustup is not here to add it. Install Rust by rustup, or add \
             the target with this machine's package manager (Debian: apt-get install libstd-rust-dev-wasm32)."
        )));
    }
    say(&format!(
        "Adding Rust's target {WASM_TARGET} (rustup target add {WASM_TARGET}) …"
    ));
    process::answer(process::program("rustup", &workspace.root).args(["target", "add", WASM_TARGET])).map(drop)
}

/// Names a program that must be there with the command that brings it.
///
/// # Errors
/// It is not on the search path.
pub fn require(program: &str, install: &str) -> Outcome {
    match process::on_path(program) {
        Some(_) => Ok(()),
        None => Err(Failure::new(format!("{program} is missing. Install it: {install}"))),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_missing_program_is_named_with_the_command_that_brings_it() {
        let error = require("no-such-program", "apt-get install such")
            .unwrap_err()
            .to_string();
        assert_eq!(error, "no-such-program is missing. Install it: apt-get install such");
        assert_eq!(require("sh", "nothing"), Ok(()));
    }
}
