//! The statements as text, so that a test can ask the database how it answers them. Only with the feature `testing`.

use sea_orm::sea_query::SqliteQueryBuilder;

use super::{SHOWN, news, pressing};
use crate::Caller;

/// What [`super::count()`] asks.
#[must_use]
pub fn count(caller: &Caller, since: i64, now: i64) -> String {
    super::count::statement(caller, since, now).to_string(SqliteQueryBuilder)
}

/// What [`super::list()`] asks about messages.
#[must_use]
pub fn list_messages(caller: &Caller, since: i64) -> String {
    super::list::written(news::messages(caller, since), SHOWN).to_string(SqliteQueryBuilder)
}

/// What [`super::list()`] asks about messages on requests that nobody has; nothing for those who answer none.
#[must_use]
pub fn list_untaken(caller: &Caller, since: i64) -> Option<String> {
    let select = news::untaken(caller, since)?;
    Some(super::list::written(select, SHOWN).to_string(SqliteQueryBuilder))
}

/// What [`super::list()`] asks about work that presses; nothing for a practice.
#[must_use]
pub fn list_pressing(caller: &Caller, since: i64, now: i64) -> Option<String> {
    Some(pressing::listed(caller, since, now, SHOWN)?.to_string(SqliteQueryBuilder))
}

/// What [`super::list()`] asks about events.
#[must_use]
pub fn list(caller: &Caller, since: i64) -> String {
    super::list::happened(caller, since, SHOWN).to_string(SqliteQueryBuilder)
}
