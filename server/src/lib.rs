//! The HTTP edge and the command line of Portico.
//!
//! [`http`] turns requests into pages, functions and streams; [`cmd`] holds one module per command; [`config`] is what an
//! operator can set. Rules live in `domain`, transactions in `services`, pages in `app`: here is only what stands between
//! them and the outside world.

#![recursion_limit = "256"]

pub mod cli;
pub mod cmd;
pub mod config;
pub mod failure;
pub mod http;
mod logging;

use clap::Parser as _;

use crate::failure::Failure;

/// Reads the command line and does what it says.
///
/// # Errors
/// [`Failure`] with one line for the person at the terminal.
pub fn run() -> Result<(), Failure> {
    cmd::run(cli::Cli::parse())
}
