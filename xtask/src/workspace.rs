//! Where things are: the root, and the names and paths of `[[workspace.metadata.leptos]]`, which are written there
//! once for this program and for cargo-leptos alike.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;

use crate::{
    failure::{Context, Failure, Outcome},
    process,
};

/// The target of the browser's half.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Leptos' switch that gives all views one type. Of the browser's program it saves a fifth of the bytes and half of the
/// time to build. The server then writes other markers into its pages, so both halves are built with it, or neither.
const ONE_VIEW_TYPE: &str = "--cfg=erase_components";

/// Keeps in the linked module what says which function needs which: chunks are made by it.
const RELOCATIONS: &str = "-Clink-args=--emit-relocs";

/// The project on this machine.
pub struct Workspace {
    pub root: PathBuf,
    pub leptos: Leptos,
}

/// The part of the metadata block that is read here; the rest is for cargo-leptos alone.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Leptos {
    pub bin_package: String,
    pub bin_target: String,
    pub lib_package: String,
    pub output_name: String,
    pub site_root: PathBuf,
    pub site_pkg_dir: String,
    pub style_file: PathBuf,
    pub assets_dir: PathBuf,
    pub browserquery: String,
    pub end2end_dir: PathBuf,
    pub lib_profile_release: String,
}

#[derive(Deserialize)]
struct Manifest {
    workspace: Section,
}

#[derive(Deserialize)]
struct Section {
    metadata: Metadata,
}

#[derive(Deserialize)]
struct Metadata {
    leptos: Vec<Leptos>,
}

impl Workspace {
    /// Finds the project that this program was built from.
    ///
    /// # Errors
    /// The root manifest is missing, or holds no leptos block.
    pub fn find() -> Outcome<Self> {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = own
            .parent()
            .ok_or_else(|| Failure::new("xtask must lie in the folder of the workspace"))?;
        let manifest = root.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).context(|| format!("cannot read {}", manifest.display()))?;
        Ok(Self {
            root: root.to_owned(),
            leptos: parse(&text)?,
        })
    }

    /// A path inside the project.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// A path among what is built.
    pub fn target(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join("target").join(relative)
    }

    /// The site that the server embeds.
    pub fn site(&self) -> PathBuf {
        self.path(&self.leptos.site_root)
    }

    /// A cargo call in the root that builds into `target/` and knows where the site is.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = process::program("cargo", &self.root);
        command
            .args(arguments)
            .env("CARGO_TARGET_DIR", self.target(""))
            .env("PORTICO_SITE", self.site());
        command
    }

    /// A cargo call that builds one of the two halves that meet in a page: the browser's program, or the server that it
    /// is made for.
    pub fn cargo_half(&self, arguments: &[&str]) -> Command {
        self.cargo_with(arguments, "")
    }

    /// The same for the browser's half, which is taken apart into chunks afterwards.
    pub fn cargo_client(&self, arguments: &[&str]) -> Command {
        self.cargo_with(arguments, &format!("{RELOCATIONS} {}", without_paths()))
    }

    fn cargo_with(&self, arguments: &[&str], flags: &str) -> Command {
        let own = env::var("RUSTFLAGS").unwrap_or_default();
        let mut command = self.cargo(arguments);
        command.env("RUSTFLAGS", format!("{own} {ONE_VIEW_TYPE} {flags}").trim());
        command
    }

    /// Where cargo puts the server's program for a profile.
    pub fn server_binary(&self, profile: &str) -> PathBuf {
        let folder = if profile == "dev" { "debug" } else { profile };
        self.target(folder).join(&self.leptos.bin_target)
    }
}

/// Takes the folder of cargo's sources out of what a program says of itself: it differs from machine to machine, and everybody would
/// download it. Empty where no such folder is known, or where its name has a space in it.
fn without_paths() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    let sources = home.map(|home| home.join("registry/src/").display().to_string());
    sources
        .filter(|sources| !sources.contains(' '))
        .map_or_else(String::new, |sources| format!("--remap-path-prefix={sources}="))
}

fn parse(manifest: &str) -> Outcome<Leptos> {
    let manifest: Manifest = toml::from_str(manifest).context(|| "cannot read [[workspace.metadata.leptos]]".into())?;
    let first = manifest.workspace.metadata.leptos.into_iter().next();
    first.ok_or_else(|| Failure::new("Cargo.toml holds no [[workspace.metadata.leptos]]"))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_projects_own_metadata_is_read() {
        let workspace = Workspace::find().unwrap();
        assert_eq!(workspace.leptos.output_name, "portico");
        assert_eq!(
            workspace.server_binary("dev"),
            workspace.root.join("target/debug/portico")
        );
    }

    #[test]
    fn both_halves_of_a_page_are_built_with_the_same_flags() {
        let workspace = Workspace::find().unwrap();
        let flags = |command: &Command| {
            let found = command.get_envs().find(|(name, _)| *name == "RUSTFLAGS");
            found
                .and_then(|(_, value)| value)
                .map(|value| value.to_string_lossy().into_owned())
        };
        assert!(flags(&workspace.cargo_half(&["build"])).is_some_and(|flags| flags.contains(ONE_VIEW_TYPE)));
        let client = flags(&workspace.cargo_client(&["build"])).unwrap();
        assert!(client.contains(ONE_VIEW_TYPE) && client.contains(RELOCATIONS));
        assert_eq!(flags(&workspace.cargo(&["clippy"])), None);
    }

    #[test]
    fn a_manifest_without_the_block_is_refused_in_words() {
        let error = parse("[workspace.metadata]\nleptos = []").unwrap_err().to_string();
        assert!(error.contains("[[workspace.metadata.leptos]]"), "{error}");
    }
}
