//! Prior authorization as the practice sees it: drafts, requests, and where they stand.

pub mod api;
mod case_page;
#[cfg(feature = "ssr")]
mod convert;
mod draft_form;
mod draft_page;
mod list_page;
mod new_page;
mod view;

pub use case_page::CasePage;
pub use draft_page::DraftPage;
pub use list_page::ListPage;
pub use new_page::NewPage;
