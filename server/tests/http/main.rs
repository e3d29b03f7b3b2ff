//! The server as a browser sees it: requests through the real router, on a real database.
//!
//! One program, because linking the whole server is what takes time. `site` opens a server, `browser` speaks to it.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod account;
mod asking;
mod assets;
mod attack;
mod attesting;
mod authorization;
mod browser;
mod client_address;
mod codes;
mod cross_site;
mod denials;
mod design;
mod drafts;
mod events;
mod export;
mod files;
mod filters;
mod forms;
mod help;
mod import;
mod inquiry;
mod intake;
mod limits;
mod list_reads;
mod lockout;
mod members;
mod messages;
mod notifications;
mod pages;
mod program;
mod queue;
mod review;
mod same_origin;
mod saved_views;
mod search;
mod sessions;
mod set_password;
mod shutdown;
mod sign_in;
mod site;
mod startup;
mod status;
#[cfg(feature = "test-hooks")]
mod stream_faults;
mod switch_practice;
#[cfg(feature = "test-hooks")]
mod test_hooks;
mod trouble;
mod urgency;
mod withdrawing;
