//! Members and their coverage.

mod find;

pub use find::{Member, find};
