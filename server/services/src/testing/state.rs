//! What the database holds, in one value (two equal ones mean that nothing was changed), what it recorded, and how it finds rows.

use entity::audit;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, DbBackend, EntityTrait as _, QueryFilter as _, QueryOrder as _, Statement,
};
use sha2::{Digest as _, Sha256};

use super::stage::Stage;

/// The record of what was refused grows while nothing else may.
const NOT_COUNTED: &str = "audit";

/// Tables, and for each an expression over all its columns.
const TABLES: &str = "select m.name as name, group_concat('quote(\"' || c.name || '\")', '||'',''||') as columns \
     from sqlite_master m join pragma_table_info(m.name) c \
     where m.type = 'table' and m.name not like 'sqlite!_%' escape '!' group by m.name order by m.name";

impl Stage {
    /// A hash over all rows of all tables but the audit record. On SQLite only.
    pub async fn state(&self) -> String {
        let selects: Vec<String> = self
            .rows(TABLES)
            .await
            .into_iter()
            .filter(|(table, _)| table != NOT_COUNTED)
            .map(|(table, columns)| {
                format!(
                    "select '{table}' as name, (select group_concat(line, ';') from \
                     (select {columns} as line from \"{table}\" order by line)) as columns"
                )
            })
            .collect();
        assert!(selects.len() > 10, "the tables are there");
        let mut hash = Sha256::new();
        for (table, content) in self.rows(&selects.join(" union all ")).await {
            hash.update(table);
            hash.update(content);
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The audit rows of one action, in the order in which they were stored.
    pub async fn audited(&self, action: &str) -> Vec<audit::Model> {
        let rows = audit::Entity::find().filter(audit::Column::Action.eq(action));
        let rows = rows.order_by_asc(audit::Column::Id).all(self.services.db.read()).await;
        rows.expect("the audit record can be read")
    }

    /// What SQLite says it does for a statement, line by line. On SQLite only.
    pub async fn plan(&self, sql: &str) -> Vec<String> {
        let explained = Statement::from_string(DbBackend::Sqlite, format!("explain query plan {sql}"));
        let rows = self.services.db.read().query_all_raw(explained).await;
        let rows = rows.expect("a statement can be explained");
        let line = |row: &sea_orm::QueryResult| row.try_get("", "detail").expect("text");
        rows.iter().map(line).collect()
    }

    async fn rows(&self, sql: &str) -> Vec<(String, String)> {
        let statement = Statement::from_string(DbBackend::Sqlite, sql);
        let rows = self.services.db.read().query_all_raw(statement).await;
        let text = |row: &sea_orm::QueryResult, column| {
            let value: Option<String> = row.try_get("", column).expect("text");
            value.unwrap_or_default()
        };
        let rows = rows.expect("the tables can be read");
        rows.iter()
            .map(|row| (text(row, "name"), text(row, "columns")))
            .collect()
    }
}
