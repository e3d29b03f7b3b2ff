//! `cargo xtask build`: the site, then the server that carries it, then proof that the server carries this one.

use std::{path::PathBuf, process::Command};

use crate::{
    failure::{Failure, Outcome},
    phases::{Phases, say},
    process,
    site::{self, Site},
    wasm::Effort,
    workspace::Workspace,
};

/// Which server to build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flavor {
    pub profile: String,
    pub test_hooks: bool,
}

impl Flavor {
    /// What `demo` runs: optimised, quick to link.
    pub fn demo() -> Self {
        Self {
            profile: "demo".into(),
            test_hooks: false,
        }
    }

    /// What the browser tests run: with the moved clock and the fault points.
    pub fn end_to_end() -> Self {
        Self {
            profile: "e2e".into(),
            test_hooks: true,
        }
    }

    /// What is shipped.
    pub fn release() -> Self {
        Self {
            profile: "release".into(),
            test_hooks: false,
        }
    }
}

/// Builds everything and returns where the program is.
///
/// # Errors
/// Something does not compile, or the program carries another site than the one just built.
pub fn all(workspace: &Workspace, flavor: &Flavor, phases: &Phases) -> Outcome<PathBuf> {
    let site = site(workspace, phases)?;
    server(workspace, flavor, &site, phases)
}

/// Builds the site as people get it and says its sizes; what is over the budget is a warning here and an error in
/// `test`.
///
/// # Errors
/// See [`site::build`].
pub fn site(workspace: &Workspace, phases: &Phases) -> Outcome<Site> {
    let site = site::build(workspace, &workspace.site(), Effort::Small, phases)?;
    say(&format!("  {}", site.sizes));
    for over in site.sizes.over_budget(None) {
        say(&format!("  warning: over the size budget: {over}"));
    }
    Ok(site)
}

/// Builds the server around a site.
///
/// # Errors
/// It does not compile, or still carries another site.
pub fn server(workspace: &Workspace, flavor: &Flavor, site: &Site, phases: &Phases) -> Outcome<PathBuf> {
    phases.run(&format!("Server, profile {}", flavor.profile), |phase| {
        process::quietly(&mut cargo_server(workspace, flavor), phase)?;
        let binary = workspace.server_binary(&flavor.profile);
        let carried = process::answer(process::program(&binary, &workspace.root).arg("--build-id"))?;
        same_site(carried.trim(), &site.hash)?;
        phase.note(
            binary
                .strip_prefix(&workspace.root)
                .unwrap_or(&binary)
                .display()
                .to_string(),
        );
        Ok(binary)
    })
}

/// The cargo call that builds the server's program.
pub fn cargo_server(workspace: &Workspace, flavor: &Flavor) -> Command {
    let leptos = &workspace.leptos;
    let mut cargo = workspace.cargo_half(&["build", "--package", &leptos.bin_package, "--bin", &leptos.bin_target]);
    cargo.args(["--profile", &flavor.profile]);
    if flavor.test_hooks {
        cargo.args(["--features", "test-hooks"]);
    }
    cargo
}

/// Cargo embeds old files when nothing tells it that they changed; that must never ship.
fn same_site(carried: &str, built: &str) -> Outcome {
    if carried == built {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the server carries the site {carried}, but the one just built is {built}. Run `touch server/build.rs` and try \
         again; if it stays so, server/build.rs does not watch the site's folder."
    )))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_server_that_carries_another_site_is_refused() {
        assert_eq!(same_site("0123456789abcdef", "0123456789abcdef"), Ok(()));
        let error = same_site("dev", "0123456789abcdef").unwrap_err().to_string();
        assert!(
            error.contains("the site dev") && error.contains("0123456789abcdef"),
            "{error}"
        );
    }

    #[test]
    fn only_the_browser_tests_get_the_hooks() {
        let workspace = Workspace::find().unwrap();
        let hooks = |flavor: &Flavor| {
            cargo_server(&workspace, flavor)
                .get_args()
                .any(|word| word == "test-hooks")
        };
        assert!(hooks(&Flavor::end_to_end()));
        assert!(!hooks(&Flavor::demo()) && !hooks(&Flavor::release()));
    }
}
