//! The statements of the lists as text, so that a test can ask the database how it answers them. Only with the feature `testing`.

use domain::time::Timestamp;
use sea_orm::QueryTrait as _;
use sea_orm::sea_query::SqliteQueryBuilder;

use super::counts::{decided_statement, pressing_statement};
use super::filter::Frequency;
use super::list::{self, ListQuery};
use super::load::{find_reviewers, statement};
use super::queue::{self, QueueQuery};
use super::summary;
use crate::Caller;

/// What [`super::list()`] asks, if the practice has its code so often; nothing for somebody without a practice.
#[must_use]
pub fn list(caller: &Caller, query: &ListQuery, now: Timestamp, frequency: Frequency) -> String {
    let practice = caller.actor.practice.as_ref();
    practice
        .map(|practice| list::statement(practice, query, now, frequency).to_string(SqliteQueryBuilder))
        .unwrap_or_default()
}

/// What [`super::matching()`] asks, if the practice has its code so often; nothing for somebody without a practice.
#[must_use]
pub fn matching(caller: &Caller, query: &ListQuery, now: Timestamp, frequency: Frequency) -> String {
    let practice = caller.actor.practice.as_ref();
    practice
        .map(|practice| list::counting(practice, query, now, frequency).to_string(SqliteQueryBuilder))
        .unwrap_or_default()
}

/// What [`super::queue()`] asks.
#[must_use]
pub fn queue(caller: &Caller, query: &QueueQuery, now: Timestamp) -> String {
    queue::statement(caller, query, now).to_string(SqliteQueryBuilder)
}

/// What is asked for requests whose ids a search has found.
#[must_use]
pub fn with_ids(caller: &Caller, ids: &[String]) -> String {
    summary::with_ids(caller, ids).to_string(SqliteQueryBuilder)
}

/// What [`super::load()`] asks.
#[must_use]
pub fn load(now: Timestamp) -> String {
    statement(now).to_string(SqliteQueryBuilder)
}

/// What [`super::reviewers()`] asks.
#[must_use]
pub fn reviewers() -> String {
    find_reviewers().into_query().to_string(SqliteQueryBuilder)
}

/// What [`super::pressing()`] asks; nothing for somebody without a practice.
#[must_use]
pub fn counts(caller: &Caller, now: Timestamp) -> String {
    let practice = caller.actor.practice.as_ref();
    practice
        .map(|practice| pressing_statement(practice, now).to_string(SqliteQueryBuilder))
        .unwrap_or_default()
}

/// What [`super::counts()`] asks beside that, for what is decided; nothing for somebody without a practice.
#[must_use]
pub fn decided(caller: &Caller, now: Timestamp) -> String {
    let practice = caller.actor.practice.as_ref();
    practice
        .map(|practice| decided_statement(practice, now).to_string(SqliteQueryBuilder))
        .unwrap_or_default()
}
