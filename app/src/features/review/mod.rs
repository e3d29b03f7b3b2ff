//! The plan's review: the work queue and the case one decides.

pub mod api;
mod case_page;
#[cfg(feature = "ssr")]
mod convert;
mod decision;
mod queue_page;
mod view;

pub use case_page::ReviewCasePage;
pub use queue_page::QueuePage;
