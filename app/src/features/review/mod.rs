//! The plan's review: the work queue and the case one decides.

pub mod api;
mod beside;
mod case_page;
#[cfg(feature = "ssr")]
mod convert;
mod decision;
#[cfg(feature = "ssr")]
mod desk;
#[cfg(feature = "ssr")]
mod filters;
mod find_text;
mod handed_on;
mod join_document;
mod keys;
mod messages;
mod queue_filters;
mod queue_page;
mod queue_work;
#[cfg(feature = "ssr")]
mod report;
mod view;

crate::lazy::lazy_pages! {
    review, show, fetch:
    ReviewCase = case_page::ReviewCasePage;
}

crate::lazy::lazy_pages! {
    queue, show_queue, fetch_queue:
    ReviewQueue = queue_page::QueuePage;
}
