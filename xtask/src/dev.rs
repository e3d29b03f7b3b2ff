//! `cargo xtask dev`: a quick build of both halves, the server on demo data, and again after each change.
//!
//! It looks at the times of the sources twice a second: no library for it, and it works on every file system. What is
//! built lies in folders of its own, so that it never disturbs what `test` and `demo` have built.

use std::{
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, SystemTime},
};

use crate::{
    build::{self, Flavor},
    failure::{Context, Outcome},
    folder,
    phases::{Phases, say},
    process, site,
    wasm::Effort,
    workspace::Workspace,
};

/// How often the sources are looked at.
const GLANCE: Duration = Duration::from_millis(500);

/// Builds, serves and watches until it is interrupted.
///
/// # Errors
/// The sources cannot be read. A build that fails is said, and the last good server stays.
pub fn run(workspace: &Workspace, arguments: &[String]) -> Outcome {
    let sources = sources(workspace);
    let mut server: Option<Running> = None;
    loop {
        let seen = folder::newest(&sources)?;
        match build(workspace) {
            Ok(binary) => {
                drop(server.take());
                server = Some(Running::start(&binary, arguments)?);
            }
            Err(failure) => say(&format!("{failure}\n\nThe server is as it was. Waiting for a change …")),
        }
        wait_for_change(&sources, seen)?;
        say("\nSomething changed.");
    }
}

/// Everything that the two halves are built from.
fn sources(workspace: &Workspace) -> Vec<PathBuf> {
    let style = workspace
        .leptos
        .style_file
        .parent()
        .map(PathBuf::from)
        .unwrap_or_default();
    let mut paths: Vec<PathBuf> = ["app", "domain", "frontend", "server", "Cargo.toml"]
        .map(PathBuf::from)
        .into();
    paths.extend([style, workspace.leptos.assets_dir.clone()]);
    paths.into_iter().map(|path| workspace.path(path)).collect()
}

fn build(workspace: &Workspace) -> Outcome<PathBuf> {
    let phases = Phases::new();
    let folder = workspace.target("dev");
    let root = folder.join("site");
    site::build(workspace, &root, Effort::Quick, &phases)?;
    phases.run("Server", |phase| {
        let mut cargo = build::cargo_server(
            workspace,
            &Flavor {
                profile: "dev".into(),
                test_hooks: false,
            },
        );
        cargo.env("CARGO_TARGET_DIR", &folder).env("PORTICO_SITE", &root);
        process::quietly(&mut cargo, phase)?;
        Ok(folder.join("debug").join(&workspace.leptos.bin_target))
    })
}

/// Returns when a source is newer than what was seen before the build, and the person has stopped saving.
fn wait_for_change(sources: &[PathBuf], seen: Option<SystemTime>) -> Outcome {
    let mut last = seen;
    loop {
        thread::sleep(GLANCE);
        let now = folder::newest(sources)?;
        if now != seen && now == last {
            return Ok(());
        }
        last = now;
    }
}

/// The server at work; dropping it stops it.
struct Running(Child);

impl Running {
    fn start(binary: &PathBuf, arguments: &[String]) -> Outcome<Self> {
        let child = Command::new(binary)
            .arg("demo")
            .args(arguments)
            .stdin(Stdio::null())
            .spawn();
        child.map(Self).context(|| format!("cannot start {}", binary.display()))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        process::stop(&mut self.0);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn every_watched_source_exists() {
        for path in sources(&Workspace::find().unwrap()) {
            assert!(path.exists(), "{}", path.display());
        }
    }
}
