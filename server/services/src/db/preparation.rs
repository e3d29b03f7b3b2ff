//! Making, upgrading and recognising a database.
//!
//! The use cases do not depend on the migrations (the server runs them), so the names of the migrations this program
//! knows come in as a parameter and are compared with what sea-orm-migration's own table says has been applied.

use std::collections::BTreeSet;

use domain::time::{Timestamp, to_millis};
use sea_orm::sea_query::{Expr, Order, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, EntityTrait, Statement};

use super::error::OpenError;
use super::url::DatabaseUrl;
use super::{postgres, sqlite};
use crate::settings::Mode;

/// Where sea-orm-migration keeps the names of applied migrations.
const MIGRATIONS: &str = "seaql_migrations";

/// The only row of `instance`.
const INSTANCE_ID: i32 = 1;

/// A database being made or upgraded, before anything is served from it.
#[derive(Debug)]
pub struct Preparation {
    link: DatabaseConnection,
    mode: Mode,
    /// How many migrations were missing when it was opened.
    pub pending: usize,
}

/// Connects for running migrations, making an SQLite file when there is none. Refuses, before anything is changed, a
/// database that is not Portico's, that a newer program made, or that serves another purpose than `mode`.
///
/// The server then runs `migration::up(preparation.link())`, [`Preparation::claim`] and [`Preparation::close`].
///
/// # Errors
/// One line that says what is wrong and how to mend it.
pub async fn prepare(url: &DatabaseUrl, mode: Mode, known: &[String]) -> Result<Preparation, OpenError> {
    let link = match url {
        DatabaseUrl::Sqlite(path) => sqlite::open_or_create(path).await?,
        DatabaseUrl::Postgres(address) => postgres::open(address).await?,
    };
    let pending = match compare(&link, url, known).await? {
        Schema::Empty => known.len(),
        Schema::Older(missing) => missing,
        Schema::Current => 0,
    };
    if let Some(found) = purpose(&link).await? {
        check_purpose(&found, mode)?;
    }
    Ok(Preparation { link, mode, pending })
}

/// What the database at `url` is for, for commands that serve any; `None` while it has not been claimed. Makes nothing.
///
/// # Errors
/// One line that says what is wrong and how to mend it.
pub async fn purpose_of(url: &DatabaseUrl) -> Result<Option<Mode>, OpenError> {
    let link = match url {
        DatabaseUrl::Sqlite(path) => {
            let (reader, writer) = sqlite::open(path).await?;
            writer.close().await?;
            reader
        }
        DatabaseUrl::Postgres(address) => postgres::open(address).await?,
    };
    let found = purpose(&link).await?;
    link.close().await?;
    Ok(found.as_deref().and_then(Mode::parse))
}

impl Preparation {
    /// The connection to run migrations on.
    #[must_use]
    pub fn link(&self) -> &DatabaseConnection {
        &self.link
    }

    /// Writes down what the database is for; does nothing when it already says the same.
    ///
    /// # Errors
    /// It says something else, or the row could not be written.
    pub async fn claim(&self, now: Timestamp) -> Result<(), OpenError> {
        if let Some(found) = purpose(&self.link).await? {
            return check_purpose(&found, self.mode);
        }
        let row = entity::instance::ActiveModel {
            id: Set(INSTANCE_ID),
            mode: Set(self.mode.code().to_owned()),
            created_at: Set(to_millis(now)),
        };
        entity::instance::Entity::insert(row)
            .exec_without_returning(&self.link)
            .await?;
        Ok(())
    }

    /// Closes the connection; the program then opens the database the usual way.
    ///
    /// # Errors
    /// The last pages could not be written.
    pub async fn close(self) -> Result<(), OpenError> {
        Ok(self.link.close().await?)
    }
}

/// Refuses to serve from a database that is not this program's, not up to date, or made for another purpose.
pub(crate) async fn check(
    link: &DatabaseConnection,
    url: &DatabaseUrl,
    mode: Mode,
    known: &[String],
) -> Result<(), OpenError> {
    match compare(link, url, known).await? {
        Schema::Empty => return Err(OpenError::SchemaOlder { missing: known.len() }),
        Schema::Older(missing) => return Err(OpenError::SchemaOlder { missing }),
        Schema::Current => {}
    }
    let found = purpose(link).await?.ok_or(OpenError::NotSetUp)?;
    check_purpose(&found, mode)
}

enum Schema {
    Empty,
    Older(usize),
    Current,
}

async fn compare(link: &DatabaseConnection, url: &DatabaseUrl, known: &[String]) -> Result<Schema, OpenError> {
    let tables = tables(link).await?;
    if !tables.contains(MIGRATIONS) {
        return if tables.is_empty() {
            Ok(Schema::Empty)
        } else {
            Err(OpenError::NotPortico(url.to_string()))
        };
    }
    let applied = applied(link).await?;
    if let Some(newest) = applied.iter().find(|name| !known.contains(name)) {
        // Another program that uses the same migration library has none of our names.
        let ours = applied.iter().any(|name| known.contains(name));
        return Err(if ours {
            OpenError::SchemaNewer { newest: newest.clone() }
        } else {
            OpenError::NotPortico(url.to_string())
        });
    }
    match known.len().saturating_sub(applied.len()) {
        0 => Ok(Schema::Current),
        missing => Ok(Schema::Older(missing)),
    }
}

async fn tables(link: &DatabaseConnection) -> Result<BTreeSet<String>, DbErr> {
    let backend = link.get_database_backend();
    let sql = match backend {
        DbBackend::Sqlite => "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
        _ => "select tablename::text as name from pg_tables where schemaname = current_schema()",
    };
    let rows = link.query_all_raw(Statement::from_string(backend, sql)).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

async fn applied(link: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    let query = Query::select()
        .expr(Expr::col("version"))
        .from(MIGRATIONS)
        .order_by("version", Order::Asc)
        .take();
    let rows = link.query_all(&query).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// What the database says it is for; nothing while it has not been claimed.
async fn purpose(link: &DatabaseConnection) -> Result<Option<String>, OpenError> {
    if !tables(link).await?.contains("instance") {
        return Ok(None);
    }
    let row = entity::instance::Entity::find_by_id(INSTANCE_ID).one(link).await?;
    Ok(row.map(|row| row.mode))
}

fn check_purpose(found: &str, wanted: Mode) -> Result<(), OpenError> {
    if found == wanted.code() {
        return Ok(());
    }
    Err(OpenError::WrongMode {
        found: found.to_owned(),
        wanted,
    })
}
