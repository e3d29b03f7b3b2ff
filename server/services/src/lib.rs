//! Use cases: what the portal does, each in its own transaction, on a real database.
//!
//! `domain` says what is allowed; the modules here load, ask `domain`, store, and leave an event, an audit row and an
//! announcement in the same transaction. Pages and server functions call these functions and nothing below them. Time
//! and randomness come in through [`env`], outside systems through ports, so every use case runs in a test exactly as
//! it runs in production.

pub mod audit;
pub mod auth;
pub mod catalog;
pub mod dashboard;
pub mod db;
pub mod demo;
pub mod env;
pub mod events;
pub mod files;
pub mod health;
pub mod keys;
pub mod members;
pub mod notification;
pub mod practices;
pub mod prior_auth;
pub mod saved_views;
pub mod search;
pub mod settings;
#[cfg(feature = "testing")]
pub mod testing;

use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

use domain::access::Actor;
use domain::auth::Browser;

use crate::audit::Later;
use crate::auth::{Hasher, Lockout, SessionCache};
use crate::catalog::Catalog;
use crate::db::{Db, OpenError};
use crate::env::Env;
use crate::events::EventHub;
use crate::files::Files;
use crate::keys::KeyRing;
use crate::settings::{PlanProfile, Settings};

/// Everything a use case needs; cheap to clone.
#[derive(Clone, Debug)]
pub struct Services {
    /// The database.
    pub db: Db,
    /// Time and randomness.
    pub env: Env,
    /// Announcements of committed changes.
    pub events: EventHub,
    /// Documents.
    pub files: Files,
    /// The keys that lie outside the database.
    pub keys: Arc<KeyRing>,
    /// The threads that hash passwords.
    pub hasher: Hasher,
    /// Audit rows that may wait a second.
    pub later: Later,
    /// Failed sign-ins, counted.
    pub lockout: Lockout,
    /// Sessions in memory.
    pub sessions: SessionCache,
    /// Rules, clocks, code sets.
    pub catalog: Arc<Catalog>,
    /// The plan's words and zone.
    pub plan: Arc<PlanProfile>,
}

/// Which request of the outside world this is, for the audit record and the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestInfo {
    /// The id under which the log has it.
    pub request_id: String,
    /// Network address of the caller, or `cli`.
    pub source: String,
    /// The browser it came from, where it said which.
    pub browser: Option<Browser>,
}

impl RequestInfo {
    /// A request that came from no browser.
    #[must_use]
    pub fn new(request_id: impl Into<String>, source: impl Into<String>) -> Self {
        Self {
            request_id: request_id.into(),
            source: source.into(),
            browser: None,
        }
    }

    /// What counts as one source: an IPv4 address, or the /64 that an IPv6 subscriber has all of.
    #[must_use]
    pub fn source_key(&self) -> String {
        match self.source.parse() {
            Ok(IpAddr::V6(address)) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
            Ok(IpAddr::V4(_)) | Err(_) => self.source.clone(),
        }
    }
}

/// Who asks, and through which request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The signed-in person.
    pub actor: Actor,
    /// The request.
    pub request: RequestInfo,
}

impl Services {
    /// Opens the database, checks that it is this program's, up to date and meant for this use, and starts the event
    /// pump.
    ///
    /// # Errors
    /// One line that says what is wrong and how to mend it.
    pub async fn open(settings: Settings, env: Env) -> Result<Self, OpenError> {
        let db = Db::open(&settings.database, env.clone()).await?;
        db.check(&settings).await?;
        if let Some(version) = files::missing_key(&db, &settings.keys).await? {
            return Err(OpenError::FileKeyMissing { version });
        }
        if let Some(version) = auth::missing_key(&db, &settings.keys).await? {
            return Err(OpenError::KeyMissing { version });
        }
        let files = Files::open(settings.files)?;
        let events = EventHub::start(&db).await?;
        let lockout = Lockout::start(settings.lockout, &db, &env);
        Ok(Self {
            later: Later::start(&db),
            db,
            env,
            events,
            files,
            lockout,
            hasher: Hasher::start(settings.passwords, settings.keys.clone()).map_err(OpenError::Threads)?,
            keys: settings.keys,
            sessions: SessionCache::default(),
            catalog: Arc::new(Catalog::load()?),
            plan: Arc::new(settings.plan),
        })
    }

    /// Stores what is still in memory and closes the database.
    pub async fn close(&self) {
        if let Err(error) = self.lockout.refusals().store(&self.db, self.env.now(), true).await {
            tracing::error!(%error, "storing sums of refused sign-ins");
        }
        if let Err(error) = self.later.store().await {
            tracing::error!(%error, "storing audit rows that waited");
        }
        self.db.close().await;
    }
}
