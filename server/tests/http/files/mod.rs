//! Documents over HTTP, with the real process that looks into them.

mod corpus;
mod finding;
mod hostile;
mod reading;
pub mod samples;
mod scanning;
pub mod sending;
