//! Opening the embedded database: one connection that writes, four that cannot.
//!
//! SQLite has one writer at a time whatever one does; a pool of exactly one makes writers queue inside the program,
//! where they wait in order, instead of at the file lock, where they starve. Readers go on meanwhile (write-ahead log).

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::Access;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement};
use sqlx::ConnectOptions as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use super::error::{OpenError, sql_state};

/// Older releases can lose committed pages of the write-ahead log when two connections checkpoint at once.
const OLDEST_VERSION: (u32, u32, u32) = (3, 51, 3);

/// How long a statement waits for a lock that another *process* holds; writers of this process wait in the pool.
const BUSY_TIMEOUT: Duration = Duration::from_secs(20);

/// How long a caller waits for a connection of the pool.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(30);

const READERS: u32 = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Read,
    Write,
    Create,
}

/// Opens an existing database: (reader, writer).
pub(super) async fn open(path: &Path) -> Result<(DatabaseConnection, DatabaseConnection), OpenError> {
    let writer = connect(path, Purpose::Write).await?;
    let reader = connect(path, Purpose::Read).await?;
    assert_version(&writer).await?;
    for (pool, query_only) in [(&writer, "0"), (&reader, "1")] {
        assert_settings(pool, query_only).await?;
    }
    Ok((reader, writer))
}

/// Opens the writing connection alone, making the file when it is missing: for preparing the schema.
pub(super) async fn open_or_create(path: &Path) -> Result<DatabaseConnection, OpenError> {
    let writer = connect(path, Purpose::Create).await?;
    assert_version(&writer).await?;
    assert_settings(&writer, "0").await?;
    Ok(writer)
}

async fn connect(path: &Path, purpose: Purpose) -> Result<DatabaseConnection, OpenError> {
    check_file(path, purpose)?;
    let file = path.to_owned();
    // The address is only a form that must be filled: the closure below replaces what was read from it, so that a path
    // may hold any character.
    let mut options = ConnectOptions::new("sqlite:portico");
    options
        .map_sqlx_sqlite_opts(move |_| file_options(&file, purpose))
        .max_connections(if purpose == Purpose::Read { READERS } else { 1 })
        .min_connections(1)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .record_stmt_in_spans(false);
    Database::connect(options).await.map_err(|error| explain(path, error))
}

fn file_options(path: &Path, purpose: Purpose) -> SqliteConnectOptions {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(purpose == Purpose::Create)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .disable_statement_logging();
    if purpose == Purpose::Read {
        options.read_only(true).pragma("query_only", "on")
    } else {
        options
    }
}

/// Asks the file system first: its answers are clear, SQLite's "unable to open database file" is not.
///
/// The file is not opened for it: closing it again would drop every lock that this process holds on it (POSIX advisory locks belong to
/// process and file), and the next program that leaves the database would believe itself the last and remove the log in use.
fn check_file(path: &Path, purpose: Purpose) -> Result<(), OpenError> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    if let Err(source) = std::fs::read_dir(&folder) {
        return Err(OpenError::Folder { path: folder, source });
    }
    match is_usable(path) {
        Ok(()) => Ok(()),
        Err(source) if source.kind() == ErrorKind::NotFound && purpose == Purpose::Create => {
            new_private_file(path).map_err(|source| OpenError::Folder { path: folder, source })
        }
        Err(source) if source.kind() == ErrorKind::NotFound => Err(OpenError::Missing(path.to_owned())),
        Err(source) => Err(OpenError::File {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Whether it is a file that this process may read and write.
fn is_usable(path: &Path) -> std::io::Result<()> {
    if std::fs::metadata(path)?.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    Ok(rustix::fs::access(path, Access::READ_OK | Access::WRITE_OK)?)
}

/// Makes the file readable by its owner only; SQLite gives its log files the same rights.
fn new_private_file(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn explain(path: &Path, error: DbErr) -> OpenError {
    match sql_state(&error).as_deref() {
        Some("26") => OpenError::NotADatabase(path.to_owned()),
        _ => error.into(),
    }
}

async fn assert_version(link: &DatabaseConnection) -> Result<(), OpenError> {
    let found = ask(link, "select sqlite_version()").await?;
    let mut parts = found.split('.').map(|part| part.parse::<u32>().unwrap_or_default());
    let mut next = || parts.next().unwrap_or_default();
    if (next(), next(), next()) < OLDEST_VERSION {
        Err(OpenError::SqliteTooOld { found })
    } else {
        Ok(())
    }
}

/// Reads back what was asked for: a file system may refuse the log, and a typo in a pragma is silent.
async fn assert_settings(link: &DatabaseConnection, query_only: &str) -> Result<(), OpenError> {
    let busy = BUSY_TIMEOUT.as_millis().to_string();
    let wanted = [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("busy_timeout", busy.as_str()),
        ("query_only", query_only),
    ];
    for (name, wanted) in wanted {
        let found = ask(link, &format!("pragma {name}")).await?;
        if found != wanted {
            return Err(OpenError::Setting {
                name,
                found,
                wanted: wanted.to_owned(),
            });
        }
    }
    Ok(())
}

/// The first column of the first row, as text.
async fn ask(link: &DatabaseConnection, sql: &str) -> Result<String, DbErr> {
    let row = link
        .query_one_raw(Statement::from_string(DbBackend::Sqlite, sql))
        .await?;
    let Some(row) = row else { return Ok(String::new()) };
    row.try_get_by_index::<String>(0)
        .or_else(|_| row.try_get_by_index::<i64>(0).map(|number| number.to_string()))
}
