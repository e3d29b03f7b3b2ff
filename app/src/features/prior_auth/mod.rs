//! Prior authorization as the practice sees it: drafts, requests, and where they stand.

pub mod api;
mod case_page;
#[cfg(feature = "ssr")]
mod convert;
#[cfg(feature = "ssr")]
mod decided;
mod draft;
mod inquiry;
mod list_page;
mod new_page;
mod view;
mod withdraw;

pub(crate) use draft::{fetch as fetch_draft, show as show_draft};
pub(crate) use inquiry::{fetch as fetch_inquiry, show as show_inquiry};

crate::lazy::lazy_pages! {
    prior_auth, show, fetch:
    PriorAuthCase = case_page::CasePage;
    PriorAuthList = list_page::ListPage;
    PriorAuthNew = new_page::NewPage;
}
