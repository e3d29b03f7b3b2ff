//! Demo data: an invented plan with invented people, so that every screen looks lived in.
//!
//! Deterministic: the same instant gives the same rows. Each request was walked through `domain::apply` step by step, so its history
//! is one that could have happened. The names, numbers and the password are published; tests and scripts rely on them.

mod cast;
mod copies;
mod crowd;
mod drafts;
mod fixture;
mod members;
mod messages;
mod people;
mod questions;
mod seed;
mod services;
mod stories;
mod story;
mod visits;
mod walk;

pub use crowd::enlarge;
pub use people::{DemoAccount, PASSWORD, accounts, one_account_per_role};
pub use seed::{SeedError, seed};
