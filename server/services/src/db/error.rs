//! What can go wrong with the database: while the program runs, and when it is opened.

use std::path::PathBuf;

use sea_orm::{DbErr, RuntimeErr, SqlErr};

use super::url::UrlError;
use crate::settings::Mode;

/// A failed statement, or a row that does not fit the domain.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The database refused or could not be reached.
    #[error("database: {0}")]
    Sql(#[from] DbErr),
    /// A stored value is not a domain value. Names the place, never the value.
    #[error("{table}.{column} of row {id}: {problem}")]
    Value {
        /// Table of the row.
        table: &'static str,
        /// Column that does not fit.
        column: &'static str,
        /// The row's id.
        id: String,
        /// What was expected; must not repeat the value.
        problem: &'static str,
    },
}

impl DbError {
    /// For conversions of rows: which table, column and row do not fit, and what was expected.
    #[must_use]
    pub fn value(table: &'static str, column: &'static str, id: &str, problem: &'static str) -> Self {
        Self::Value {
            table,
            column,
            id: id.to_owned(),
            problem,
        }
    }

    /// Whether a unique index refused the row: somebody else was first.
    #[must_use]
    pub fn is_unique_violation(&self) -> bool {
        matches!(self, Self::Sql(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))))
    }

    /// Whether the database could not be reached, rather than that it refused: the next try may succeed.
    #[must_use]
    pub fn is_unreachable(&self) -> bool {
        let Self::Sql(error) = self else { return false };
        // Classes 08 (connection), 53 (resources) and 57 (the server is stopping or starting).
        let state = sql_state(error);
        let is_away = state
            .is_some_and(|state| state.len() == 5 && ["08", "53", "57"].iter().any(|class| state.starts_with(class)));
        is_away || matches!(error, DbErr::ConnectionAcquire(_)) || is_broken_line(error)
    }

    /// Whether running the same transaction again may succeed: PostgreSQL's serialization failure or deadlock.
    fn is_transient(error: &DbErr) -> bool {
        matches!(sql_state(error).as_deref(), Some("40001" | "40P01"))
    }
}

fn is_broken_line(error: &DbErr) -> bool {
    let (DbErr::Conn(cause) | DbErr::Exec(cause) | DbErr::Query(cause)) = error else {
        return false;
    };
    let RuntimeErr::SqlxError(cause) = cause else {
        return false;
    };
    matches!(
        **cause,
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed
    )
}

/// Looks through an error and its sources for a conflict that a retry can mend.
pub(super) fn is_transient(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.downcast_ref::<DbErr>().is_some_and(DbError::is_transient) {
            return true;
        }
        next = error.source();
    }
    false
}

/// The five-character code of a database error, or SQLite's extended result code.
pub(super) fn sql_state(error: &DbErr) -> Option<String> {
    let (DbErr::Conn(cause) | DbErr::Exec(cause) | DbErr::Query(cause)) = error else {
        return None;
    };
    let RuntimeErr::SqlxError(cause) = cause else {
        return None;
    };
    cause
        .as_database_error()
        .and_then(|error| error.code())
        .map(|code| code.into_owned())
}

/// Why the database could not be opened: one line each, saying what and how to mend it.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is no database address.
    #[error(transparent)]
    Url(#[from] UrlError),
    /// The folder is missing, is no folder, or may not be entered or written.
    #[error(
        "cannot use the data folder {}: {source}; create it or give this user the right to write there",
        path.display()
    )]
    Folder {
        /// The folder that was tried.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database file exists and may not be read or written.
    #[error(
        "cannot open the database file {}: {source}; give this user the right to read and write it",
        path.display()
    )]
    File {
        /// The file that was tried.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// There is no database file.
    #[error(
        "there is no database at {}; `portico init` makes one, `portico demo` makes one with demo data",
        .0.display()
    )]
    Missing(PathBuf),
    /// The file is not an SQLite database.
    #[error("{} is not an SQLite database; name another file, or move this one away", .0.display())]
    NotADatabase(PathBuf),
    /// No server answers.
    #[error("no PostgreSQL server answers at {address}: {reason}; check the host and port and that the server runs")]
    Unreachable {
        /// Host and port.
        address: String,
        /// What the system said.
        reason: String,
    },
    /// The server refused the user or the password.
    #[error("PostgreSQL at {address} refused the user \"{user}\"; check the user name and the password")]
    Credentials {
        /// Host and port.
        address: String,
        /// The user that was tried.
        user: String,
    },
    /// The server has no such database.
    #[error("PostgreSQL at {address} has no database \"{database}\"; create it with `createdb {database}`")]
    NoSuchDatabase {
        /// Host and port.
        address: String,
        /// The name that was tried.
        database: String,
    },
    /// The database holds something else.
    #[error("the database {0} holds tables that are not Portico's; name an empty database or Portico's own")]
    NotPortico(String),
    /// The schema has not been made or lacks migrations.
    #[error("the database is {missing} schema step(s) behind this program; run `portico migrate` first")]
    SchemaOlder {
        /// How many migrations have not been applied.
        missing: usize,
    },
    /// A newer program has been here.
    #[error(
        "the database was made by a newer Portico (it has \"{newest}\"); start that version, or restore an older backup"
    )]
    SchemaNewer {
        /// The first migration this program does not know.
        newest: String,
    },
    /// Demo and production refuse each other.
    #[error(
        "this is a {found} database and the program was started for {wanted}; name another database or \
         use the other command"
    )]
    WrongMode {
        /// What the database says it is for.
        found: String,
        /// What the program was started for.
        wanted: Mode,
    },
    /// Nobody has said yet what this database is for.
    #[error("the database has not been set up; run `portico init` first (or `portico demo` for demo data)")]
    NotSetUp,
    /// A setting that durability or correctness rests on is not in force.
    #[error("SQLite runs with {name} = {found} instead of {wanted}; is the file on a network or read-only disk?")]
    Setting {
        /// The pragma.
        name: &'static str,
        /// What is in force.
        found: String,
        /// What must be in force.
        wanted: String,
    },
    /// The linked SQLite has known defects in the write-ahead log.
    #[error("SQLite {found} is too old, 3.51.3 or newer is needed; build Portico with its bundled SQLite")]
    SqliteTooOld {
        /// The version that is linked.
        found: String,
    },
    /// The rules or code sets inside the program are wrong: a fault of the build.
    #[error("the built-in data cannot be used: {0}; install another build")]
    Catalog(#[from] crate::catalog::CatalogError),
    /// Passwords are stored under a key that was not given.
    #[error("passwords are stored under key {version}, which is not among the keys; put it back behind the newer ones")]
    KeyMissing {
        /// Which key.
        version: u8,
    },
    /// Files are sealed under a key that was not given.
    #[error("files are sealed under key {version}, which is not among the keys; put it back behind the newer ones")]
    FileKeyMissing {
        /// Which key.
        version: u8,
    },
    /// The place of received files cannot be used.
    #[error("the file store cannot be used: {0}; check files.url, and the rights of this user there")]
    FileStore(#[source] crate::files::StoreOpenError),
    /// The operating system gives no threads for hashing passwords.
    #[error("cannot start the threads that check passwords: {0}; raise this user's limit of threads")]
    Threads(#[source] std::io::Error),
    /// A migration failed.
    #[error("preparing the database failed: {0}; nothing was served, see the log and restore a backup if in doubt")]
    Preparation(String),
    /// Anything else the database said.
    #[error("the database cannot be used: {0}; check its log")]
    Other(#[from] DbError),
}

impl From<DbErr> for OpenError {
    fn from(error: DbErr) -> Self {
        Self::Other(error.into())
    }
}
