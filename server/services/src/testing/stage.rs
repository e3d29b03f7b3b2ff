//! The stage of a test: services on a database of their own, with time and chance in the test's hand.

use std::sync::Arc;

use super::clock::ManualClock;
use super::database::TestDb;
use crate::Services;
use crate::auth::{HasherSettings, LockoutSettings, PasswordCost};
use crate::db::DatabaseUrl;
use crate::env::{Env, SeededEntropy};
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
}

impl Stage {
    /// On SQLite.
    pub async fn sqlite() -> Self {
        Self::on(TestDb::sqlite().await).await
    }

    /// On PostgreSQL; nothing (and a line that says so) when no server is named.
    pub async fn postgres() -> Option<Self> {
        match TestDb::postgres().await {
            Some(database) => Some(Self::on(database).await),
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

    async fn on(database: TestDb) -> Self {
        let clock = Arc::new(ManualClock::default());
        let env = Env {
            clock: clock.clone(),
            entropy: Arc::new(SeededEntropy::new(1)),
        };
        let settings = settings_for(database.url().clone());
        let services = Services::open(settings.clone(), env)
            .await
            .expect("the test database can be opened");
        Self {
            services,
            clock,
            settings,
            _database: Arc::new(database),
        }
    }
}

/// What a program would be started with on that database in a test.
#[must_use]
pub fn settings_for(database: DatabaseUrl) -> Settings {
    Settings {
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
