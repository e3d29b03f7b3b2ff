//! The use cases, each on copies of a migrated template database, SQLite and PostgreSQL.
//!
//! One program: every further one would be linked with all that is below it, a quarter of a gigabyte each.
#![expect(clippy::panic, clippy::unwrap_used, reason = "tests")]

mod administrators;
mod assign_many;
mod attestation;
mod auth;
mod catalog;
mod code_import;
mod code_search;
mod copy_case;
mod dashboard;
mod dashboard_statements;
mod decisions;
mod demo;
mod demo_people;
mod drafts;
mod ear;
mod events;
mod exchange;
mod files;
mod inquiry;
mod intake;
mod late_form;
mod later;
mod list_plans;
mod list_reads;
mod lockout;
mod members;
mod notification;
mod one_truth;
mod own_sessions;
mod pepper;
mod prior_auth;
mod prior_auth_filters;
mod prior_auth_lists;
mod saved_views;
mod schema;
mod schema_open;
mod search;
mod sessions;
mod set_credential;
mod set_password;
mod set_roles;
mod sign_in_statements;
mod switch_practice;
mod urgency;
mod workbench;
mod write;
