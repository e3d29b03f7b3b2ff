//! Opening: settings that must be in force, and one clear line for everything that can be wrong.

use std::fs;
use std::path::Path;

use domain::sensitive::Sensitive;
use domain::time::Timestamp;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use services::Services;
use services::db::{DatabaseUrl, OpenError, prepare};
use services::env::Env;
use services::on_both_databases;
use services::settings::{Mode, Settings};
use services::testing::{Stage, TestDb};

fn settings(database: &DatabaseUrl) -> Settings {
    services::testing::settings_for(database.clone())
}

async fn refusal(settings: Settings) -> OpenError {
    match Services::open(settings, Env::system()).await {
        Ok(_) => panic!("it opened"),
        Err(error) => error,
    }
}

fn sqlite_at(path: &Path) -> Settings {
    settings(&DatabaseUrl::Sqlite(path.to_owned()))
}

/// What the operator reads: one line.
fn line(error: &OpenError) -> String {
    let text = error.to_string();
    assert!(!text.contains('\n'), "{text}");
    text
}

#[tokio::test]
async fn a_missing_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let error = refusal(sqlite_at(&folder.path().join("nowhere/portico.db"))).await;
    assert!(matches!(error, OpenError::Folder { .. }), "{error}");
    assert!(line(&error).contains("nowhere"));
}

#[tokio::test]
async fn a_missing_database_says_how_to_make_one() {
    let folder = tempfile::tempdir().unwrap();
    let error = refusal(sqlite_at(&folder.path().join("portico.db"))).await;
    assert!(matches!(error, OpenError::Missing(_)), "{error}");
    assert!(line(&error).contains("portico init"));
    assert!(
        !folder.path().join("portico.db").exists(),
        "looking must not make a file"
    );
}

#[tokio::test]
async fn a_file_that_is_no_database_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("portico.db");
    fs::write(&path, "Dear diary, today I was no database. ".repeat(100)).unwrap();
    let error = refusal(sqlite_at(&path)).await;
    assert!(matches!(error, OpenError::NotADatabase(_)), "{error}");
    assert!(fs::read_to_string(&path).unwrap().starts_with("Dear diary"));
    assert!(line(&error).contains("not an SQLite database"));
}

#[tokio::test]
async fn a_folder_in_place_of_the_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let error = refusal(sqlite_at(folder.path())).await;
    assert!(matches!(error, OpenError::File { .. }), "{error}");
}

#[tokio::test]
async fn an_unprepared_database_asks_for_the_migration() {
    let database = TestDb::sqlite_without_schema();
    prepare(database.url(), Mode::Test, &migration::names())
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    let error = refusal(settings(database.url())).await;
    assert!(
        matches!(error, OpenError::SchemaOlder { missing } if missing == migration::names().len()),
        "{error}"
    );
    assert!(line(&error).contains("portico migrate"));
}

