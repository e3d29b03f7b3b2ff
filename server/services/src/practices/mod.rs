//! Practices: who owns requests on the provider's side.

mod of_account;

pub use of_account::{Membership, of_account};
