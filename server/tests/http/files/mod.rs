//! Documents over HTTP, with the real process that looks into them.

mod corpus;
mod hostile;
mod reading;
pub mod samples;
pub mod sending;
mod scanning;
