//! The settings, one struct a section; the field names are the names in the file.

use serde::{Deserialize, Serialize};

/// All sections.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// How people reach the server.
    pub server: ServerSection,
    /// The listener for monitoring.
    pub metrics: MetricsSection,
    /// Where files live.
    pub data: DataSection,
    /// Where rows live.
    pub database: DatabaseSection,
    /// Where documents live.
    pub files: FilesSection,
    /// What is logged, and how.
    pub log: LogSection,
    /// Whose portal this is.
    pub plan: PlanSection,
    /// What must not lie in the database.
    pub security: SecuritySection,
    /// When wrong passwords lock a User ID.
    pub sign_in: SignInSection,
    /// What the process takes of the machine.
    pub runtime: RuntimeSection,
}

impl Config {
    /// The setting that is never shown.
    pub const PEPPER: &'static str = "security.pepper";

    /// Every setting's name, as in the file.
    pub const KEYS: &'static [&'static str] = &[
        "server.host",
        "server.port",
        "server.public_url",
        "server.trusted_proxies",
        "metrics.host",
        "metrics.port",
        "data.folder",
        "database.url",
        "files.url",
        "files.scanner",
        "log.format",
        "log.level",
        "plan.name",
        "plan.short_name",
        "plan.zone",
        "plan.support_phone",
        "plan.support_hours",
        Self::PEPPER,
        "sign_in.max_failures",
        "sign_in.lock_minutes",
        "runtime.workers",
    ];
}

/// `[server]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerSection {
    /// `localhost` (both loopback addresses) or one address to listen on.
    pub host: String,
    /// Port to listen on; 0 picks a free one.
    pub port: u16,
    /// The address people type, `https://…`; the cookie and the same-origin rule follow it.
    pub public_url: String,
    /// How many reverse proxies stand in front; the client's address is taken from the right of `X-Forwarded-For` by that
    /// count. 0 ignores the header.
    pub trusted_proxies: u8,
}

impl Default for ServerSection {
    fn default() -> Self {
        Self {
            host: "localhost".to_owned(),
            port: 3000,
            public_url: String::new(),
            trusted_proxies: 0,
        }
    }
}

/// `[metrics]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MetricsSection {
    /// Address to listen on; keep it private.
    pub host: String,
    /// Port to listen on; 0 picks a free one.
    pub port: u16,
}

impl Default for MetricsSection {
    fn default() -> Self {
        Self {
            host: "127.0.0.1".to_owned(),
            port: 9464,
        }
    }
}

/// `[data]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DataSection {
    /// Folder of the embedded database and of everything else on disk.
    pub folder: String,
}

impl Default for DataSection {
    fn default() -> Self {
        Self {
            folder: super::DEFAULT_FOLDER.to_owned(),
        }
    }
}

/// `[database]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseSection {
    /// `sqlite:FILE` or `postgres://…`; empty means the embedded database in the data folder. May hold a password.
    pub url: String,
}

/// `[files]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FilesSection {
    /// `file:///FOLDER` or, in programs built with the feature s3, `s3://BUCKET/PREFIX`; empty means the data folder.
    pub url: String,
    /// `unix:/PATH` or `tcp:HOST:PORT` of a clamd; empty means that documents are not scanned for malware.
    pub scanner: String,
}

/// `[log]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogSection {
    /// Lines for people or for machines.
    pub format: LogFormat,
    /// `error`, `warn`, `info`, `debug`, or a filter like `info,sqlx=warn`.
    pub level: String,
}

impl Default for LogSection {
    fn default() -> Self {
        Self {
            format: LogFormat::Json,
            level: "info".to_owned(),
        }
    }
}

/// How a log line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For reading.
    Text,
    /// One object a line.
    Json,
}

/// `[plan]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlanSection {
    /// Full name.
    pub name: String,
    /// Name in running text.
    pub short_name: String,
    /// IANA zone in which deadlines are counted and times shown.
    pub zone: String,
    /// What people call for help.
    pub support_phone: String,
    /// When somebody answers there.
    pub support_hours: String,
}

impl Default for PlanSection {
    fn default() -> Self {
        let plan = services::settings::PlanProfile::default();
        Self {
            name: plan.name,
            short_name: plan.short_name,
            zone: plan.zone.name().to_owned(),
            support_phone: plan.support_phone,
            support_hours: plan.support_hours,
        }
    }
}

/// `[security]`
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SecuritySection {
    /// The keys in every stored password, newest first: `2:BASE64 1:BASE64`; empty means the key file in the data folder.
    pub pepper: String,
}

impl std::fmt::Debug for SecuritySection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SecuritySection").finish_non_exhaustive()
    }
}

/// `[sign_in]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignInSection {
    /// Wrong passwords within 15 minutes that lock: 3 to 10.
    pub max_failures: u32,
    /// Minutes a first lock lasts: 15 to 30. The next within 24 hours lasts 30.
    pub lock_minutes: u32,
}

impl Default for SignInSection {
    fn default() -> Self {
        Self {
            max_failures: 5,
            lock_minutes: 15,
        }
    }
}

/// `[runtime]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RuntimeSection {
    /// Threads that answer requests; password hashing has its own.
    pub workers: usize,
}

impl Default for RuntimeSection {
    fn default() -> Self {
        Self { workers: 2 }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_setting_is_listed_once_and_nothing_else_is() {
        let value = serde_json::to_value(Config::default()).unwrap();
        let sections = value.as_object().unwrap().iter();
        let settings: BTreeSet<String> = sections
            .flat_map(|(section, fields)| {
                fields
                    .as_object()
                    .unwrap()
                    .keys()
                    .map(move |name| format!("{section}.{name}"))
            })
            .collect();
        let listed: BTreeSet<String> = Config::KEYS.iter().map(|key| (*key).to_owned()).collect();
        assert_eq!(settings, listed);
        assert_eq!(listed.len(), Config::KEYS.len());
    }
}
