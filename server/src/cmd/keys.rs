//! The key file: what the program needs besides the database, and what must not be stored with it.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use services::{
    env::Env,
    keys::{KeyError, KeyRing},
};

use super::database;
use crate::{
    config::{Config, Loaded},
    failure::Failure,
};

/// File name of the keys inside the data folder.
const KEY_FILE: &str = "pepper.key";

/// The keys: those of the setting, else those in the data folder.
pub(super) fn read(config: &Config) -> Result<KeyRing, Failure> {
    let pepper = &config.security.pepper;
    if !pepper.is_empty() {
        return KeyRing::parse(pepper).map_err(|error| refusal(Config::PEPPER, error));
    }
    let path = Path::new(&config.data.folder).join(KEY_FILE);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => {
            return Err(Failure::new(
                format!("cannot read the key file {}: {error}", path.display()),
                "give this user the right to read it",
            ));
        }
    };
    KeyRing::parse(&text).map_err(|error| refusal(&path.display().to_string(), error))
}

/// Makes the key file where keys are neither set nor there, and gives its path if it did.
pub(super) fn make(loaded: &Loaded, env: &Env) -> Result<Option<PathBuf>, Failure> {
    let folder = Path::new(&loaded.config.data.folder);
    let path = folder.join(KEY_FILE);
    if !loaded.config.security.pepper.is_empty() || path.exists() {
        return Ok(None);
    }
    write_new(&path, &format!("{}\n", KeyRing::draw(env).expose()))
        .map_err(|error| database::folder_failure(folder, &error))?;
    Ok(Some(path))
}

/// What is wrong with the keys that were read from `place`.
fn refusal(place: &str, error: KeyError) -> Failure {
    if error == KeyError::Empty {
        return Failure::new(
            format!("there are no keys in {place}"),
            "run `portico init`, which makes them",
        );
    }
    let line = error.to_string();
    let (what, mend) = line.split_once("; ").unwrap_or((&line, "write the newest key first"));
    Failure::new(format!("the keys in {place} cannot be used: {what}"), mend)
}

/// Writes a file that is not there yet, readable by this user only, all of it or nothing.
pub(super) fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
