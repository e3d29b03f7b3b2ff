//! `cargo xtask dev`: a quick build of both halves, the server on demo data, and again after each change.
//!
//! It looks at the times of the sources twice a second: no library for it, and it works on every file system. The site
//! and the server lie in folders of their own, so that they never disturb what `test` and `demo` have built.

use std::{
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use crate::{
    build::{self, Flavor},
    failure::{Context, Outcome},
    folder, interrupt,
    phases::{Phases, say},
    process, site,
    wasm::Effort,
    workspace::Workspace,
};

/// How often the sources are looked at.
const GLANCE: Duration = Duration::from_millis(500);

/// Builds, serves and watches until it is interrupted, and then stops the server.
///
/// # Errors
/// The sources cannot be read. A build that fails is said, and the last good server stays.
pub fn run(workspace: &Workspace, arguments: &[String]) -> Outcome {
    interrupt::heed()?;
    let sources = sources(workspace);
    let mut server: Option<Running> = None;
    loop {
        let seen = folder::fingerprint(&sources)?;
        let built = build(workspace);
        if interrupt::own().came() {
            return Ok(());
        }
        match built {
            Ok(binary) => {
                // The old one first: both want the same port.
                drop(server.take());
                server = Some(Running::start(&binary, arguments)?);
            }
            Err(failure) => {
                let meanwhile = server.as_ref().map_or("", |_| " The server is as it was.");
                say(&format!("{failure}\n\nWaiting for a change.{meanwhile}"));
            }
        }
        if !wait_for_change(&sources, seen, &mut server)? {
            return Ok(());
        }
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

/// Waits until the sources are no longer what they were before the build, and the person has stopped saving; false when
/// it is interrupted instead. A server that ends by itself meanwhile is said.
fn wait_for_change(sources: &[PathBuf], seen: u64, server: &mut Option<Running>) -> Outcome<bool> {
    let mut last = seen;
    while !interrupt::own().wait(GLANCE) {
        if let Some(status) = server.as_mut().and_then(|server| server.0.try_wait().ok().flatten()) {
            say(&format!("\nThe server has ended ({status}). Waiting for a change."));
            *server = None;
        }
        let now = folder::fingerprint(sources)?;
        if now != seen && now == last {
            return Ok(true);
        }
        last = now;
    }
    Ok(false)
}

/// The server at work; dropping it stops it.
struct Running(Child);

impl Running {
    /// In a process group of its own, so that Ctrl-C reaches it once, through this program: twice means "at once" to it.
    fn start(binary: &Path, arguments: &[String]) -> Outcome<Self> {
        let child = Command::new(binary)
            .arg("demo")
            .args(arguments)
            .stdin(Stdio::null())
            .process_group(0)
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
