//! Database rows, one file per table, no logic.
//!
//! Columns are text, integers and booleans only, so that both databases hold the same values: ids are opaque text,
//! `*_at` columns are Unix milliseconds in UTC, dates are ISO text (`2026-11-23`), enumerations are the codes of
//! `domain`. Turning a row into domain values is the business of `services`, where a value that does not fit becomes an
//! error naming table, column and id.

pub mod account;
pub mod audit;
pub mod case_message;
pub mod coverage_period;
pub mod dashboard_visit;
pub mod file;
pub mod imported_code;
pub mod imported_edition;
pub mod information_item;
pub mod instance;
pub mod member;
pub mod member_look_up;
pub mod notification_position;
pub mod outbox;
pub mod password_link;
pub mod practice;
pub mod practice_member;
pub mod prior_auth;
pub mod prior_auth_attestation;
pub mod prior_auth_diagnosis;
pub mod prior_auth_draft;
pub mod prior_auth_event;
pub mod prior_auth_intake;
pub mod prior_auth_line;
pub mod prior_auth_proof;
pub mod role_grant;
pub mod saved_view;
pub mod session;
pub mod sign_in_counter;
pub mod stashed_form;
