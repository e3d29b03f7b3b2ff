//! Practices: who owns requests on the provider's side.

mod named;
mod of_account;

pub use named::named;
pub use of_account::{Membership, of_account};
