//! From what the use cases read to what the review pages show.

use services::prior_auth::{Counts, QueuePage, QueueQuery};

use super::view::QueueView;
use crate::error::ApiError;
use crate::request::wording::Wording;
use crate::request::{case_rows, cursor_of};

/// Which page of the queue an address asks for.
pub fn queue_query(only_mine: bool, after: &str) -> Result<QueueQuery, ApiError> {
    Ok(QueueQuery {
        only_mine,
        after: cursor_of(after)?,
        ..QueueQuery::default()
    })
}

/// A page of the queue, with its numbers.
pub fn queue_view(page: QueuePage, counts: &Counts, only_mine: bool, wording: &Wording) -> QueueView {
    QueueView {
        rows: case_rows(page.items, wording),
        open: counts.queue_open,
        mine: counts.queue_mine,
        overdue: counts.overdue,
        only_mine,
        next: page.next.map(|cursor| cursor.to_string()),
        as_of: wording.clock(),
    }
}
