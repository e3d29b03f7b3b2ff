//! The rules of the portal, and nothing else.
//!
//! This crate runs on the server and, compiled to WebAssembly, in the browser: the page checks with the same code that
//! the server enforces. So it may not hold async code, I/O, a wall clock, randomness, a database or a user interface:
//! time and entropy come in as arguments, and what goes out are values and codes. Words for the screen live in
//! `app::copy`.

#[macro_use]
mod coded;

pub mod access;
pub mod auth;
pub mod codes;
pub mod coverage;
pub mod dashboard;
pub mod file;
pub mod form;
pub mod id;
pub mod prior_auth;
pub mod reference;
pub mod saved_view;
pub mod sensitive;
pub mod time;
