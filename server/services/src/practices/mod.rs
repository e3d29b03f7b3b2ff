//! Practices: who owns requests on the provider's side.

mod administrators;
mod named;
mod of_account;

pub use administrators::administrators;
pub use named::named;
pub use of_account::{Membership, of_account};
