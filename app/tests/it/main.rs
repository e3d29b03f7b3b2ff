//! Addresses, and the parts of pages rendered to HTML.

#[cfg(feature = "ssr")]
mod chart;
mod paths;
#[cfg(feature = "ssr")]
mod ui;
