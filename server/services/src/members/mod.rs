//! Members and their coverage.

mod find;
mod look_up;

pub use find::{Member, find};
pub use look_up::{LookedUp, look_up};
