//! The stage of a test: services on a database of their own, with time and chance in the test's hand.

use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use super::clock::ManualClock;
use super::database::TestDb;
use crate::Services;
use crate::auth::{HasherSettings, LockoutSettings, PasswordCost};
use crate::db::DatabaseUrl;
use crate::env::{Env, SeededEntropy};
use crate::files::{FileSettings, ReaderSettings};
use crate::keys::KeyRing;
use crate::settings::{Mode, PlanProfile, Settings};

/// Everything a service test needs.
#[derive(Clone)]
pub struct Stage {
    /// The services under test.
    pub services: Services,
    /// Their clock.
    pub clock: Arc<ManualClock>,
    /// With what they were opened; open a second time for a second server on the same data.
    pub settings: Settings,
    _database: Arc<TestDb>,
    _files: Arc<TempDir>,
}

impl Stage {
    /// On SQLite.
    pub async fn sqlite() -> Self {
        Self::sqlite_with(|_| ()).await
    }

    /// On SQLite, with some settings of the test's own.
    pub async fn sqlite_with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::on(TestDb::sqlite().await, change).await
    }

    /// On PostgreSQL; nothing (and a line that says so) when no server is named.
    pub async fn postgres() -> Option<Self> {
        match TestDb::postgres().await {
            Some(database) => Some(Self::on(database, |_| ()).await),
            None => None,
        }
    }

    /// A second server on the same database and clock, with its own chance.
    pub async fn second_server(&self) -> Services {
        let env = Env {
            clock: self.clock.clone(),
            entropy: Arc::new(SeededEntropy::new(2)),
        };
        Services::open(self.settings.clone(), env)
            .await
            .expect("the database can be opened twice")
    }

    /// The same data after a restart, with other settings.
    pub async fn reopened_with(&self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = self.settings.clone();
        change(&mut settings);
        let services = Services::open(settings.clone(), self.services.env.clone())
            .await
            .expect("the database can be opened again");
        Self {
            services,
            settings,
            ..self.clone()
        }
    }

    async fn on(database: TestDb, change: impl FnOnce(&mut Settings)) -> Self {
        let clock = Arc::new(ManualClock::default());
        let env = Env {
            clock: clock.clone(),
            entropy: Arc::new(SeededEntropy::new(1)),
        };
        let files = tempfile::tempdir().expect("a temporary folder");
        let mut settings = settings_for(database.url().clone());
        settings.files = FileSettings::in_folder(files.path(), settings.files.reader);
        change(&mut settings);
        let services = Services::open(settings.clone(), env)
            .await
            .expect("the test database can be opened");
        Self {
            services,
            clock,
            settings,
            _database: Arc::new(database),
            _files: Arc::new(files),
        }
    }
}

/// What a program would be started with on that database in a test.
#[must_use]
pub fn settings_for(database: DatabaseUrl) -> Settings {
    let folder = match &database {
        DatabaseUrl::Sqlite(file) => file.parent().map(Path::to_owned),
        DatabaseUrl::Postgres(_) => None,
    };
    let folder = folder.unwrap_or_else(|| std::env::temp_dir().join("portico-tests"));
    Settings {
        // A test that lets something look into files says what.
        files: FileSettings::in_folder(&folder, ReaderSettings::command_of("/nonexistent")),
        database,
        mode: Mode::Test,
        schema: migration::names(),
        plan: PlanProfile::default(),
        keys: Arc::new(KeyRing::invented()),
        passwords: HasherSettings {
            cost: PasswordCost::TEST,
            ..HasherSettings::default()
        },
        lockout: LockoutSettings::default(),
    }
}
