//! The browser's program: cargo compiles it, wasm-bindgen's library writes its glue. No tool is installed for it.
//!
//! No wasm-opt: once names are stripped it makes the compressed file larger and costs half a minute.

use std::{
    fs,
    path::{Path, PathBuf},
};

use wasm_bindgen_cli_support::Bindgen;

use crate::{
    failure::{Context, Outcome},
    phases::Phase,
    process, toolchain,
    workspace::{WASM_TARGET, Workspace},
};

/// How much the compiler should try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// For people: small, slow to build.
    Small,
    /// For `dev`: quick to build, large.
    Quick,
}

/// Compiles `frontend` and returns the path of the raw module.
///
/// # Errors
/// The target cannot be had, or the code does not compile.
pub fn compile(workspace: &Workspace, effort: Effort, phase: &Phase) -> Outcome<PathBuf> {
    toolchain::ensure_wasm_target(workspace)?;
    let leptos = &workspace.leptos;
    let (profile, folder) = match effort {
        Effort::Small => (leptos.lib_profile_release.as_str(), leptos.lib_profile_release.as_str()),
        Effort::Quick => ("dev", "debug"),
    };
    let out = workspace.target("wasm");
    let mut cargo = workspace.cargo_half(&[
        "build",
        "--package",
        &leptos.lib_package,
        "--lib",
        "--target",
        WASM_TARGET,
    ]);
    cargo.args(["--profile", profile]).arg("--target-dir").arg(&out);
    process::quietly(&mut cargo, phase)?;
    Ok(out
        .join(WASM_TARGET)
        .join(folder)
        .join(format!("{}.wasm", leptos.lib_package)))
}

/// Writes the finished module and its glue for the browser into a folder, which holds nothing else afterwards.
///
/// # Errors
/// The module was built with another version of wasm-bindgen, or the folder cannot be written.
pub fn bind(workspace: &Workspace, module: &Path, folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).context(|| format!("cannot empty {}", folder.display()))?;
    }
    let bind = || {
        let mut bindgen = Bindgen::new();
        bindgen
            .input_path(module)
            .out_name(&workspace.leptos.output_name)
            .typescript(false);
        bindgen
            .omit_default_module_path(true)
            .remove_name_section(true)
            .remove_producers_section(true);
        bindgen.web(true)?.generate(folder)
    };
    bind().context(|| "wasm-bindgen cannot finish the browser's program".into())
}
