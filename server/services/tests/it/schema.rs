//! The schema on both databases: made, undone and made again, and equal to what the entities say.

use std::collections::{BTreeMap, BTreeSet};

use domain::time::Timestamp;
use sea_orm::{
    ColumnTrait, ColumnType, ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, Iterable, Statement,
};
use services::db::{DatabaseUrl, prepare};
use services::settings::Mode;
use services::testing::{Stage, TestDb};
use services::{db::Backend, on_both_databases};

/// What a column holds and whether it may be null.
type Shape = BTreeMap<String, (&'static str, bool)>;

fn shape_of_entity<E: EntityTrait>() -> (String, Shape) {
    let columns = E::Column::iter().map(|column| {
        let definition = column.def();
        let kind = match definition.get_column_type() {
            ColumnType::String(_) | ColumnType::Text => "text",
            ColumnType::Integer => "integer",
            ColumnType::BigInteger => "bigint",
            ColumnType::Boolean => "boolean",
            other => panic!("{other:?} is not a kind of column we use"),
        };
        (
            sea_orm::IdenStatic::as_str(&column).to_owned(),
            (kind, definition.is_null()),
        )
    });
    (E::default().table_name().to_owned(), columns.collect())
}

fn shapes_of_entities() -> BTreeMap<String, Shape> {
    macro_rules! shapes {
        ($($module:ident),+) => { BTreeMap::from([$(shape_of_entity::<entity::$module::Entity>()),+]) };
    }
    shapes!(
        account,
        audit,
        case_message,
        coverage_period,
        file,
        dashboard_visit,
        imported_code,
        imported_edition,
        information_item,
        instance,
        member,
        member_look_up,
        notification_position,
        outbox,
        password_link,
        practice,
        practice_member,
        prior_auth,
        prior_auth_attestation,
        prior_auth_diagnosis,
        prior_auth_draft,
        prior_auth_event,
        prior_auth_intake,
        prior_auth_line,
        prior_auth_proof,
        role_grant,
        saved_view,
        session,
        sign_in_counter,
        stashed_form
    )
}

/// (table, column, type, nullable) of everything but the migration table.
async fn columns(link: &DatabaseConnection) -> Vec<(String, String, String, bool)> {
    let backend = link.get_database_backend();
    let sql = match backend {
        DbBackend::Sqlite => {
            "select t.name, c.name, lower(c.type), c.\"notnull\" = 0 from sqlite_master t, pragma_table_info(t.name) c \
             where t.type = 'table' and t.name not like 'sqlite_%' and t.name <> 'seaql_migrations'"
        }
        _ => {
            "select table_name::text, column_name::text, data_type::text, is_nullable = 'YES' \
             from information_schema.columns where table_schema = current_schema() and table_name <> 'seaql_migrations'"
        }
    };
    let rows = link.query_all_raw(Statement::from_string(backend, sql)).await.unwrap();
    let mut columns: Vec<_> = rows
        .iter()
        .map(|row| {
            let text = |index| row.try_get_by_index::<String>(index).unwrap();
            (text(0), text(1), text(2), row.try_get_by_index::<bool>(3).unwrap())
        })
        .collect();
    columns.sort();
    columns
}

async fn shapes_of_database(link: &DatabaseConnection) -> BTreeMap<String, Shape> {
    let mut shapes: BTreeMap<String, Shape> = BTreeMap::new();
    for (table, column, declared, nullable) in columns(link).await {
        let kind = match declared.as_str() {
            "text" => "text",
            "integer" => "integer",
            "bigint" => "bigint",
            "boolean" => "boolean",
            other => panic!("{table}.{column} is {other}, not a kind of column we use"),
        };
        shapes.entry(table).or_default().insert(column, (kind, nullable));
    }
    shapes
}

async fn up_down_up(url: &DatabaseUrl) {
    let known = migration::names();
    let preparation = prepare(url, Mode::Test, &known).await.unwrap();
    assert_eq!(preparation.pending, known.len());
    migration::up(preparation.link()).await.unwrap();
    let first = columns(preparation.link()).await;
    migration::down(preparation.link()).await.unwrap();
    assert!(columns(preparation.link()).await.is_empty());
    migration::up(preparation.link()).await.unwrap();
    assert_eq!(columns(preparation.link()).await, first);
    assert!(migration::pending(preparation.link()).await.unwrap().is_empty());
    preparation.claim(Timestamp::default()).await.unwrap();
    preparation.close().await.unwrap();
}

#[tokio::test]
async fn migrations_go_up_down_and_up_again_on_sqlite() {
    up_down_up(TestDb::sqlite_without_schema().url()).await;
}

#[tokio::test]
async fn migrations_go_up_down_and_up_again_on_postgres() {
    if let Some(database) = TestDb::postgres_without_schema().await {
        up_down_up(database.url()).await;
    }
}

#[test]
fn migrations_are_named_in_the_order_in_which_they_run() {
    let names = migration::names();
    let sorted: BTreeSet<&String> = names.iter().collect();
    assert!(names.iter().eq(sorted));
}

on_both_databases! {
    fn entities_and_schema_agree(stage: Stage) {
        let mut expected = shapes_of_entities();
        if stage.services.db.backend() == Backend::Sqlite {
            // All whole numbers of SQLite are 64 bits wide and declared alike.
            for (kind, _) in expected.values_mut().flat_map(|shape| shape.values_mut()) {
                *kind = if *kind == "bigint" { "integer" } else { *kind };
            }
        }
        assert_eq!(shapes_of_database(stage.services.db.read()).await, expected);
    }

    fn history_and_audit_refuse_changes_and_deletions(stage: Stage) {
        let caller = stage.caller(domain::access::Role::Nurse).await;
        let entry = services::audit::AuditEntry::by(&caller, "test.look");
        stage.services.db.record(entry).await.unwrap();
        let mut statements = vec!["update audit set action = 'x'", "delete from audit"];
        if stage.services.db.backend() == Backend::Postgres {
            statements.push("truncate audit");
            statements.push("truncate prior_auth_event");
        }
        for statement in statements {
            let refusal: Result<(), services::db::DbError> = stage.services.db.write(async |w| {
                Ok(w.conn().execute_unprepared(statement).await.map(drop)?)
            }).await;
            let refusal = refusal.unwrap_err().to_string();
            assert!(refusal.contains("append only"), "{statement}: {refusal}");
        }
    }
}
