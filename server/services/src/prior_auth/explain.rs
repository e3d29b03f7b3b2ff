//! The statements of the lists as text, so that a test can ask the database how it answers them. Only with the feature `testing`.

use sea_orm::sea_query::SqliteQueryBuilder;

use super::list::{self, ListQuery};
use super::queue::{self, QueueQuery};
use crate::Caller;

/// What [`super::list()`] asks; nothing for somebody without a practice.
#[must_use]
pub fn list(caller: &Caller, query: &ListQuery) -> String {
    let practice = caller.actor.practice.as_ref();
    practice
        .map(|practice| list::statement(practice, query).to_string(SqliteQueryBuilder))
        .unwrap_or_default()
}

/// What [`super::queue()`] asks.
#[must_use]
pub fn queue(caller: &Caller, query: &QueueQuery) -> String {
    queue::statement(caller, query).to_string(SqliteQueryBuilder)
}
