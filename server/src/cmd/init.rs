//! `portico init`: the folder, the configuration file, the database.

use std::path::Path;

use services::env::Env;

use super::{block_on, database, keys, say, settings};
use crate::{
    config::{FILE_NAME, Loaded},
    failure::Failure,
};

pub(super) fn run(loaded: &Loaded) -> Result<(), Failure> {
    let folder = Path::new(&loaded.config.data.folder);
    database::make_folder(folder)?;
    if let Some(path) = keys::make(loaded, &Env::system())? {
        say(&format!(
            "A key for the passwords was made: {}. Keep a copy, but not where the backups of the database are.",
            path.display()
        ));
    }
    let settings = settings::settings(&loaded.config)?;
    block_on(1, database::prepare(&settings, &Env::system()))?;
    say(&format!("The database is ready: {}", settings.database));
    let file = folder.join(FILE_NAME);
    if loaded.file.is_none() {
        keys::write_new(&file, &contents(&loaded.config.server.public_url))
            .map_err(|error| database::folder_failure(folder, &error))?;
        say(&format!("A configuration file was written: {}", file.display()));
    }
    if loaded.config.server.public_url.is_empty() {
        say(
            "Next: set server.public_url there, then run `portico admin create`, `portico config check` and `portico serve`.",
        );
    } else {
        say("Next: run `portico admin create`, then `portico serve`.");
    }
    Ok(())
}

fn contents(public_url: &str) -> String {
    let url = if public_url.is_empty() {
        "# public_url = \"https://portal.example.org\"".to_owned()
    } else {
        format!("public_url = {public_url:?}")
    };
    format!(
        "# Portico's settings. A flag beats a PORTICO_ variable beats this file; `portico config show` prints what is in force.\n\n\
         [server]\n# The https address people type; a TLS proxy stands in front of this program.\n{url}\n\
         # host = \"localhost\"\n# port = 3000\n\n\
         [metrics]\n# Keep this one private.\n# host = \"127.0.0.1\"\n# port = 9464\n\n\
         [database]\n# Without an address the embedded database in this folder is used.\n\
         # url = \"postgres://portico@localhost/portico\"\n\n\
         [files]\n# Documents, encrypted; without an address they are in this folder.\n# url = \"file:///srv/portico/files\"\n\
         # The clamd that scans each one for malware; without one nobody does.\n# scanner = \"unix:/run/clamav/clamd.ctl\"\n\n\
         [log]\n# format = \"json\"\n# level = \"info\"\n"
    )
}
