//! What cargo itself can prove: formatting, clippy without a warning on both sides, and that `domain` needs no server.

use crate::{
    failure::Outcome,
    phases::Phase,
    process,
    workspace::{WASM_TARGET, Workspace},
};

/// # Errors
/// A file is not formatted; `cargo fmt --all` mends it.
pub fn formatting(workspace: &Workspace, phase: &Phase) -> Outcome {
    process::quietly(&mut workspace.cargo(&["fmt", "--all", "--check"]), phase)
}

/// Everything but `frontend` (in one call with it, the features of both sides would be unified), with its tests, and
/// the server once more with the hooks of the browser tests.
///
/// # Errors
/// Clippy warns.
pub fn server_side(workspace: &Workspace, phase: &Phase) -> Outcome {
    let (server, browser) = (&workspace.leptos.bin_package, &workspace.leptos.lib_package);
    let all = [
        "clippy",
        "--workspace",
        "--exclude",
        browser,
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ];
    process::quietly(&mut workspace.cargo(&all), phase)?;
    let hooks = [
        "clippy",
        "--package",
        server,
        "--all-targets",
        "--features",
        "test-hooks",
        "--",
        "--deny",
        "warnings",
    ];
    process::quietly(&mut workspace.cargo(&hooks), phase)
}

/// `frontend` and what it takes along: `app` as the browser has it, and `domain`.
///
/// # Errors
/// Clippy warns.
pub fn browser_side(workspace: &Workspace, phase: &Phase) -> Outcome {
    crate::toolchain::ensure_wasm_target(workspace)?;
    let browser = &workspace.leptos.lib_package;
    let mut cargo = workspace.cargo(&["clippy", "--package", browser, "--target", WASM_TARGET, "--target-dir"]);
    cargo.arg(workspace.target("wasm")).args(["--", "--deny", "warnings"]);
    process::quietly(&mut cargo, phase)
}

/// # Errors
/// `domain` needs something that the browser does not have.
pub fn domain_alone(workspace: &Workspace, phase: &Phase) -> Outcome {
    crate::toolchain::ensure_wasm_target(workspace)?;
    let mut cargo = workspace.cargo(&["check", "--package", "domain", "--target", WASM_TARGET, "--target-dir"]);
    process::quietly(cargo.arg(workspace.target("wasm")), phase)
}
