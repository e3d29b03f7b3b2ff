//! Looking at a list: a list that names patients is read like a case, and who read it is on record.
//!
//! One row for each question put to the database: which list, and the ids of what was shown, in order, never a name or a
//! member number. A dashboard is one row, whatever lists it begins. A page that asks again by itself, because something has
//! changed, leaves a row each time, too: what it shows then may be a case that the person has not seen before, and a sum
//! could not say when. The rows go through [`super::Later`], which stores many in one transaction, so that looking at a
//! list waits for no write; opening a case, which shows all of it, does wait.

use std::fmt;

use serde_json::{Value, json};

use super::AuditEntry;
use crate::Services;
use crate::db::DbError;

/// Puts on record that a list was shown. `entry` says who looked, and at which list.
///
/// # Errors
/// There is no room for the row, and what waits cannot be stored; then the list must not be shown.
pub(crate) async fn listed<Id: fmt::Display>(
    services: &Services,
    entry: AuditEntry,
    shown: impl Iterator<Item = Id>,
) -> Result<(), DbError> {
    let shown: Vec<String> = shown.map(|id| id.to_string()).collect();
    let entry = entry.detail(json!({ "shown": shown }));
    services.later.put(entry, services.env.now()).await
}

/// The same for a page that shows the beginnings of several lists, each by its name.
///
/// # Errors
/// As [`listed`].
pub(crate) async fn listed_parts(
    services: &Services,
    entry: AuditEntry,
    parts: impl IntoIterator<Item = (&'static str, Vec<String>)>,
) -> Result<(), DbError> {
    let parts = parts
        .into_iter()
        .map(|(name, shown)| (name.to_owned(), Value::from(shown)));
    let entry = entry.detail(Value::Object(parts.collect()));
    services.later.put(entry, services.env.now()).await
}
