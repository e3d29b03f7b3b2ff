//! Puts the codes of a file in the place of those that an earlier one left, by writing what differs.

use std::collections::BTreeMap;

use domain::codes::CodeSystem;
use domain::time::to_millis;
use entity::{imported_code, imported_edition};
use imported_code::Column;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::edition::{Edition, Meaning};
use crate::catalog::code_list;
use crate::db::{DbError, Write};

/// So many rows go in one statement: five values each, where SQLite takes 32,766 and PostgreSQL 65,535.
const ROWS: usize = 1_000;

/// How many codes differ from what was stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    pub(super) added: u64,
    pub(super) changed: u64,
    pub(super) removed: u64,
}

/// Stores the edition, with the digest of its file.
pub(super) async fn replace(w: &Write, edition: &Edition, digest: &str) -> Result<Changes, DbError> {
    let before = stored(w, edition.system).await?;
    let differs = |(code, meaning): &(&String, &Meaning)| before.get(*code) != Some(&columns(meaning));
    let new: Vec<_> = edition.codes.iter().filter(differs).collect();
    let gone: Vec<&String> = before
        .keys()
        .filter(|code| !edition.codes.contains_key(*code))
        .collect();
    let changed: Vec<&String> = new
        .iter()
        .map(|(code, _)| *code)
        .filter(|code| before.contains_key(*code))
        .collect();
    for codes in gone.chunks(ROWS).chain(changed.chunks(ROWS)) {
        imported_code::Entity::delete_many()
            .filter(Column::CodeSystem.eq(edition.system.code()))
            .filter(Column::Code.is_in(codes.iter().map(|code| code.as_str())))
            .exec(w.conn())
            .await?;
    }
    for codes in new.chunks(ROWS) {
        let rows = codes.iter().map(|(code, meaning)| row(edition.system, code, meaning));
        imported_code::Entity::insert_many(rows)
            .exec_without_returning(w.conn())
            .await?;
    }
    remember(w, edition.system, digest).await?;
    Ok(Changes {
        added: (new.len() - changed.len()) as u64,
        changed: changed.len() as u64,
        removed: gone.len() as u64,
    })
}

/// The words and the last day of a code, as its row has them.
type Columns = (String, Option<String>);

fn columns(meaning: &Meaning) -> Columns {
    (meaning.words.clone(), meaning.ends_on.map(|day| day.to_string()))
}

async fn stored(w: &Write, system: CodeSystem) -> Result<BTreeMap<String, Columns>, DbError> {
    let rows: Vec<(String, String, Option<String>)> = imported_code::Entity::find()
        .select_only()
        .columns([Column::Code, Column::Words, Column::EndsOn])
        .filter(Column::CodeSystem.eq(system.code()))
        .into_tuple()
        .all(w.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|(code, words, ends_on)| (code, (words, ends_on)))
        .collect())
}

fn row(system: CodeSystem, code: &str, meaning: &Meaning) -> imported_code::ActiveModel {
    let (words, ends_on) = columns(meaning);
    imported_code::ActiveModel {
        code_system: Set(system.code().to_owned()),
        code: Set(code.to_owned()),
        keys: Set(code_list::keys(code, &words)),
        words: Set(words),
        ends_on: Set(ends_on),
    }
}

async fn remember(w: &Write, system: CodeSystem, digest: &str) -> Result<(), DbError> {
    let edition = imported_edition::ActiveModel {
        code_system: Set(system.code().to_owned()),
        digest: Set(digest.to_owned()),
        imported_at: Set(to_millis(w.now())),
    };
    let before = OnConflict::column(imported_edition::Column::CodeSystem)
        .update_columns([imported_edition::Column::Digest, imported_edition::Column::ImportedAt])
        .to_owned();
    imported_edition::Entity::insert(edition)
        .on_conflict(before)
        .exec_without_returning(w.conn())
        .await?;
    Ok(())
}
