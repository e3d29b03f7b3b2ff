//! Prior authorization as the practice sees it: drafts, requests, and where they stand.

mod add_documents_page;
mod answer_form;
mod answer_page;
pub mod api;
mod case_acts;
mod case_page;
#[cfg(feature = "ssr")]
mod convert;
#[cfg(feature = "ssr")]
mod decided;
mod draft;
mod expedite;
#[cfg(feature = "ssr")]
pub mod export;
mod filter_fields;
#[cfg(feature = "ssr")]
mod filters;
mod inquiry;
mod intake;
mod keep_list;
mod list_page;
mod list_search;
mod messages;
mod new_page;
mod seen_answer;
mod uploads;
mod view;
mod withdraw;

pub(crate) use draft::{fetch as fetch_draft, show as show_draft};
pub(crate) use inquiry::{fetch as fetch_inquiry, show as show_inquiry};
pub(crate) use intake::{fetch as fetch_intake, show as show_intake};

crate::lazy::lazy_pages! {
    prior_auth, show, fetch:
    PriorAuthList = list_page::ListPage;
    PriorAuthNew = new_page::NewPage;
}

crate::lazy::lazy_pages! {
    case, show_case, fetch_case:
    PriorAuthAddDocuments = add_documents_page::AddDocumentsPage;
    PriorAuthAnswer = answer_page::AnswerPage;
    PriorAuthCase = case_page::CasePage;
}
