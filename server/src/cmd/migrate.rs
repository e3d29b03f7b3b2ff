//! `portico migrate`: bring the schema up to this program's version, or say what that would do.

use std::path::Path;

use services::{
    db::{self, DatabaseUrl},
    env::Env,
    settings::Mode,
};

use super::{block_on, database, say, settings};
use crate::{config::Loaded, failure::Failure};

pub(super) fn run(loaded: &Loaded, dry_run: bool) -> Result<(), Failure> {
    let config = &loaded.config;
    let url = settings::database(&config.database.url, Path::new(&config.data.folder))?;
    if let DatabaseUrl::Sqlite(file) = &url
        && !file.exists()
    {
        let what = format!("there is no database at {}", file.display());
        return Err(Failure::new(
            what,
            "run `portico init` first, or name it with --data or --database-url",
        ));
    }
    block_on(1, async {
        let preparation = db::prepare(&url, Mode::Production, &migration::names())
            .await
            .map_err(database::open_failure)?;
        let pending = migration::pending(preparation.link())
            .await
            .map_err(|error| database::migration_failure(&error))?;
        for name in &pending {
            say(&format!("{} {name}", if dry_run { "would apply" } else { "applying" }));
        }
        if !dry_run {
            migration::up(preparation.link())
                .await
                .map_err(|error| database::migration_failure(&error))?;
            // A new PostgreSQL database may begin here instead of with `init`.
            preparation
                .claim(Env::system().now())
                .await
                .map_err(database::open_failure)?;
        }
        if pending.is_empty() {
            say("The database is up to date.");
        }
        preparation.close().await.map_err(database::open_failure)
    })
}
