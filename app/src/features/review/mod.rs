//! The plan's review: the work queue and the case one decides.

pub mod api;
mod case_page;
#[cfg(feature = "ssr")]
mod convert;
mod decision;
mod queue_page;
mod view;

crate::lazy::lazy_pages! {
    review:
    CaseRoute = case_page::ReviewCasePage, review_case, fetch_case;
    QueueRoute = queue_page::QueuePage, review_queue, fetch_queue;
}
