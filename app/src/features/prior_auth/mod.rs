//! Prior authorization as the practice sees it: drafts, requests, and where they stand.

pub mod api;
mod case_page;
#[cfg(feature = "ssr")]
mod convert;
mod draft;
mod list_page;
mod new_page;
mod view;

pub(crate) use draft::{PartRoute, TaskListRoute, fetch_part};

crate::lazy::lazy_pages! {
    prior_auth:
    CaseRoute = case_page::CasePage, prior_auth_case, fetch_case;
    ListRoute = list_page::ListPage, prior_auth_list, fetch_list;
    NewRoute = new_page::NewPage, prior_auth_new, fetch_new;
}
