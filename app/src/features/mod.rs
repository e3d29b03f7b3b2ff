//! The features: one folder each, named like its module in `domain` and `services`. They never import each other; what
//! two of them share belongs to `domain` or `ui`.

pub mod account;
pub mod auth;
pub mod dashboard;
pub mod design;
pub mod notification;
pub mod prior_auth;
pub mod public;
pub mod review;
pub mod search;
