//! The dashboard: what needs whom, in numbers and short lists.

pub mod api;
#[cfg(feature = "ssr")]
mod convert;
mod dashboard_page;
mod view;

pub use dashboard_page::DashboardPage;
