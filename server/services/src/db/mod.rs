//! The database: one handle for reads, one seam for writes, the same on SQLite and PostgreSQL.
//!
//! # How to write (decided; use cases rely on it)
//!
//! ```ignore
//! services.db.write(async |w| {
//!     let row = prior_auth::Entity::find_by_id(id).one(w.conn()).await?;   // reads inside see the write lock
//!     /* … */
//!     w.audit(AuditEntry::by(caller, "prior_auth.approve").on("prior_auth", &row.id)).await?;
//!     w.outbox(OutboxEntry::case(&row.reference, status.code(), version).practice(practice.clone()).queue()).await?;
//!     Ok::<_, ActError>(summary)
//! }).await
//! ```
//!
//! * The work is an **async closure that borrows** (`async |w|`, not `async move |w|`): [`Db::write`] takes
//!   `AsyncFnOnce(&Write) -> Result<T, E> + Clone`. Being `Clone` it can be run again when PostgreSQL asks for a retry,
//!   and later when waiting writes share a commit; so the closure must change nothing outside the transaction.
//!   `AsyncFn` was tried first: its future is not provably `Send` at the call, this one is (see `write.rs`, which has
//!   the proof as a test).
//! * `E` is the use case's own error: `std::error::Error + From<DbError>`. Keep the [`DbError`] as its `source()`,
//!   because that is how a retryable conflict is recognised. `?` on a SeaORM call needs `E: From<sea_orm::DbErr>`; the
//!   usual way is `impl From<DbErr> for E { fn from(e: DbErr) -> Self { DbError::from(e).into() } }`.
//! * `Ok` commits, `Err` rolls everything back: audit and outbox rows included. After the commit the doorbell of the
//!   event pump rings, so listeners hear of it at once.
//! * [`Write::now`] is one instant for the whole transaction: use it for every `*_at` of the write.
//! * All reads of a write see one instant: SQLite has one writer at a time, PostgreSQL runs it as `REPEATABLE READ`.
//! * On PostgreSQL a statement that fails (a unique violation, say) spoils its transaction: return the error, and
//!   decide outside, or use a conditional update / `on conflict do nothing`.
//! * On SQLite every write begins `IMMEDIATE` on the only writing connection. Never call `begin()` or `transaction()`
//!   of SeaORM: they are deferred and fail half-way when another writer was faster. Never start a second `write` inside
//!   a `write`: it would wait for itself.
//!
//! Reads go to [`Db::read`], which on SQLite cannot write at all.

mod error;
mod outbox;
mod postgres;
mod preparation;
mod sqlite;
mod url;
mod write;

use std::sync::Arc;

use sea_orm::{DatabaseConnection, DbBackend};
use tokio::sync::Notify;

pub use error::{DbError, OpenError};
pub use outbox::OutboxEntry;
pub use preparation::{Preparation, prepare, purpose_of};
pub use url::{DatabaseUrl, UrlError};
pub use write::Write;

use crate::env::Env;
use crate::settings::Settings;

/// Which of the two databases this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// The embedded database file.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

/// An open database; cheap to clone, all clones share the connections.
#[derive(Debug, Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    env: Env,
    doorbell: Notify,
}

impl Db {
    /// Connects and asserts the settings that durability rests on. It does not look at the schema: `Services::open`
    /// does.
    ///
    /// # Errors
    /// One line that says what is wrong and how to mend it.
    pub async fn open(url: &DatabaseUrl, env: Env) -> Result<Self, OpenError> {
        let (reader, writer) = match url {
            DatabaseUrl::Sqlite(path) => sqlite::open(path).await?,
            DatabaseUrl::Postgres(address) => {
                let pool = postgres::open(address).await?;
                (pool.clone(), pool)
            }
        };
        let doorbell = Notify::new();
        Ok(Self {
            inner: Arc::new(Inner {
                reader,
                writer,
                env,
                doorbell,
            }),
        })
    }

    /// Refuses a database that is not this program's, not up to date, or made for another purpose.
    pub(crate) async fn check(&self, settings: &Settings) -> Result<(), OpenError> {
        preparation::check(self.read(), &settings.database, settings.mode, &settings.schema).await
    }

    /// The connections for reading. On SQLite they refuse to write.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        &self.inner.reader
    }

    /// Which database this is, for the few statements that differ.
    #[must_use]
    pub fn backend(&self) -> Backend {
        match self.inner.writer.get_database_backend() {
            DbBackend::Sqlite => Backend::Sqlite,
            _ => Backend::Postgres,
        }
    }

    /// Resolves when a transaction of this process has committed announcements.
    pub(crate) async fn doorbell(&self) {
        self.inner.doorbell.notified().await;
    }

    /// The connection that may write, for the sequencer and the opening checks; use cases have [`Db::write`].
    pub(crate) fn writer(&self) -> &DatabaseConnection {
        &self.inner.writer
    }

    /// Closes all connections and, on SQLite, folds the write-ahead log into the file.
    pub async fn close(&self) {
        for pool in [&self.inner.reader, &self.inner.writer] {
            if let Err(error) = pool.close_by_ref().await {
                tracing::warn!(%error, "closing the database");
            }
        }
    }
}
