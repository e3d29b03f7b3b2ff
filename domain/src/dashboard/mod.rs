//! What a dashboard counts: since when something is news, how pressing open work is, and in which spans of time
//! decisions are summed.

pub mod ageing;
pub mod span;
pub mod visit;

pub use ageing::Ageing;
pub use span::{Scale, Span};
pub use visit::Visit;
