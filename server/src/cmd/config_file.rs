//! `portico config check` and `portico config show`.

use super::{say, settings};
use crate::{
    config::{Config, Loaded},
    failure::Failure,
};

/// Fails when `portico serve` would refuse to start with it.
pub(super) fn check(loaded: &Loaded) -> Result<(), Failure> {
    settings::check(loaded)?;
    say("The configuration can be used.");
    Ok(())
}

/// One line a setting: name, value, origin. The database address is shown without its password, and the pepper not at all.
pub(super) fn show(loaded: &Loaded) -> Result<(), Failure> {
    if let Some(file) = &loaded.file {
        say(&format!("# file: {}", file.display()));
    }
    let values = serde_json::to_value(&loaded.config).map_err(|error| {
        Failure::new(
            format!("cannot show the configuration: {error}"),
            "report this as a defect",
        )
    })?;
    for (key, origin) in &loaded.origins {
        let value = match *key {
            "database.url" => shown_address(&loaded.config),
            Config::PEPPER => shown_pepper(&loaded.config).to_owned(),
            _ => key.split('.').fold(&values, |value, name| &value[name]).to_string(),
        };
        say(&format!("{key} = {value}  # {origin}"));
    }
    Ok(())
}

/// Says whether there is one, and never what it is.
fn shown_pepper(config: &Config) -> &'static str {
    if config.security.pepper.is_empty() {
        "\"\""
    } else {
        "\"(hidden)\""
    }
}

fn shown_address(config: &Config) -> String {
    let folder = std::path::Path::new(&config.data.folder);
    match settings::database(&config.database.url, folder) {
        Ok(address) => format!("{:?}", address.to_string()),
        Err(_) => "\"(not a database address)\"".to_owned(),
    }
}
