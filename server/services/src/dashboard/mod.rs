//! The dashboard: what needs whom, since when something is news, and how much there is of everything.
//!
//! It shows the beginnings of lists and their numbers, by the rules of the lists themselves (`prior_auth::list` and
//! `prior_auth::queue`), so that a number always counts what the list behind it holds. One look is one row of the audit
//! record, and takes a fixed number of statements, however much there is.

mod decisions;
mod need;
mod plan;
mod practice;
mod visit;

pub use decisions::Decisions;
pub use need::Need;
pub use plan::{PlanBoard, plan};
pub use practice::{Look, Part, PracticeBoard, practice};
