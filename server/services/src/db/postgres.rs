//! Opening a PostgreSQL server's database: one pool for reads and writes.

use std::str::FromStr;
use std::time::Duration;

use domain::sensitive::Sensitive;
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr, RuntimeErr};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions as _, Connection as _};

use super::error::OpenError;
use super::url::{UrlError, server};

/// How long the server may take to answer the first knock.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long a caller waits for a connection of the pool.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(30);

/// A connection that slept longer is tried before it is used: firewalls forget.
const PING_AFTER_IDLE: Duration = Duration::from_secs(30);

const CONNECTIONS: u32 = 16;

/// All reads of a transaction see one instant, as they do on SQLite. Whoever then changes a row that a rival changed
/// meanwhile is refused (40001), and the write seam runs it again. A setting of the connection costs no extra statement.
const ISOLATION: (&str, &str) = ("default_transaction_isolation", "repeatable read");

/// Opens the pool after one trial connection, whose errors are clear: the pool would retry a refused one in silence.
pub(super) async fn open(address: &Sensitive<String>) -> Result<DatabaseConnection, OpenError> {
    let tried = PgConnectOptions::from_str(address.expose()).map_err(|_| UrlError::Postgres)?;
    knock(&tried).await?;
    let mut options = ConnectOptions::new(address.expose().as_str());
    options
        .map_sqlx_postgres_opts(|options| {
            options
                .application_name("portico")
                .options([ISOLATION])
                .disable_statement_logging()
        })
        .max_connections(CONNECTIONS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .test_before_acquire_if_idle_for(PING_AFTER_IDLE)
        .record_stmt_in_spans(false);
    Ok(Database::connect(options).await?)
}

async fn knock(options: &PgConnectOptions) -> Result<(), OpenError> {
    let reason = match tokio::time::timeout(CONNECT_TIMEOUT, PgConnection::connect_with(options)).await {
        Ok(Ok(link)) => return link.close().await.map_err(|error| as_connect_error(error).into()),
        Ok(Err(error)) => error,
        Err(_) => {
            let reason = format!("no answer within {} seconds", CONNECT_TIMEOUT.as_secs());
            return Err(OpenError::Unreachable {
                address: server(options),
                reason,
            });
        }
    };
    Err(explain(options, reason))
}

fn explain(options: &PgConnectOptions, error: sqlx::Error) -> OpenError {
    let address = server(options);
    let user = options.get_username().to_owned();
    let code = error
        .as_database_error()
        .and_then(|error| error.code())
        .map(|code| code.into_owned());
    match (code.as_deref(), error) {
        // invalid_password, invalid_authorization_specification
        (Some("28P01" | "28000"), _) => OpenError::Credentials { address, user },
        // invalid_catalog_name
        (Some("3D000"), _) => {
            let database = options.get_database().unwrap_or(&user).to_owned();
            OpenError::NoSuchDatabase { address, database }
        }
        (_, sqlx::Error::Io(source)) => OpenError::Unreachable {
            address,
            reason: source.to_string(),
        },
        (_, error) => as_connect_error(error).into(),
    }
}

fn as_connect_error(error: sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(error.into()))
}
