//! The tests in a browser, and the sizes that only a running server shows.

use std::{fs, path::Path};

use crate::{
    browser::{self, Browser},
    failure::{Context, Failure, Outcome},
    http::Client,
    phases::{Phases, say},
    portico::Portico,
    process,
    site::Site,
    tally::Tally,
    workspace::Workspace,
};

/// Where Playwright's configuration writes its report, below the folder of the browser tests.
const REPORT: &str = "test-results/report.json";

/// Compares what a visitor downloads with the budget.
pub fn budget(binary: &Path, site: &Site, phases: &Phases) -> Tally {
    let mut tally = Tally::default();
    let result = phases.run("Size budget", |phase| {
        let portico = Portico::start(binary, &[])?;
        let page = Client::connect(&portico.address)?.get("/login", "")?;
        if page.status != 200 {
            return Err(Failure::new(format!("/login answers {}", page.status)));
        }
        let html = page.body.len();
        phase.note(format!("sign-in HTML {html} bytes; {}", site.sizes));
        crate::check::none(&site.sizes.over_budget(Some(html)))
    });
    if let Err(failure) = &result {
        say(&format!("{failure}"));
    }
    tally.count(result.is_ok());
    tally
}

/// Runs the browser tests against the given server program.
///
/// # Errors
/// Node's packages or a browser cannot be had.
pub fn run(workspace: &Workspace, binary: &Path, phases: &Phases) -> Outcome<Tally> {
    let mut tally = Tally::default();
    phases.run("Browser tests: packages", |phase| browser::packages(workspace, phase))?;
    let browser = phases.run("Browser tests: browser", |phase| browser::find(workspace, phase))?;
    let folder = workspace.path(&workspace.leptos.end2end_dir);
    let types = phases.run("Browser tests: types", |phase| {
        process::quietly(process::program("npx", &folder).args(["tsc", "--noEmit"]), phase)
    });
    if let Err(failure) = &types {
        say(&format!("{failure}"));
    }
    tally.count(types.is_ok());

    let report = folder.join(REPORT);
    if report.exists() {
        fs::remove_file(&report).context(|| format!("cannot remove {}", report.display()))?;
    }
    let mut npx = process::program("npx", &folder);
    npx.args(["playwright", "test"]).env("PORTICO_BIN", binary);
    if let Browser::Installed(path) = &browser {
        npx.env(browser::VARIABLE, path);
    }
    tally.add(phases.show("Browser tests", |_| {
        let heard = process::aloud(&mut npx)?;
        let counted = fs::read_to_string(&report)
            .ok()
            .and_then(|text| Tally::of_playwright(&text).ok());
        Ok(Tally::of_run(counted, heard.status.success()))
    })?);
    Ok(tally)
}
