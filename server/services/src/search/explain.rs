//! The statements as text, so that a test can ask the database how it answers them. Only with the feature `testing`.

use domain::reference::ReferenceStart;
use entity::practice_member::Column;
use sea_orm::sea_query::SqliteQueryBuilder;

use crate::Caller;

/// What [`super::find()`] may ask, for a text and one member that fits it.
#[must_use]
pub fn find(caller: &Caller, start: &ReferenceStart, text: &str, member: &str) -> Vec<String> {
    let mut all = vec![
        super::find::by_reference(caller, start),
        super::find::members(caller, Column::NameKey, text),
        super::find::members(caller, Column::NumberKey, text),
    ];
    all.extend(super::find::of_members(
        caller,
        &[member.to_owned(), "other".to_owned()],
    ));
    all.iter().map(|select| select.to_string(SqliteQueryBuilder)).collect()
}
