//! Finding requests again: by a part of the reference, by the member's last name, by the member ID.
//!
//! A practice finds its own requests, the plan's reviewers find all. Nothing is scanned: what is typed is the beginning of a reference,
//! of a name or of a number, each is a range of an index, and of each range only the first few rows are read. The names and numbers of
//! the members a practice has asked something for stand in a table of their own (`practice_member`), which `remember` fills with every
//! new request.

#[cfg(feature = "testing")]
pub mod explain;
mod find;
mod in_list;
mod keys;
mod remember;

pub use find::find;
pub use in_list::{Meant, meant, member_names};
pub(crate) use keys::name_key;
use keys::number_key;
pub(crate) use remember::{practice_member, remember};

/// How many requests are shown.
const SHOWN: u64 = 8;
/// How many members are looked at whose name or number begins as typed.
const MEMBERS: u64 = 8;
/// How many requests of one member are shown: the latest.
const OF_ONE_MEMBER: u64 = 3;
/// Shorter text finds too much to mean anything.
const FEWEST_LETTERS: usize = 2;
/// Longer text is none that anybody looks for.
const LONGEST: usize = 80;
