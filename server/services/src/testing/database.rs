//! A database of one's own: copied from the template, gone with the test.

use std::fs;
use std::thread;

use domain::sensitive::Sensitive;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Executor, Row};
use tempfile::TempDir;

use super::template::{self, Workshop};
use crate::db::DatabaseUrl;

/// Names a PostgreSQL server on which tests may create databases, like `postgres://postgres@127.0.0.1:5432/postgres`.
pub const POSTGRES_URL_VARIABLE: &str = "PORTICO_TEST_POSTGRES_URL";

/// A database that nobody else uses; removed when dropped.
#[derive(Debug)]
pub struct TestDb {
    url: DatabaseUrl,
    _remains: Remains,
}

#[derive(Debug)]
enum Remains {
    Folder(#[expect(dead_code, reason = "kept for its drop, which removes the folder")] TempDir),
    Database { server: String, name: String },
}

impl TestDb {
    /// A migrated SQLite file.
    pub async fn sqlite() -> Self {
        let template = Workshop::enter().sqlite().await;
        let (folder, url) = empty_sqlite();
        if let DatabaseUrl::Sqlite(path) = &url {
            fs::copy(template, path).expect("the template can be copied");
        }
        Self {
            url,
            _remains: Remains::Folder(folder),
        }
    }

    /// A migrated PostgreSQL database; nothing (and a line that says so) when no server is named.
    pub async fn postgres() -> Option<Self> {
        let server = postgres_server()?;
        let template = postgres_template(&server).await;
        Some(Self::on_postgres(&server, Some(&template)).await)
    }

    /// A folder with a name for a file that does not exist yet.
    #[must_use]
    pub fn sqlite_without_schema() -> Self {
        let (folder, url) = empty_sqlite();
        Self {
            url,
            _remains: Remains::Folder(folder),
        }
    }

    /// An empty PostgreSQL database; nothing (and a line that says so) when no server is named.
    pub async fn postgres_without_schema() -> Option<Self> {
        let server = postgres_server()?;
        Some(Self::on_postgres(&server, None).await)
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    async fn on_postgres(server: &str, template: Option<&str>) -> Self {
        let name = format!("portico_test_{}", template::unique_name());
        let source = template.unwrap_or("template0");
        execute(server, &format!("create database {name} template {source}")).await;
        let url = DatabaseUrl::Postgres(Sensitive::new(with_database(server, &name)));
        Self {
            url,
            _remains: Remains::Database {
                server: server.to_owned(),
                name,
            },
        }
    }
}

impl Drop for Remains {
    fn drop(&mut self) {
        let Self::Database { server, name } = self else { return };
        let statement = format!("drop database if exists {name} with (force)");
        let server = server.clone();
        // A runtime of its own, because a drop cannot wait on the test's.
        let dropping = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(execute(&server, &statement));
        });
        if dropping.join().is_err() {
            eprintln!("a test database was left behind");
        }
    }
}

fn empty_sqlite() -> (TempDir, DatabaseUrl) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("portico.db");
    (folder, DatabaseUrl::Sqlite(path))
}

fn postgres_server() -> Option<String> {
    let server = std::env::var(POSTGRES_URL_VARIABLE).ok().filter(|url| !url.is_empty());
    if server.is_none() {
        eprintln!("skipped: {POSTGRES_URL_VARIABLE} names no PostgreSQL server");
    }
    server
}

/// The migrated template of this build, made by the first process that needs it.
async fn postgres_template(server: &str) -> String {
    let workshop = Workshop::enter();
    let family = format!("portico_template_{}_", workshop.family());
    let name = format!("{family}{}", workshop.key);
    let existing = databases(server, &family).await;
    if existing.contains(&name) {
        return name;
    }
    for old in existing {
        execute(server, &format!("drop database if exists {old}")).await;
    }
    execute(server, &format!("create database {family}draft template template0")).await;
    template::migrate(&DatabaseUrl::Postgres(Sensitive::new(with_database(
        server,
        &format!("{family}draft"),
    ))))
    .await;
    execute(server, &format!("alter database {family}draft rename to {name}")).await;
    name
}

async fn databases(server: &str, prefix: &str) -> Vec<String> {
    let mut link = connect(server).await;
    let query = sqlx::query("select datname::text from pg_database where starts_with(datname::text, $1)").bind(prefix);
    let rows = query.fetch_all(&mut link).await.expect("databases can be listed");
    rows.iter().map(|row| row.get(0)).collect()
}

async fn execute(server: &str, statement: &str) {
    let mut link = connect(server).await;
    if let Err(error) = link.execute(AssertSqlSafe(statement.to_owned())).await {
        panic!("{statement}: {error}");
    }
}

async fn connect(server: &str) -> PgConnection {
    PgConnection::connect(server)
        .await
        .expect("the server that the variable names answers")
}

/// The same server with another database.
fn with_database(server: &str, database: &str) -> String {
    let base = server.split('?').next().unwrap_or(server);
    let base = base.rsplit_once('/').map_or(base, |(base, _)| base);
    format!("{base}/{database}")
}
