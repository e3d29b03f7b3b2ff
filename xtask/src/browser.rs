//! What the browser tests need: Node's packages and a browser. Both are fetched when missing, and said.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::{
    failure::{Context, Outcome},
    phases::Phase,
    process, stamp, toolchain,
    workspace::Workspace,
};

/// The variable by which a person, or this program, names the browser to Playwright's configuration.
pub const VARIABLE: &str = "PORTICO_CHROMIUM";

/// Browsers that package managers install, as they are called on the search path. The one without windows comes first: it is
/// what Playwright takes itself, and needs half the processor time of the others.
const NAMES: [&str; 4] = [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
];

/// Which browser the tests use.
#[derive(Debug, PartialEq, Eq)]
pub enum Browser {
    /// One that is installed on the machine.
    Installed(PathBuf),
    /// Playwright's own.
    Playwrights,
}

/// Installs the packages that the lock file names, unless they are there already. Browsers are a phase of their own.
///
/// # Errors
/// Node is missing, or npm fails.
pub fn packages(workspace: &Workspace, phase: &Phase) -> Outcome {
    toolchain::require("node", "Node 20 or newer (Debian: apt-get install nodejs npm)")?;
    toolchain::require("npm", "comes with Node (Debian: apt-get install npm)")?;
    let folder = workspace.path(&workspace.leptos.end2end_dir);
    let lock = folder.join("package-lock.json");
    let lock = fs::read(&lock).context(|| format!("cannot read {}", lock.display()))?;
    let wanted = stamp::hex(&Sha256::digest(&lock));
    let installed = folder.join("node_modules/.portico-lock");
    if fs::read_to_string(&installed).is_ok_and(|there| there == wanted) {
        phase.note("unchanged");
        return Ok(());
    }
    let mut npm = process::program("npm", &folder);
    npm.args(["ci", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::quietly(&mut npm, phase)?;
    fs::write(&installed, wanted).context(|| format!("cannot write {}", installed.display()))
}

/// Finds a browser: the one named by the variable, one on the search path, else Playwright's own, which is fetched.
///
/// # Errors
/// There is none and it cannot be fetched.
pub fn find(workspace: &Workspace, phase: &Phase) -> Outcome<Browser> {
    let browser = choose(env::var_os(VARIABLE).map(PathBuf::from), process::on_path);
    match &browser {
        Browser::Installed(path) => phase.note(path.display().to_string()),
        Browser::Playwrights => {
            phase.note("Playwright's own");
            let folder = workspace.path(&workspace.leptos.end2end_dir);
            let mut npx = process::program("npx", &folder);
            process::quietly(npx.args(["playwright", "install", "chromium"]), phase)?;
        }
    }
    Ok(browser)
}

fn choose(named: Option<PathBuf>, on_path: impl Fn(&str) -> Option<PathBuf>) -> Browser {
    let named = named.filter(|path| path != Path::new(""));
    let found = named.or_else(|| NAMES.iter().find_map(|name| on_path(name)));
    found.map_or(Browser::Playwrights, Browser::Installed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_browser_comes_before_an_installed_one_and_playwrights_own_comes_last() {
        let installed =
            |names: &'static [&str]| move |name: &str| names.contains(&name).then(|| Path::new("/usr/bin").join(name));
        let (both, one) = (
            installed(&["chromium", "chromium-headless-shell"]),
            installed(&["chromium"]),
        );
        let named = Some(PathBuf::from("/opt/browser"));
        assert_eq!(choose(named, both), Browser::Installed("/opt/browser".into()));
        assert_eq!(
            choose(None, both),
            Browser::Installed("/usr/bin/chromium-headless-shell".into())
        );
        assert_eq!(choose(None, one), Browser::Installed("/usr/bin/chromium".into()));
        assert_eq!(choose(Some(PathBuf::new()), installed(&[])), Browser::Playwrights);
    }
}
