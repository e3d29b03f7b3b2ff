//! One's own account: who one is, what the portal looks like, and where one is signed in.

mod account_page;
pub mod api;
#[cfg(feature = "ssr")]
mod convert;
mod view;

crate::lazy::lazy_pages! {
    account, show, fetch:
    Account = account_page::AccountPage;
}
