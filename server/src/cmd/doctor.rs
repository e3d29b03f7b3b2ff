//! `portico doctor`: everything the server needs, looked at without starting it.

use std::path::Path;

use services::{
    db::{self, DatabaseUrl},
    env::Env,
    files::ScannerError,
};

use super::{block_on, database, keys, running, say, settings};
use crate::{config::Loaded, failure::Failure};

pub(super) fn run(loaded: &Loaded) -> Result<(), Failure> {
    let config = &loaded.config;
    let mut worst = Ok(());
    let mut note = |what: &str, result: Result<(), Failure>| match result {
        Ok(()) => say(&format!("ok    {what}")),
        Err(failure) => {
            say(&format!("bad   {what}: {failure}"));
            worst = Err(Failure::new("something is missing", "mend what is marked bad above"));
        }
    };
    let checked = settings::check(loaded);
    note("configuration", checked.as_ref().map(|_| ()).map_err(Failure::clone));
    note("keys", keys::read(config).map(|_| ()));
    let url = settings::database(&config.database.url, Path::new(&config.data.folder))?;
    if matches!(url, DatabaseUrl::Sqlite(_)) {
        note("data folder", writable(Path::new(&config.data.folder)));
    }
    let (mut files, mut scanner) = (Ok(()), None);
    let opened = block_on(1, async {
        match settings::settings(config) {
            Ok(settings) => {
                let services = database::open(settings, Env::system()).await?;
                files = services.files.probe().await.map_err(|error| {
                    Failure::new(error.to_string(), "check files.url, and the rights of this user there")
                });
                scanner = services.files.probe_scanner().await;
                services.close().await;
            }
            // What is wrong with them stands above already; whether the database answers is another matter.
            Err(_) => drop(db::purpose_of(&url).await.map_err(database::open_failure)?),
        }
        Ok(())
    });
    note("database", opened);
    note("files", files);
    match scanner {
        Some(answered) => note("scanner", answered.map_err(scanner_failure)),
        None if config.files.scanner.is_empty() => say(NO_SCANNER),
        None => {}
    }
    if let Ok(checked) = checked {
        let metrics = (checked.metrics_host, config.metrics.port);
        note(
            "ports",
            block_on(1, running::bind(&checked.host, config.server.port, metrics)).map(|_| ()),
        );
    }
    worst
}

/// Not bad, but to be known.
const NO_SCANNER: &str = "none  scanner: files.scanner is not set, so documents are not scanned for malware";

fn scanner_failure(error: ScannerError) -> Failure {
    Failure::new(
        error.to_string(),
        "check files.scanner, and that clamd runs and lets this user in",
    )
}

/// Tries it out: rights, a full disk and a read-only mount all show up this way.
fn writable(folder: &Path) -> Result<(), Failure> {
    let probe = folder.join(".portico-doctor");
    let tried = std::fs::write(&probe, b"probe").and_then(|()| std::fs::remove_file(&probe));
    tried.map_err(|error| database::folder_failure(folder, &error))
}
