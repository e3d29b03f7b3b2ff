//! Notifications: what others did that concerns somebody, and up to where they have read it.
//!
//! Nothing is stored for each person: what happened stands in the event table once, `domain::prior_auth::is_news` says what of it is
//! news for whom, and a position for each person and place says what they have read. So a new colleague and a request that changes
//! hands need nothing, and a position never grows.
//!
//! Messages between the sides are told likewise, from the table in which they stand (`domain::prior_auth::news_writer`). A message
//! moves no version, yet the instant at which its request changed last, so that the same index finds it. One about a request that nobody
//! has is told to everybody who may answer, until somebody has it. Notes are told to nobody.
//!
//! That a decision is due soon, or overdue, nobody does: it follows from the due time, and is told to the reviewer who has the request and
//! to whoever may extend its time, once each, from then on ([`Urgency::warned_before`](domain::prior_auth::Urgency::warned_before)).
//!
//! An event is looked for among the requests that changed last, by the index made for that: [`LOOKED_THROUGH`] of them, and no further
//! back than [`KEPT`]. Two writers may commit in another order than their instants say; who marks everything as read in the second
//! between may then find an event read that was not. It stays in the list, and in the timeline of its request.

mod count;
#[cfg(feature = "testing")]
pub mod explain;
mod list;
mod mark_read;
mod news;
mod position;
mod pressing;

use chrono::TimeDelta;

pub use count::count;
pub use list::{Notification, Notifications, What, list};
pub use mark_read::mark_read;

/// How long something is news.
const KEPT: TimeDelta = TimeDelta::days(30);
/// How many requests that changed last are looked through.
const LOOKED_THROUGH: u64 = 200;
/// So many are shown at once.
const SHOWN: u64 = 50;

/// More than this are not counted one by one.
pub const MOST_COUNTED: u64 = 99;
