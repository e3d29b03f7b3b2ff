//! Making and upgrading the database, as several commands need it.

use std::{fs, io, path::Path};

use services::{
    Services,
    db::{self, DatabaseUrl, OpenError},
    env::Env,
    files::FileSettings,
    settings::{Mode, Settings},
};

use super::settings;
use crate::{config::Config, failure::Failure};

/// Makes the folder of the data, for this user only.
pub(super) fn make_folder(folder: &Path) -> Result<(), Failure> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| folder_failure(folder, &error))
}

pub(super) fn folder_failure(folder: &Path, error: &io::Error) -> Failure {
    Failure::new(
        format!("cannot use the data folder {}: {error}", folder.display()),
        "name another with --data, or give this user the right to write there",
    )
}

/// Makes or upgrades the database and writes down what it is for.
pub(super) async fn prepare(settings: &Settings, env: &Env) -> Result<(), Failure> {
    let preparation = db::prepare(&settings.database, settings.mode, &settings.schema)
        .await
        .map_err(open_failure)?;
    migration::up(preparation.link())
        .await
        .map_err(|error| migration_failure(&error))?;
    preparation.claim(env.now()).await.map_err(open_failure)?;
    preparation.close().await.map_err(open_failure)
}

/// Empties a database, after making sure that it is one of this mode, and the folders of its files.
pub(super) async fn erase(settings: &Settings) -> Result<(), Failure> {
    erase_rows(settings).await?;
    let FileSettings { place, incoming, .. } = &settings.files;
    for folder in [Some(incoming), place.folder()].into_iter().flatten() {
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(folder_failure(folder, &error)),
            _ => {}
        }
    }
    Ok(())
}

async fn erase_rows(settings: &Settings) -> Result<(), Failure> {
    if let DatabaseUrl::Sqlite(file) = &settings.database
        && !file.exists()
    {
        return Ok(());
    }
    let preparation = db::prepare(&settings.database, settings.mode, &settings.schema)
        .await
        .map_err(open_failure)?;
    if let DatabaseUrl::Sqlite(file) = &settings.database {
        preparation.close().await.map_err(open_failure)?;
        return remove_files(file);
    }
    migration::down(preparation.link())
        .await
        .map_err(|error| migration_failure(&error))?;
    preparation.close().await.map_err(open_failure)
}

fn remove_files(file: &Path) -> Result<(), Failure> {
    for ending in ["", "-wal", "-shm"] {
        let mut path = file.as_os_str().to_owned();
        path.push(ending);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(folder_failure(file, &error)),
            _ => {}
        }
    }
    Ok(())
}

/// Opens the services.
pub(super) async fn open(settings: Settings, env: Env) -> Result<Services, Failure> {
    Services::open(settings, env).await.map_err(open_failure)
}

/// Opens the services on whatever the configured database is for: production, a demo or a test.
pub(super) async fn open_as_found(config: &Config, env: Env) -> Result<Services, Failure> {
    let data = Path::new(&config.data.folder);
    let url = settings::database(&config.database.url, data)?;
    let settings = match db::purpose_of(&url).await.map_err(open_failure)? {
        Some(mode @ (Mode::Demo | Mode::Test)) => settings::invented(url, data, mode),
        Some(Mode::Production) | None => settings::settings(config),
    };
    open(settings?, env).await
}

/// The error's own line has both halves already.
pub(super) fn open_failure(error: OpenError) -> Failure {
    let line = error.to_string();
    match line.rsplit_once("; ") {
        Some((what, mend)) => Failure::new(what, mend),
        None => Failure::new(line, "see the log"),
    }
}

pub(super) fn migration_failure(error: &impl std::fmt::Display) -> Failure {
    Failure::new(
        format!("preparing the database failed: {error}"),
        "restore a backup if in doubt, and report this",
    )
}
