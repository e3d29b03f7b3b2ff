//! What a view says of a request, in a form in which two views can be compared.

use std::collections::BTreeSet;

use domain::prior_auth::{Status, Urgency};
use domain::time::Timestamp;
use services::prior_auth::{Group, Summary};

/// What everybody must be told alike. The next step follows from the status and from whose turn it is.
#[derive(Debug, PartialEq, Eq)]
struct Said<'a> {
    reference: &'a str,
    status: Status,
    version: i64,
    urgency: Urgency,
    due_at: Option<Timestamp>,
    turn_ends_at: Option<Timestamp>,
    assigned_to: Option<&'a str>,
    whose_turn: Group,
}

fn said(row: &Summary, now: Timestamp) -> Said<'_> {
    Said {
        reference: row.reference.as_str(),
        status: row.status,
        version: row.version,
        urgency: row.urgency,
        due_at: row.due_at,
        turn_ends_at: row.turn_ends_at,
        assigned_to: row.assigned_to.as_deref(),
        whose_turn: Group::of(row.status, row.turn_ends_at, now),
    }
}

/// Two views show the same requests in the same order, each with the same content.
pub fn same(left: &[Summary], right: &[Summary], now: Timestamp, what: &str) {
    let told = |rows: &[Summary]| format!("{:#?}", rows.iter().map(|row| said(row, now)).collect::<Vec<_>>());
    assert_eq!(told(left), told(right), "{what}");
    assert!(left == right, "{what}: something else of the rows differs");
}

/// The same whatever the order of both.
pub fn same_set(left: &[Summary], right: &[Summary], now: Timestamp, what: &str) {
    same(&sorted(left), &sorted(right), now, what);
}

fn sorted(rows: &[Summary]) -> Vec<Summary> {
    let mut rows = rows.to_vec();
    rows.sort_by(|one, other| one.reference.cmp(&other.reference));
    rows
}

/// The row as somebody reads it who has no work of the plan's: nothing is "mine".
pub fn of_nobody(row: &Summary) -> Summary {
    Summary {
        is_mine: false,
        ..row.clone()
    }
}

pub fn references(rows: &[Summary]) -> BTreeSet<String> {
    rows.iter().map(|row| row.reference.to_string()).collect()
}

/// The row of that request.
pub fn row_of<'a>(rows: &'a [Summary], reference: &str) -> Option<&'a Summary> {
    rows.iter().find(|row| row.reference.as_str() == reference)
}
