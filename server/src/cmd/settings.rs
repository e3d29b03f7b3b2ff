//! From configuration to what the program works with, checked as a whole before anything starts.

use std::{net::IpAddr, path::Path, sync::Arc};

use domain::auth::lockout::{Policy, PolicyError};
use services::{
    auth::{HasherSettings, LockoutSettings},
    db::DatabaseUrl,
    files::FileSettings,
    keys::KeyRing,
    settings::{Mode, PlanProfile, Settings},
};
use url::Url;

use super::{file_settings, keys};
use crate::{
    config::{Config, Loaded, PlanSection, SignInSection},
    failure::Failure,
    http::listen::Host,
};

/// File name of the embedded database.
pub(super) const DATABASE_FILE: &str = "portico.db";

/// Everything `serve` needs, in the types it needs it in.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) settings: Settings,
    pub(super) host: Host,
    pub(super) metrics_host: IpAddr,
    /// Scheme, host and port of the public address.
    pub(super) origin: String,
}

/// Checks the configuration of a production server.
pub(super) fn check(loaded: &Loaded) -> Result<Checked, Failure> {
    let config = &loaded.config;
    if config.runtime.workers == 0 {
        return Err(Failure::new("runtime.workers is 0", "set it to 1 or more"));
    }
    // First what the operator has to say, then what `init` makes.
    let origin = origin(&config.server.public_url)?;
    Ok(Checked {
        settings: settings(config)?,
        host: host(&config.server.host)?,
        metrics_host: config.metrics.host.parse().map_err(|_| {
            Failure::new(
                format!("metrics.host is \"{}\", which is no IP address", config.metrics.host),
                "set an address like 127.0.0.1",
            )
        })?,
        origin,
    })
}

/// What opening services on invented people needs.
pub(super) fn invented(database: DatabaseUrl, data: &Path, mode: Mode) -> Result<Settings, Failure> {
    Ok(Settings {
        files: FileSettings::in_folder(data, file_settings::reader()?),
        database,
        mode,
        schema: migration::names(),
        plan: PlanProfile::default(),
        keys: Arc::new(KeyRing::invented()),
        passwords: HasherSettings::default(),
        lockout: LockoutSettings::default(),
    })
}

/// What opening the services needs.
pub(super) fn settings(config: &Config) -> Result<Settings, Failure> {
    let data = Path::new(&config.data.folder);
    Ok(Settings {
        database: database(&config.database.url, data)?,
        files: file_settings::files(&config.files, data)?,
        mode: Mode::Production,
        schema: migration::names(),
        plan: plan(&config.plan)?,
        keys: Arc::new(keys::read(config)?),
        passwords: HasherSettings::default(),
        lockout: lockout(&config.sign_in)?,
    })
}

fn lockout(section: &SignInSection) -> Result<LockoutSettings, Failure> {
    let policy = Policy::new(section.max_failures, section.lock_minutes).map_err(|error| {
        let setting = match error {
            PolicyError::MaxFailures(_) => "sign_in.max_failures",
            PolicyError::LockMinutes(_) => "sign_in.lock_minutes",
        };
        Failure::new(
            format!("{setting} cannot be used: {error}"),
            "set it within these bounds",
        )
    })?;
    Ok(LockoutSettings {
        policy,
        ..LockoutSettings::default()
    })
}

/// The database at `url`, or the embedded one in `folder` when it is empty.
pub(super) fn database(url: &str, folder: &Path) -> Result<DatabaseUrl, Failure> {
    if url.is_empty() {
        return Ok(DatabaseUrl::Sqlite(folder.join(DATABASE_FILE)));
    }
    DatabaseUrl::parse(url).map_err(|error| Failure::new("database.url cannot be used", error.to_string()))
}

fn host(text: &str) -> Result<Host, Failure> {
    if text == "localhost" {
        return Ok(Host::Loopback);
    }
    text.parse().map(Host::Address).map_err(|_| {
        Failure::new(
            format!("server.host is \"{text}\", which is neither localhost nor an IP address"),
            "set localhost, 0.0.0.0, or one address of this machine",
        )
    })
}

/// Production is reached over TLS only: the session cookie demands it.
pub(super) fn origin(public_url: &str) -> Result<String, Failure> {
    let mend = "set it to the https address people type, for example https://portal.example.org";
    if public_url.is_empty() {
        return Err(Failure::new("server.public_url is not set", mend));
    }
    let url = Url::parse(public_url)
        .map_err(|error| Failure::new(format!("server.public_url is no address ({error})"), mend))?;
    if url.scheme() != "https" {
        return Err(Failure::new("server.public_url does not start with https://", mend));
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(Failure::new(
            "server.public_url has more than scheme, host and port",
            mend,
        ));
    }
    Ok(url.origin().ascii_serialization())
}

fn plan(plan: &PlanSection) -> Result<PlanProfile, Failure> {
    let zone = plan.zone.parse().map_err(|_| {
        Failure::new(
            format!("plan.zone is \"{}\", which is no time zone", plan.zone),
            "set a name like America/Chicago",
        )
    })?;
    Ok(PlanProfile {
        name: plan.name.clone(),
        short_name: plan.short_name.clone(),
        zone,
        support_phone: plan.support_phone.clone(),
        support_hours: plan.support_hours.clone(),
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_public_address_must_be_https_and_nothing_but_an_origin() {
        assert_eq!(
            origin("https://portal.example.org/").unwrap(),
            "https://portal.example.org"
        );
        assert_eq!(
            origin("https://portal.example.org:8443").unwrap(),
            "https://portal.example.org:8443"
        );
        for refused in [
            "",
            "portal",
            "http://portal.example.org",
            "https://portal.example.org/x",
        ] {
            assert!(origin(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn localhost_stands_for_both_loopback_addresses() {
        assert_eq!(host("localhost").unwrap(), Host::Loopback);
        assert_eq!(host("0.0.0.0").unwrap(), Host::Address([0, 0, 0, 0].into()));
        assert!(host("example.org").is_err());
    }

    #[test]
    fn without_an_address_the_database_is_in_the_data_folder() {
        assert_eq!(
            database("", Path::new("data")).unwrap().to_string(),
            "sqlite:data/portico.db"
        );
        assert!(database("mysql://x", Path::new("data")).is_err());
    }
}
