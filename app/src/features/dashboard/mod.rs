//! The dashboard: what needs whom, by when, what is new, and how much there is of everything.

pub mod api;
#[cfg(feature = "ssr")]
mod convert;
mod dashboard_page;
mod list;
mod row;
mod staff;
mod steady;
mod view;

pub use dashboard_page::DashboardPage;
