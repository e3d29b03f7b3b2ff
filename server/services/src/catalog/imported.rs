//! Asking the database for imported codes.
//!
//! They are not held in memory: ICD-10-CM alone would take tens of megabytes in every server, and each would have to hear of an
//! import. The beginning of a code is a range of the table's key. Words are looked for by reading through the codes of the set
//! in their order until enough fit: word by word they would need ten rows for each code, which makes an import hold the
//! database for too long. What fits nothing reads the whole set, some tens of milliseconds for ICD-10-CM, off the threads that
//! answer requests; so our own list is asked first, and this one only for what it leaves free.
//!
//! Such a reading holds one of the few connections that all pages read through, and somebody types a letter every tenth of a
//! second: so only [`AT_ONCE`] of them run at a time, whoever types. Others wait a moment, and are then answered by the key
//! alone. That bounds the time without an index of words, which would be another for each database or one in the memory of
//! each server that has to hear of every import; and nobody is kept from anything, for a field takes whatever code is typed.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::NaiveDate;
use domain::codes::{CodeSet, CodeSystem};
use entity::imported_code::{Column, Entity};
use entity::imported_edition;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SimpleExpr};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use sha2::{Digest as _, Sha256};

use super::code_list::Typed;
use super::load::short_digest;
use crate::Services;
use crate::db::DbError;

/// Behind every text that begins so, by bytes.
const LAST: char = char::MAX;
/// So many codes that fit are weighed against each other.
const WEIGHED: u64 = 60;
/// Words are looked for once one of them has so many letters: fewer fit everything.
const FEWEST_LETTERS: usize = 3;
/// So many readings of a whole set run at the same time: half of the connections for reading that SQLite has.
pub(super) const AT_ONCE: usize = 2;
/// So long somebody who types waits for their turn.
const PATIENCE: Duration = Duration::from_millis(500);
/// So many characters of a description have room on a page.
const ROOM: usize = 160;

/// The systems of which a set has imported codes.
pub(super) fn systems(set: CodeSet) -> impl Iterator<Item = CodeSystem> {
    CodeSystem::ALL
        .iter()
        .copied()
        .filter(move |system| system.set() == set)
}

/// Imported codes of a set that may fit what was typed and can be used on a day, with their words in full.
///
/// # Errors
/// The database could not be read.
pub(super) async fn candidates(
    services: &Services,
    set: CodeSet,
    typed: &Typed,
    on: NaiveDate,
) -> Result<BTreeMap<String, String>, DbError> {
    let by_code = rows(services, in_use(set, on).filter(begins(set, typed))).await?;
    let is_long = |part: &String| part.chars().count() >= FEWEST_LETTERS;
    // Whoever types a code is answered by the key; no words begin like one.
    let is_code = typed.whole().chars().any(|letter| letter.is_ascii_digit()) && !by_code.is_empty();
    if is_code || !typed.parts().iter().any(is_long) {
        return Ok(by_code.into_iter().collect());
    }
    let turn = tokio::time::timeout(PATIENCE, services.catalog.readings.acquire()).await;
    let by_words = match turn {
        Ok(Ok(_turn)) => rows(services, in_use(set, on).filter(holds(typed))).await?,
        // Too many type at once, or the server stops.
        Ok(Err(_)) | Err(_) => Vec::new(),
    };
    Ok(by_code.into_iter().chain(by_words).collect())
}

async fn rows(services: &Services, select: Select<Entity>) -> Result<Vec<(String, String)>, DbError> {
    let rows = select
        .select_only()
        .columns([Column::Code, Column::Words])
        .order_by_asc(Column::Code)
        .limit(WEIGHED)
        .into_tuple()
        .all(services.db.read())
        .await?;
    Ok(rows)
}

/// The codes of a set that have not ended.
fn in_use(set: CodeSet, on: NaiveDate) -> Select<Entity> {
    let goes_on = Condition::any()
        .add(Column::EndsOn.is_null())
        .add(Column::EndsOn.gte(on.to_string()));
    Entity::find()
        .filter(Column::CodeSystem.is_in(systems(set).map(CodeSystem::code)))
        .filter(goes_on)
}

/// Codes that begin with what was typed.
fn begins(set: CodeSet, typed: &Typed) -> Condition {
    let mut start = typed.whole().to_uppercase();
    if set == CodeSet::Diagnosis
        && let Some((place, _)) = start.char_indices().nth(3)
    {
        start.insert(place, '.');
    }
    Condition::all()
        .add(Column::Code.gte(start.as_str()))
        .add(Column::Code.lt(format!("{start}{LAST}")))
}

/// Codes of which every word typed begins a word, or the code. The words typed are letters and digits, so that none of them means
/// anything to `like`.
fn holds(typed: &Typed) -> Condition {
    let part = |part: &String| Column::Keys.like(format!("% {part}%"));
    typed.parts().iter().map(part).fold(Condition::all(), Condition::add)
}

/// For a statement that shows the procedure code in a column: what an imported file says of it, in full and read by its key. It is a
/// subquery, so that nothing that was imported can double a row.
pub(crate) fn imported_words(code: SimpleExpr) -> SimpleExpr {
    let table = Entity;
    let words = Query::select()
        .column((table, Column::Words))
        .from(table)
        .and_where(Expr::col((table, Column::CodeSystem)).is_in(systems(CodeSet::Procedure).map(CodeSystem::code)))
        .and_where(Expr::col((table, Column::Code)).eq(code))
        .limit(1)
        .take();
    SimpleExpr::SubQuery(None, Box::new(words.into()))
}

/// A publisher's description as far as there is room for it on a page: HCPCS has some of a thousand characters.
pub(super) fn in_short(words: &str) -> String {
    let Some((end, _)) = words.char_indices().nth(ROOM) else {
        return words.to_owned();
    };
    let room = words.get(..end).unwrap_or_default();
    let whole_words = room.rsplit_once(' ').map_or(room, |(whole, _)| whole);
    format!("{}…", whole_words.trim_end_matches([',', ';', ' ']))
}

/// Which state of the coverage rules and of all code sets this is: that of [`super::Catalog::version`], or, where something was
/// imported, twelve hexadecimal digits that change with that, too.
///
/// # Errors
/// The database could not be read.
pub(crate) async fn version(services: &Services) -> Result<String, DbError> {
    let editions = imported_edition::Entity::find()
        .order_by_asc(imported_edition::Column::CodeSystem)
        .all(services.db.read())
        .await?;
    let built_in = services.catalog.version();
    if editions.is_empty() {
        return Ok(built_in.to_owned());
    }
    let mut hash = Sha256::new();
    hash.update(built_in);
    for edition in editions {
        hash.update(edition.code_system);
        hash.update(edition.digest);
    }
    Ok(short_digest(hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_description_ends_with_a_whole_word() {
        assert_eq!(in_short("Knee brace"), "Knee brace");
        let exact = "é".repeat(ROOM);
        assert_eq!(in_short(&exact), exact);
        let long = format!("{}, adjustable {}", "é".repeat(ROOM - 12), "joint ".repeat(9));
        assert_eq!(in_short(&long), format!("{}…", "é".repeat(ROOM - 12)));
        assert_eq!(in_short(&"x".repeat(ROOM + 1)), format!("{}…", "x".repeat(ROOM)));
    }
}