#[tokio::test]
async fn a_prepared_database_without_a_purpose_asks_for_init() {
    let database = TestDb::sqlite_without_schema();
    let preparation = prepare(database.url(), Mode::Test, &migration::names()).await.unwrap();
    migration::up(preparation.link()).await.unwrap();
    preparation.close().await.unwrap();
    assert!(matches!(refusal(settings(database.url())).await, OpenError::NotSetUp));
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_named() {
    // Port 1 of this machine: nothing listens there.
    let url = DatabaseUrl::Postgres(Sensitive::new(
        "postgres://portico:s3cret@127.0.0.1:1/portico".to_owned(),
    ));
    let error = refusal(settings(&url)).await;
    assert!(matches!(error, OpenError::Unreachable { .. }), "{error}");
    assert!(line(&error).contains("127.0.0.1:1") && !line(&error).contains("s3cret"));
}

#[tokio::test]
async fn a_server_without_the_database_is_told_apart() {
    let Some(database) = TestDb::postgres_without_schema().await else {
        return;
    };
    let DatabaseUrl::Postgres(address) = database.url() else {
        panic!("not PostgreSQL")
    };
    let (server, _) = address.expose().rsplit_once('/').unwrap();
    let url = DatabaseUrl::Postgres(Sensitive::new(format!("{server}/no_such_database")));
    let error = refusal(settings(&url)).await;
    assert!(matches!(error, OpenError::NoSuchDatabase { .. }), "{error}");
    assert!(line(&error).contains("createdb no_such_database"));
}

#[tokio::test]
async fn a_wrong_user_is_told_apart() {
    let Some(database) = TestDb::postgres_without_schema().await else {
        return;
    };
    let DatabaseUrl::Postgres(address) = database.url() else {
        panic!("not PostgreSQL")
    };
    let (_, rest) = address.expose().rsplit_once('@').unwrap();
    let url = DatabaseUrl::Postgres(Sensitive::new(format!("postgres://nobody_here:s3cret@{rest}")));
    let error = refusal(settings(&url)).await;
    assert!(matches!(error, OpenError::Credentials { .. }), "{error}");
    assert!(line(&error).contains("nobody_here") && !line(&error).contains("s3cret"));
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_database_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let database = TestDb::sqlite_without_schema();
    let preparation = prepare(database.url(), Mode::Test, &migration::names()).await.unwrap();
    migration::up(preparation.link()).await.unwrap();
    let DatabaseUrl::Sqlite(path) = database.url() else {
        panic!("not SQLite")
    };
    for entry in fs::read_dir(path.parent().unwrap()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(
            entry.metadata().unwrap().permissions().mode() & 0o077,
            0,
            "{:?}",
            entry.file_name()
        );
    }
    preparation.close().await.unwrap();
}

#[tokio::test]
async fn sqlite_runs_with_the_settings_that_durability_rests_on() {
    let stage = Stage::sqlite().await;
    let db = &stage.services.db;
    let reading = [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("query_only", "1"),
    ];
    for (pragma, wanted) in reading {
        let row = db
            .read()
            .query_one_raw(Statement::from_string(DbBackend::Sqlite, format!("pragma {pragma}")))
            .await;
        let row = row.unwrap().unwrap();
        let found = row
            .try_get_by_index::<String>(0)
            .or_else(|_| row.try_get_by_index::<i64>(0).map(|n| n.to_string()));
        assert_eq!(found.unwrap(), wanted, "{pragma}");
    }
    let refused = db.read().execute_unprepared("delete from member").await;
    assert!(refused.is_err(), "the reading connections must not write");
}

on_both_databases! {
    fn a_demo_program_refuses_a_database_made_for_another_use(stage: Stage) {
        for mode in [Mode::Demo, Mode::Production] {
            let error = refusal(Settings { mode, ..stage.settings.clone() }).await;
            assert!(matches!(error, OpenError::WrongMode { .. }), "{error}");
            assert!(line(&error).contains("this is a test database"));
            let error = prepare(&stage.settings.database, mode, &stage.settings.schema).await.unwrap_err();
            assert!(matches!(error, OpenError::WrongMode { .. }), "{error}");
        }
    }

    fn a_database_of_a_newer_program_is_refused(stage: Stage) {
        let mut schema = stage.settings.schema.clone();
        let newest = schema.pop().unwrap();
        let error = refusal(Settings { schema, ..stage.settings.clone() }).await;
        assert!(matches!(&error, OpenError::SchemaNewer { newest: found } if *found == newest), "{error}");
    }

    fn a_database_of_an_older_program_asks_for_the_migration(stage: Stage) {
        let mut schema = stage.settings.schema.clone();
        schema.push("m20991231_000001_later".to_owned());
        let error = refusal(Settings { schema, ..stage.settings.clone() }).await;
        assert!(matches!(error, OpenError::SchemaOlder { missing: 1 }), "{error}");
    }

    fn claiming_twice_changes_nothing(stage: Stage) {
        let preparation = prepare(&stage.settings.database, Mode::Test, &stage.settings.schema).await.unwrap();
        assert_eq!(preparation.pending, 0);
        preparation.claim(Timestamp::default()).await.unwrap();
        preparation.close().await.unwrap();
    }
}

async fn refuses_somebody_elses(database: &TestDb) {
    let names = migration::names();
    let preparation = prepare(database.url(), Mode::Test, &names).await.unwrap();
    preparation
        .link()
        .execute_unprepared("create table recipe (name text)")
        .await
        .unwrap();
    preparation.close().await.unwrap();
    let error = prepare(database.url(), Mode::Test, &names).await.unwrap_err();
    assert!(matches!(error, OpenError::NotPortico(_)), "{error}");
    assert!(matches!(
        refusal(settings(database.url())).await,
        OpenError::NotPortico(_)
    ));
}

#[tokio::test]
async fn somebody_elses_database_is_refused_on_sqlite() {
    refuses_somebody_elses(&TestDb::sqlite_without_schema()).await;
}

#[tokio::test]
async fn somebody_elses_database_is_refused_on_postgres() {
    if let Some(database) = TestDb::postgres_without_schema().await {
        refuses_somebody_elses(&database).await;
    }
}
